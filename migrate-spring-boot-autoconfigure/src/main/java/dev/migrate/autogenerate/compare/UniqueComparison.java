package dev.migrate.autogenerate.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.difference.ConstraintDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.Index;
import dev.migrate.schema.InspectedIndex;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueConstraint;

/**
 * Compares what is unique in two tables. A unique constraint and a unique index over the
 * same columns are the same.
 */
public final class UniqueComparison {

	private final TablePair tables;

	private UniqueComparison(TablePair tables) {
		this.tables = tables;
	}

	static List<Difference> of(TablePair tables) {
		return new UniqueComparison(tables).compare();
	}

	private List<Difference> compare() {
		List<Difference> differences = new ArrayList<>();
		List<UniqueConstraint> unmatched = new ArrayList<>(constraints(this.tables.found()));
		PartMatcher<UniqueConstraint> matcher = new PartMatcher<>(UniqueConstraint::name, this::isSame);
		for (UniqueConstraint unique : matcher.inOrder(constraints(this.tables.wanted()), unmatched)) {
			Optional<UniqueConstraint> match = matcher.match(unique, unmatched);
			match.ifPresent(unmatched::remove);
			if (match.isEmpty() && !isUniqueIndex(this.tables.found(), unique) && !isPrimaryKey(unique)) {
				Optional<UniqueConstraint> renewed = renewed(unmatched, unique);
				renewed.ifPresent(unmatched::remove);
				differences.add(ConstraintDifference.of(this.tables.name(), unique, renewed.orElse(null)));
			}
		}
		unmatched.stream()
			.filter((unique) -> !isUniqueIndex(this.tables.wanted(), unique))
			.forEach((unique) -> differences.add(ConstraintDifference.of(this.tables.name(), null, unique)));
		return differences;
	}

	static List<UniqueConstraint> constraints(InspectedTable table) {
		return table.table()
			.constraints()
			.stream()
			.filter(UniqueConstraint.class::isInstance)
			.map(UniqueConstraint.class::cast)
			.toList();
	}

	private boolean isSame(UniqueConstraint unique, UniqueConstraint other) {
		return Set.copyOf(unique.columns()).equals(Set.copyOf(other.columns()))
				&& ((!this.tables.options().complete() && isPlain(unique))
						|| (unique.nullsNotDistinct() == other.nullsNotDistinct()
								&& unique.include().equals(other.include())
								&& unique.deferrability() == other.deferrability()));
	}

	/**
	 * Entities say nothing of this unless they give SQL for the constraint.
	 */
	private static boolean isPlain(UniqueConstraint unique) {
		return !unique.nullsNotDistinct() && unique.include().isEmpty()
				&& unique.deferrability() == Deferrability.NOT_DEFERRABLE;
	}

	private static Optional<UniqueConstraint> renewed(List<UniqueConstraint> constraints, UniqueConstraint unique) {
		return constraints.stream()
			.filter((other) -> other.name() != null && other.name().equals(unique.name()))
			.findFirst()
			.or(() -> constraints.stream().filter((other) -> other.columns().equals(unique.columns())).findFirst());
	}

	private boolean isUniqueIndex(InspectedTable table, UniqueConstraint unique) {
		return table.indexes()
			.stream()
			.map(InspectedIndex::index)
			.anyMatch((index) -> isSame(unique, index, this.tables.options()));
	}

	/**
	 * Returns whether an index says what a constraint does. No index is deferrable.
	 */
	static boolean isSame(UniqueConstraint unique, Index index, ComparisonOptions options) {
		return isPlain(index) && Set.copyOf(unique.columns()).equals(Set.copyOf(columns(index)))
				&& ((!options.complete() && isPlain(unique)) || (unique.deferrability() == Deferrability.NOT_DEFERRABLE
						&& unique.include().equals(index.include())
						&& unique.nullsNotDistinct() == index.nullsNotDistinct()));
	}

	/**
	 * Returns whether a primary key that stays says the same.
	 */
	private boolean isPrimaryKey(UniqueConstraint unique) {
		Table wanted = this.tables.wanted().table();
		boolean stays = wanted.primaryKey().isEmpty() && !this.tables.options().complete();
		Table table = stays ? this.tables.found().table() : wanted;
		return table.primaryKey()
			.filter((key) -> Set.copyOf(key.columns()).equals(Set.copyOf(unique.columns())))
			.isPresent();
	}

	/**
	 * A unique index that says no more than a constraint.
	 */
	static boolean isPlain(Index index) {
		return index.unique() && index.where() == null
				&& index.parts().stream().allMatch((part) -> part.kind() == Index.Part.Kind.COLUMN);
	}

	public static List<String> columns(Index index) {
		return index.parts().stream().map(Index.Part::text).toList();
	}

}
