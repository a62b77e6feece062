package dev.migrate.dialect.data;

import java.util.List;

import dev.migrate.schema.ObjectName;

/**
 * Columns that refer to others.
 *
 * @param table the table that refers
 * @param columns its columns
 * @param referenced the table that is referred to
 * @param referencedColumns as many columns of that table
 */
public record RowReference(ObjectName table, List<String> columns, ObjectName referenced,
		List<String> referencedColumns) {

	public RowReference {
		columns = List.copyOf(columns);
		referencedColumns = List.copyOf(referencedColumns);
	}

}
