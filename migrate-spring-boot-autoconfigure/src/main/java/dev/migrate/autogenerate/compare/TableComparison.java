package dev.migrate.autogenerate.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.difference.ConstraintDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.TableCommentDifference;
import dev.migrate.schema.PrimaryKey;

/**
 * Compares a wanted table with the one of its name.
 */
public final class TableComparison {

	private TableComparison() {
	}

	static Comparison of(TablePair tables) {
		List<Difference> differences = new ArrayList<>(comments(tables));
		differences.addAll(ColumnComparison.of(tables));
		differences.addAll(primaryKeys(tables));
		differences.addAll(ForeignKeyComparison.of(tables));
		differences.addAll(UniqueComparison.of(tables));
		differences.addAll(ExclusionComparison.of(tables));
		Comparison checks = CheckComparison.of(tables);
		differences.addAll(checks.differences());
		UnstatedColumns unstated = new UnstatedColumns(tables);
		Comparison indexes = IndexComparison.of(tables, unstated);
		differences.addAll(indexes.differences());
		return Comparison.union(List.of(new Comparison(unstated.leaveOut(differences), unstated.notes()),
				new Comparison(List.of(), UncomparedProperties.notes(tables)),
				new Comparison(List.of(), primaryKeyNotes(tables)), new Comparison(List.of(), checks.notes()),
				new Comparison(List.of(), indexes.notes())));
	}

	private static List<Difference> comments(TablePair tables) {
		String comment = tables.wanted().table().comment();
		return tables.options().isStated(comment) && !Objects.equals(comment, tables.found().table().comment())
				? List.of(new TableCommentDifference(tables.name(), tables.wanted(), tables.found())) : List.of();
	}

	private static List<Difference> primaryKeys(TablePair tables) {
		PrimaryKey key = tables.wanted().table().primaryKey().orElse(null);
		PrimaryKey other = tables.found().table().primaryKey().orElse(null);
		if (key != null && (other == null || !isSame(key, other, tables.options()))) {
			return List.of(ConstraintDifference.of(tables.name(), key, other));
		}
		return (key == null && other != null && tables.options().complete())
				? List.of(ConstraintDifference.of(tables.name(), null, other)) : List.of();
	}

	/**
	 * A collection that may have equal elements has no key, and a key that somebody has
	 * added allows none.
	 */
	private static List<String> primaryKeyNotes(TablePair tables) {
		return tables.found()
			.table()
			.primaryKey()
			.filter((key) -> !tables.options().complete() && tables.wanted().table().primaryKey().isEmpty()
					&& key.columns()
						.stream()
						.allMatch((column) -> tables.wanted().table().findColumn(column).isPresent()))
			.map((key) -> "Primary key %s of table %s is not in the entities, but stays.".formatted(key.name(),
					tables.name().written()))
			.stream()
			.toList();
	}

	/**
	 * Entities do not say in which order a key has its columns.
	 */
	private static boolean isSame(PrimaryKey key, PrimaryKey other, ComparisonOptions options) {
		return options.complete()
				? key.columns().equals(other.columns()) && key.include().equals(other.include())
						&& key.deferrability() == other.deferrability()
				: Set.copyOf(key.columns()).equals(Set.copyOf(other.columns()));
	}

}
