package dev.migrate.operations;

import java.util.function.Consumer;

import dev.migrate.schema.Column;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * The statements that set comments.
 */
final class Comments {

	private Comments() {
	}

	/**
	 * Sets the comment of a column that has just been made.
	 */
	static void write(SqlWriter sql, ObjectName table, Column column) {
		if (column.comment() != null) {
			writeColumn(sql, table, column.name(), column.comment());
		}
	}

	static void writeColumn(SqlWriter sql, ObjectName table, String column, @Nullable String comment) {
		write(sql, (target) -> target.sql("COLUMN ").name(table).sql(".").identifier(column), comment);
	}

	static void writeTable(SqlWriter sql, ObjectName table, @Nullable String comment) {
		write(sql, (target) -> target.sql("TABLE ").name(table), comment);
	}

	static void writeIndex(SqlWriter sql, ObjectName index, @Nullable String comment) {
		write(sql, (target) -> target.sql("INDEX ").name(index), comment);
	}

	static void writeConstraint(SqlWriter sql, ObjectName table, String constraint, @Nullable String comment) {
		sql.require(Feature.CONSTRAINT_COMMENT);
		write(sql, (target) -> target.sql("CONSTRAINT ").identifier(constraint).sql(" ON ").name(table), comment);
	}

	static void write(SqlWriter sql, ObjectKind kind, ObjectName name, @Nullable String comment) {
		write(sql, (target) -> target.sql(kind.sql()).sql(" ").name(name), comment);
	}

	private static void write(SqlWriter sql, Consumer<SqlWriter> target, @Nullable String comment) {
		sql.sql("COMMENT ON ");
		target.accept(sql);
		sql.sql(" IS ").literal(comment).end();
	}

}
