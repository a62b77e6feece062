package dev.migrate.autogenerate.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.difference.ConstraintDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.TableDifference;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.SchemaSnapshot;

/**
 * Leaves out foreign keys to what is not there as a table and is not created, such as a
 * table that inherits, a view, or a table that is left out.
 */
public final class ForeignKeyTargets {

	private final Set<ObjectName> tables;

	private final List<String> notes = new ArrayList<>();

	private ForeignKeyTargets(SchemaSnapshot whole, List<Difference> differences) {
		Stream<ObjectName> existing = whole.tables()
			.values()
			.stream()
			.filter((table) -> table.kind() != InspectedTable.Kind.FOREIGN_TABLE)
			.map(InspectedTable::name);
		Stream<ObjectName> created = differences.stream()
			.filter(TableDifference.class::isInstance)
			.map(Difference::object);
		this.tables = Stream.concat(existing, created).collect(Collectors.toSet());
	}

	/**
	 * Leaves out the foreign keys.
	 * @param comparison the differences
	 * @param whole all that the database has, including what is not compared
	 * @return the other differences, and notes that name what is left out
	 */
	public static Comparison leaveOut(Comparison comparison, SchemaSnapshot whole) {
		ForeignKeyTargets targets = new ForeignKeyTargets(whole, comparison.differences());
		List<Difference> kept = comparison.differences().stream().flatMap(targets::possible).toList();
		return new Comparison(kept, Stream.concat(comparison.notes().stream(), targets.notes.stream()).toList());
	}

	private Stream<Difference> possible(Difference difference) {
		if (difference instanceof ConstraintDifference && difference.wanted() instanceof ForeignKey key) {
			return isPossible(difference.object(), key) ? Stream.of(difference) : Stream.empty();
		}
		if (difference instanceof TableDifference && difference.isMissing()) {
			InspectedTable table = (InspectedTable) Objects.requireNonNull(difference.wanted());
			List<Constraint> constraints = table.table()
				.constraints()
				.stream()
				.filter((constraint) -> !(constraint instanceof ForeignKey key) || isPossible(table.name(), key))
				.toList();
			return Stream
				.of(new TableDifference(table.name(), table.table(table.table().constraints(constraints)), null));
		}
		return Stream.of(difference);
	}

	private boolean isPossible(ObjectName table, ForeignKey key) {
		boolean possible = this.tables.contains(key.referencedTable());
		if (!possible) {
			this.notes.add(
					"Foreign key %s of table %s is not created, because it refers to %s, which is no table that is created."
						.formatted(key.name(), table.written(), key.referencedTable().written()));
		}
		return possible;
	}

}
