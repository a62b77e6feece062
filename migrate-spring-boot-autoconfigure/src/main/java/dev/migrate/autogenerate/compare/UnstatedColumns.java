package dev.migrate.autogenerate.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.migrate.autogenerate.difference.ColumnDifference;
import dev.migrate.autogenerate.difference.ConstraintDifference;
import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.difference.IndexDifference;
import dev.migrate.schema.Column;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;

/**
 * The columns that only the database has and that no entity could have stated: they are
 * generated, or of a type that no attribute has. They are left alone, with everything
 * over them, unless their dropping is asked for.
 */
final class UnstatedColumns {

	/**
	 * What attributes have without saying so.
	 */
	private static final Set<String> USUAL_TYPES = Set.of("bigint", "boolean", "bytea", "char", "date",
			"double precision", "inet", "integer", "interval", "json", "jsonb", "numeric", "oid", "real", "smallint",
			"text", "time", "time with time zone", "timestamp", "timestamp with time zone", "uuid", "varchar");

	private final TablePair tables;

	private final Map<String, String> reasons = new LinkedHashMap<>();

	UnstatedColumns(TablePair tables) {
		this.tables = tables;
		if (!tables.options().complete() && !tables.options().dropColumns()) {
			found().forEach((column) -> reason(column).ifPresent((reason) -> this.reasons.put(column.name(), reason)));
			List.copyOf(this.reasons.keySet()).forEach(this::addSources);
		}
	}

	/**
	 * Returns the columns that only the database has.
	 */
	private List<Column> found() {
		return this.tables.found()
			.table()
			.columns()
			.stream()
			.filter((column) -> this.tables.wanted().table().findColumn(column.name()).isEmpty())
			.toList();
	}

	private Optional<String> reason(Column column) {
		if (column.generated() != null) {
			return Optional.of("it is generated");
		}
		DataType type = column.type();
		return (USUAL_TYPES.contains(type.name()) || this.tables.attributeTypes().contains(type.name()))
				? Optional.empty() : Optional.of("it has a type that no attribute has (%s)".formatted(type.name()));
	}

	/**
	 * A column that another one is generated from cannot be dropped without that.
	 */
	private void addSources(String name) {
		Generated generated = this.tables.found().table().findColumn(name).map(Column::generated).orElse(null);
		if (generated != null) {
			found().stream()
				.filter((column) -> FilteredSchemas.mentions(generated.expression(), column.name()))
				.forEach((column) -> this.reasons.putIfAbsent(column.name(), name + " is generated from it"));
		}
	}

	/**
	 * Leaves out the differences that would drop such a column or what is over it.
	 */
	List<Difference> leaveOut(List<Difference> differences) {
		return differences.stream().filter((difference) -> !isDropped(difference)).toList();
	}

	private boolean isDropped(Difference difference) {
		if (difference instanceof ColumnDifference column) {
			return this.reasons.containsKey(column.part());
		}
		if (difference instanceof ConstraintDifference constraint) {
			return constraint.wanted() == null && constraint.found() != null
					&& this.reasons.keySet()
						.stream()
						.anyMatch((column) -> FilteredSchemas.isOver(constraint.found(), column));
		}
		return difference instanceof IndexDifference index && index.wanted() == null && index.found() != null
				&& this.reasons.keySet().stream().anyMatch((column) -> FilteredSchemas.isOver(index.found(), column));
	}

	/**
	 * Returns whether an index goes with a column that is dropped.
	 */
	boolean isDropped(Index index) {
		return found().stream()
			.map(Column::name)
			.anyMatch((column) -> !this.reasons.containsKey(column) && FilteredSchemas.isOver(index, column));
	}

	List<String> notes() {
		List<String> notes = new ArrayList<>();
		this.reasons
			.forEach((column, reason) -> notes.add("Column %s.%s is not in the entities and is left alone, because %s."
				.formatted(this.tables.name().written(), ObjectName.written(column), reason)));
		return notes;
	}

}
