package dev.migrate.operations;

import java.util.Optional;

import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.NamingConvention;
import dev.migrate.schema.ObjectName;

/**
 * Makes a column not null in steps that commit one by one, so that nobody is kept from
 * the table while its rows are read. The reverse makes it nullable again.
 *
 * @param table the name of the table
 * @param column the name of the column
 */
public record SetNotNullSafely(ObjectName table, String column) implements Operation {

	public SetNotNullSafely {
		column = new ColumnName(table, column).column();
	}

	@Override
	public boolean autocommits() {
		return true;
	}

	@Override
	public void write(SqlWriter sql) {
		String name = NamingConvention.shorten(this.table.name() + "_" + this.column + "_not_null");
		if (sql.supports(Feature.NOT_NULL_NOT_VALID)) {
			sql.sql("ALTER TABLE ").name(this.table).sql(" ADD CONSTRAINT ").identifier(name).sql(" NOT NULL ");
			sql.identifier(this.column).sql(" NOT VALID").end();
			new ValidateConstraint(this.table, name).write(sql);
			return;
		}
		String condition = sql.quoted(this.column) + " IS NOT NULL";
		AddConstraintSafely.addValidated(this.table, CheckConstraint.check(condition).named(name), sql);
		AlterColumn.of(this.table, this.column, AlterColumn::notNull).write(sql);
		new DropConstraint(this.table, name).write(sql);
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional
			.of(AlterColumn.of(this.table, this.column, (column) -> column.nullable().was(AlterColumn::notNull)));
	}

	@Override
	public void render(JavaWriter java) {
		java.call("setNotNullSafely", this.table, this.column);
	}

	@Override
	public String describe() {
		return "make column " + this.column + " of " + this.table + " not null step by step";
	}

}
