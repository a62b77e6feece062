package dev.migrate.operations;

import dev.migrate.schema.Column;
import dev.migrate.schema.ObjectName;

/**
 * The statement that sets the comment of a column that has just been made.
 */
final class ColumnComments {

	private ColumnComments() {
	}

	static void write(SqlWriter sql, ObjectName table, Column column) {
		if (column.comment() != null) {
			sql.sql("COMMENT ON COLUMN ")
				.name(table)
				.sql(".")
				.identifier(column.name())
				.sql(" IS ")
				.literal(column.comment())
				.end();
		}
	}

}
