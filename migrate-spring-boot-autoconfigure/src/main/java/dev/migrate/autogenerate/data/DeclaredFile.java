package dev.migrate.autogenerate.data;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.autogenerate.file.DataRows;
import dev.migrate.autogenerate.file.InvalidDataFileException;
import dev.migrate.schema.Column;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * A file with the table that it declares the rows of.
 *
 * @param rows what the file says
 * @param table the table
 * @param columns the columns that the rows have
 * @param key the columns that tell them apart
 * @param scratch the table that they are read into
 */
record DeclaredFile(DataRows rows, DeclaredTable table, List<Column> columns, List<Column> key, ObjectName scratch) {

	/**
	 * Makes sure that a file and its table go together.
	 * @throws InvalidDataFileException if they do not
	 */
	static DeclaredFile of(DataRows rows, DeclaredTable table, ObjectName scratch) {
		List<String> names = rows.columns().isEmpty() ? namesWithoutRows(rows, table) : rows.columns();
		List<Column> columns = new ArrayList<>();
		for (String name : names) {
			Column column = table.findColumn(name)
				.orElseThrow(() -> InvalidDataFileException.unknownColumn(rows.location(), rows.columnLine(),
						table.name(), name, table.columnNames()));
			if (column.generated() != null) {
				throw InvalidDataFileException.generatedColumn(rows.location(), rows.columnLine(), name);
			}
			columns.add(column);
		}
		List<String> key = key(rows, table, names);
		return new DeclaredFile(rows, table, columns,
				key.stream().map((name) -> table.findColumn(name).orElseThrow()).toList(), scratch);
	}

	/**
	 * A list without rows names no columns.
	 */
	private static List<String> namesWithoutRows(DataRows rows, DeclaredTable table) {
		List<String> names = rows.key().isEmpty() ? table.primaryKey() : rows.key();
		if (names.isEmpty()) {
			throw InvalidDataFileException.noKey(rows.location(), table.name(), List.of());
		}
		return names;
	}

	private static List<String> key(DataRows rows, DeclaredTable table, List<String> columns) {
		for (String column : rows.key()) {
			if (!columns.contains(column)) {
				throw InvalidDataFileException.keyColumn(rows.location(), rows.keyLine(), column, columns);
			}
		}
		if (!rows.key().isEmpty()) {
			return rows.key();
		}
		List<String> primaryKey = table.primaryKey();
		if (!primaryKey.isEmpty() && columns.containsAll(primaryKey)) {
			return primaryKey;
		}
		List<List<String>> possible = table.uniques().stream().filter(columns::containsAll).toList();
		if (possible.size() != 1) {
			throw InvalidDataFileException.noKey(rows.location(), table.name(),
					possible.stream().map((key) -> String.join(", ", key)).toList());
		}
		return possible.get(0);
	}

	String location() {
		return this.rows.location();
	}

	List<String> columnNames() {
		return this.columns.stream().map(Column::name).toList();
	}

	List<String> keyNames() {
		return this.key.stream().map(Column::name).toList();
	}

	/**
	 * Returns the values of some of the columns.
	 */
	List<@Nullable String> values(List<@Nullable String> row, List<Column> some) {
		List<@Nullable String> values = new ArrayList<>();
		some.forEach((column) -> values.add(row.get(this.columns.indexOf(column))));
		return values;
	}

}
