package dev.migrate.dialect;

import java.util.List;

import dev.migrate.schema.ObjectName;

/**
 * Rows to be inserted into a table.
 *
 * @param table the name of the table
 * @param columns the names of the columns
 * @param rows the values in the order of the columns; they may be too many to be kept in
 * memory, and may be read only once
 */
public record InsertedRows(ObjectName table, List<String> columns, Iterable<? extends List<?>> rows) {

	public InsertedRows {
		columns = List.copyOf(columns);
	}

}
