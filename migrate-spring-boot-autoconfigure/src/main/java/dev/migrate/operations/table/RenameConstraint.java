package dev.migrate.operations.table;

import java.util.Optional;

import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.ObjectName;

/**
 * Renames a constraint, and with it its index, if it has one. The reverse gives it its
 * old name.
 *
 * @param table the name of the table
 * @param constraint the name of the constraint
 * @param newName its new name
 */
public record RenameConstraint(ObjectName table, String constraint, String newName) implements TableChange {

	public RenameConstraint {
		InvalidOperationException
			.requireName("the constraint that '%s' of table '%s' becomes".formatted(constraint, table), newName);
	}

	@Override
	public void writeRest(SqlWriter sql) {
		sql.sql("ALTER TABLE ")
			.name(this.table)
			.sql(" RENAME CONSTRAINT ")
			.identifier(this.constraint)
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
		return Optional.of(new RenameConstraint(this.table, this.newName, this.constraint));
	}

	@Override
	public String method() {
		return "renameConstraint";
	}

	@Override
	public void renderArguments(JavaWriter java) {
		java.value(this.constraint).java(", ").value(this.newName);
	}

	@Override
	public String describe() {
		return "rename constraint " + this.constraint + " of " + this.table + " to " + this.newName;
	}

}
