package dev.migrate.autogenerate.scratch;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.autogenerate.compare.FilteredSchemas;
import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.ExclusionConstraint;
import dev.migrate.schema.Index;
import dev.migrate.schema.InspectedIndex;
import dev.migrate.schema.InspectedTable;
import dev.migrate.schema.Table;

/**
 * What of a table has expressions, with the columns that they name: a database creates
 * that faster than a whole table.
 */
final class ExpressionTable {

	private ExpressionTable() {
	}

	static InspectedTable of(InspectedTable table) {
		if (table.table().partitionBy() != null) {
			return table;
		}
		List<Constraint> constraints = table.table()
			.constraints()
			.stream()
			.filter((constraint) -> constraint instanceof CheckConstraint || constraint instanceof ExclusionConstraint)
			.toList();
		List<InspectedIndex> indexes = table.indexes().stream().filter((index) -> isComputed(index.index())).toList();
		List<Column> computed = table.table()
			.columns()
			.stream()
			.filter((column) -> column.defaultValue() != null || column.generated() != null)
			.toList();
		List<Column> columns = table.table()
			.columns()
			.stream()
			.filter((column) -> computed.contains(column) || Stream.of(column.name(), table.name().name())
				.anyMatch((
						name) -> constraints.stream().anyMatch((constraint) -> FilteredSchemas.isOver(constraint, name))
								|| indexes.stream().anyMatch((index) -> FilteredSchemas.isOver(index.index(), name))
								|| computed.stream().anyMatch((other) -> FilteredSchemas.isGeneratedFrom(other, name))))
			.map((column) -> new Column(column.name(), column.type(), true, column.defaultValue(), null,
					column.generated(), column.collation(), null))
			.toList();
		return table.table(new Table(table.name(), columns, constraints, null, Map.of(), false, null)).indexes(indexes);
	}

	private static boolean isComputed(Index index) {
		return index.where() != null
				|| index.parts().stream().anyMatch((part) -> part.kind() != Index.Part.Kind.COLUMN);
	}

	/**
	 * Returns a table with the expressions that another reading of a part of it has.
	 */
	static InspectedTable with(InspectedTable table, InspectedTable part) {
		Map<String, Constraint> constraints = byName(part.table().constraints(), Constraint::name);
		Map<String, InspectedIndex> indexes = byName(part.indexes(), (index) -> index.index().name());
		return table
			.table(table.table()
				.columns(table.table()
					.columns()
					.stream()
					.map((column) -> part.table()
						.findColumn(column.name())
						.map((again) -> new Column(column.name(), column.type(), column.nullable(),
								again.defaultValue(), column.identity(), again.generated(), column.collation(),
								column.comment()))
						.orElse(column))
					.toList())
				.constraints(table.table()
					.constraints()
					.stream()
					.map((constraint) -> constraints.getOrDefault(String.valueOf(constraint.name()), constraint))
					.toList()))
			.indexes(table.indexes()
				.stream()
				.map((index) -> indexes.getOrDefault(String.valueOf(index.index().name()), index))
				.toList());
	}

	private static <T> Map<String, T> byName(List<T> parts, Function<T, String> name) {
		return parts.stream()
			.filter((part) -> Objects.nonNull(name.apply(part)))
			.collect(Collectors.toMap(name, Function.identity()));
	}

}
