package dev.migrate.autogenerate.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.IndexDifference;
import dev.migrate.schema.Index;
import dev.migrate.schema.InspectedIndex;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;

/**
 * Compares the indexes of two tables by what they are over. One that only the database
 * has is left alone unless its dropping is asked for, and then only if entities could
 * have stated it.
 */
public final class IndexComparison {

	private final TablePair tables;

	private final UnstatedColumns unstated;

	private IndexComparison(TablePair tables, UnstatedColumns unstated) {
		this.tables = tables;
		this.unstated = unstated;
	}

	static Comparison of(TablePair tables, UnstatedColumns unstated) {
		return new IndexComparison(tables, unstated).compare();
	}

	private Comparison compare() {
		List<Difference> differences = new ArrayList<>();
		List<String> notes = new ArrayList<>();
		List<Index> unmatched = new ArrayList<>(indexes(this.tables.found()));
		List<Index> missing = new ArrayList<>();
		PartMatcher<Index> matcher = new PartMatcher<>(Index::name, this::isSame);
		for (Index index : matcher.inOrder(indexes(this.tables.wanted()), unmatched)) {
			Optional<Index> match = matcher.match(index, unmatched);
			match.ifPresent(unmatched::remove);
			if (match.isEmpty() && !isUniqueConstraint(this.tables.found(), index)) {
				missing.add(index);
			}
		}
		for (Index index : missing) {
			Optional<Index> renewed = unmatched.stream()
				.filter((other) -> other.name() != null && other.name().equals(index.name()))
				.findFirst();
			renewed.ifPresent(unmatched::remove);
			differences.add(IndexDifference.of(this.tables.name(), index, renewed.orElse(null)));
		}
		for (Index index : unmatched) {
			if (isUniqueConstraint(this.tables.wanted(), index)) {
				continue;
			}
			if (isUnwanted(index)) {
				differences.add(IndexDifference.of(this.tables.name(), null, index));
			}
			else if (isPlain(index) && !this.unstated.isDropped(index)) {
				notes.add("Index %s.%s is not in the entities and is left alone."
					.formatted(this.tables.name().written(), ObjectName.written(String.valueOf(index.name()))));
			}
		}
		return new Comparison(differences, notes);
	}

	private boolean isUnwanted(Index index) {
		return this.tables.options().complete() || (isPlain(index) && this.tables.options().dropIndexes());
	}

	private static List<Index> indexes(InspectedTable table) {
		return table.indexes().stream().map(InspectedIndex::index).toList();
	}

	private boolean isSame(Index index, Index other) {
		boolean same = index.parts().equals(other.parts()) && index.unique() == other.unique()
				&& Objects.equals(index.where(), other.where()) && Objects.equals(index.method(), other.method());
		return same && ((!this.tables.options().complete() && statesNoMore(index))
				|| (index.include().equals(other.include()) && index.nullsNotDistinct() == other.nullsNotDistinct()
						&& index.storage().equals(other.storage())));
	}

	/**
	 * Entities say nothing of this unless they give SQL for the index.
	 */
	private static boolean statesNoMore(Index index) {
		return index.include().isEmpty() && !index.nullsNotDistinct() && index.storage().isEmpty();
	}

	private boolean isUniqueConstraint(InspectedTable table, Index index) {
		return UniqueComparison.constraints(table)
			.stream()
			.anyMatch((unique) -> UniqueComparison.isSame(unique, index, this.tables.options()));
	}

	/**
	 * An index that entities can state.
	 */
	private static boolean isPlain(Index index) {
		return index.where() == null && index.include().isEmpty() && index.method() == null
				&& index.parts()
					.stream()
					.allMatch((part) -> part.kind() == Index.Part.Kind.COLUMN && part.operatorClass() == null
							&& part.collation() == null);
	}

}
