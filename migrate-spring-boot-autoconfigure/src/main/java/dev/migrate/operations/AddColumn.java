package dev.migrate.operations;

import java.util.Optional;

import dev.migrate.schema.Column;
import dev.migrate.schema.ObjectName;

/**
 * Adds a column to a table.
 *
 * @param table the name of the table
 * @param column the column
 */
public record AddColumn(ObjectName table, Column column) implements Operation {

	@Override
	public void write(SqlWriter sql) {
		sql.sql("ALTER TABLE ").name(this.table).sql(" ADD COLUMN ").column(this.column).end();
		ColumnComments.write(sql, this.table, this.column);
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(new DropColumn(this.table, this.column.name(), this.column));
	}

	@Override
	public String describe() {
		return "add column " + this.table + "." + this.column.name();
	}

}
