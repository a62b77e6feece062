package dev.migrate.operations;

import java.util.Optional;

import dev.migrate.schema.ObjectName;

/**
 * Gives a schema another name. A {@code search_path} that names it does not follow.
 *
 * @param name the name
 * @param newName the other name
 */
public record RenameSchema(String name, String newName) implements Operation {

	public RenameSchema {
		Renames.check("schema", new ObjectName(null, name), newName);
	}

	@Override
	public void write(SqlWriter sql) {
		Renames.write(sql, "SCHEMA", new ObjectName(null, this.name), this.newName);
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(new RenameSchema(this.newName, this.name));
	}

	@Override
	public void render(JavaWriter java) {
		java.call("renameSchema", this.name, this.newName);
	}

	@Override
	public String describe() {
		return "rename schema " + this.name + " to " + this.newName;
	}

}
