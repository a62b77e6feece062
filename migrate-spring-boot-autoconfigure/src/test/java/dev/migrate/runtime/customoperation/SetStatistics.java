package dev.migrate.runtime.customoperation;

import java.util.Optional;

import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.ColumnName;

/**
 * Sets how exactly the values of a column are counted.
 *
 * @param column the column
 * @param target how many values, -1 for what the server does by itself
 * @param previous the target before
 */
public record SetStatistics(ColumnName column, int target, int previous) implements Operation {

	@Override
	public void write(SqlWriter sql) {
		sql.sql("ALTER TABLE ")
			.name(this.column.table())
			.sql(" ALTER COLUMN ")
			.identifier(this.column.column())
			.sql(" SET STATISTICS " + this.target)
			.end();
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(new SetStatistics(this.column, this.previous, this.target));
	}

	@Override
	public String describe() {
		return "set statistics of " + this.column + " to " + this.target;
	}

}
