package dev.migrate.autogenerate.data;

import java.util.Optional;
import java.util.Set;

import dev.migrate.operations.operation.BulkInsert;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.ObjectName;

/**
 * Inserts rows that a person is to read: in bulk in a class, and by a statement in SQL.
 *
 * @param rows the rows
 * @param sql the statement
 */
record InsertRows(BulkInsert rows, String sql) implements Operation {

	@Override
	public void write(SqlWriter writer) {
		writer.sql(this.sql).end();
	}

	@Override
	public Optional<Set<ObjectName>> tables() {
		return Optional.of(Set.of(this.rows.table()));
	}

	@Override
	public Optional<Operation> reverse() {
		return this.rows.reverse();
	}

	@Override
	public Operation withoutReverse() {
		return new InsertRows(new BulkInsert(this.rows.table(), this.rows.columns(), this.rows.rows(), null), this.sql);
	}

	@Override
	public void render(JavaWriter java) {
		this.rows.render(java);
	}

	@Override
	public String describe() {
		return this.rows.describe();
	}

}
