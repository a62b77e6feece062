package dev.migrate.operations.table;

import java.util.Optional;

import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.ObjectName;

/**
 * Renames a column. Constraints, indexes and views over it keep working; their names stay
 * as they are. The reverse gives it its old name.
 *
 * @param table the name of the table
 * @param column the name of the column
 * @param newName its new name
 */
public record RenameColumn(ObjectName table, String column, String newName) implements TableChange {

	public RenameColumn {
		InvalidOperationException.requireName("the column that '%s' of table '%s' becomes".formatted(column, table),
				newName);
	}

	@Override
	public void writeRest(SqlWriter sql) {
		sql.sql("ALTER TABLE ")
			.name(this.table)
			.sql(" RENAME COLUMN ")
			.identifier(this.column)
			.sql(" TO ")
			.identifier(this.newName)
			.end();
	}

	@Override
	public boolean keepsItsPlace() {
		return true;
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(new RenameColumn(this.table, this.newName, this.column));
	}

	@Override
	public String method() {
		return "renameColumn";
	}

	@Override
	public void renderArguments(JavaWriter java) {
		java.value(this.column).java(", ").value(this.newName);
	}

	@Override
	public String describe() {
		return "rename column " + this.table + "." + this.column + " to " + this.newName;
	}

}
