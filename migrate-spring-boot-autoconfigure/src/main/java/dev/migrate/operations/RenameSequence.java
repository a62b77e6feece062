package dev.migrate.operations;

import java.util.Optional;

import dev.migrate.schema.ObjectName;

/**
 * Gives a sequence another name in its schema.
 *
 * @param name the name
 * @param newName the other name, without a schema
 */
public record RenameSequence(ObjectName name, String newName) implements Operation {

	public RenameSequence {
		Renames.check("sequence", name, newName);
	}

	@Override
	public void write(SqlWriter sql) {
		Renames.write(sql.require(Feature.RENAME_SEQUENCE), "SEQUENCE", this.name, this.newName);
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(new RenameSequence(this.name.sibling(this.newName), this.name.name()));
	}

	@Override
	public void render(JavaWriter java) {
		java.call("renameSequence", this.name, new ObjectName(null, this.newName));
	}

	@Override
	public String describe() {
		return "rename sequence " + this.name + " to " + this.newName;
	}

}
