package dev.migrate.operations;

import java.util.Optional;

import dev.migrate.schema.ObjectName;

/**
 * Renames an index within its schema, and with it the constraint that it belongs to, if
 * there is one. The reverse gives it its old name.
 *
 * @param index the name of the index
 * @param newName the new name, without a schema
 */
public record RenameIndex(ObjectName index, String newName) implements Operation {

	public RenameIndex {
		InvalidOperationException.requireName("the index that '%s' becomes".formatted(index), newName);
	}

	@Override
	public void write(SqlWriter sql) {
		sql.sql("ALTER INDEX ").name(this.index).sql(" RENAME TO ").identifier(this.newName).end();
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(new RenameIndex(this.index.sibling(this.newName), this.index.name()));
	}

	@Override
	public void render(JavaWriter java) {
		java.call("renameIndex", this.index, new ObjectName(null, this.newName));
	}

	@Override
	public String describe() {
		return "rename index " + this.index + " to " + this.newName;
	}

}
