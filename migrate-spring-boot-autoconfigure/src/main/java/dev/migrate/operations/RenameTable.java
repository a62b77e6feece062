package dev.migrate.operations;

import java.util.Optional;

import dev.migrate.schema.ObjectName;

/**
 * Renames a table within its schema. The names of its constraints, indexes and sequences
 * stay as they are. The reverse gives it its old name.
 *
 * @param table the name of the table
 * @param newName the new name, without a schema
 */
public record RenameTable(ObjectName table, String newName) implements Operation {

	public RenameTable {
		InvalidOperationException.requireName("the table that '%s' becomes".formatted(table), newName);
	}

	@Override
	public void write(SqlWriter sql) {
		sql.sql("ALTER TABLE ").name(this.table).sql(" RENAME TO ").identifier(this.newName).end();
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(new RenameTable(this.table.sibling(this.newName), this.table.name()));
	}

	@Override
	public void render(JavaWriter java) {
		java.call("renameTable", this.table, new ObjectName(null, this.newName));
	}

	@Override
	public String describe() {
		return "rename table " + this.table + " to " + this.newName;
	}

}
