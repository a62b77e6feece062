package dev.migrate.operations;

import java.util.Optional;

import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Table;

/**
 * Creates a table with its constraints and comments.
 *
 * @param table the table
 * @param ifNotExists whether to do nothing if there is a table of that name
 */
public record CreateTable(Table table, boolean ifNotExists) implements Operation {

	/**
	 * Creates an operation that fails if there is a table of that name.
	 * @param table the table
	 */
	public CreateTable(Table table) {
		this(table, false);
	}

	@Override
	public void write(SqlWriter sql) {
		sql.sql(this.ifNotExists ? "CREATE TABLE IF NOT EXISTS " : "CREATE TABLE ").name(this.table.name()).sql(" (");
		String separator = "";
		for (Column column : this.table.columns()) {
			sql.sql(separator).column(column);
			separator = ", ";
		}
		for (Constraint constraint : this.table.constraints()) {
			sql.sql(separator).constraint(constraint);
			separator = ", ";
		}
		sql.sql(")").end();
		if (this.table.comment() != null) {
			sql.sql("COMMENT ON TABLE ").name(this.table.name()).sql(" IS ").literal(this.table.comment()).end();
		}
		this.table.columns().forEach((column) -> ColumnComments.write(sql, this.table.name(), column));
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(new DropTable(this.table.name(), this.table));
	}

	@Override
	public String describe() {
		return "create table " + this.table.name();
	}

}
