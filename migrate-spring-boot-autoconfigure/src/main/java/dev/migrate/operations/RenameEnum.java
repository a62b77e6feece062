package dev.migrate.operations;

import java.util.Optional;

import dev.migrate.schema.ObjectName;

/**
 * Gives an enum type another name in its schema. Columns of the type follow.
 *
 * @param name the name
 * @param newName the other name, without a schema
 */
public record RenameEnum(ObjectName name, String newName) implements Operation {

	public RenameEnum {
		Renames.check("enum type", name, newName);
	}

	@Override
	public void write(SqlWriter sql) {
		Renames.write(sql.require(Feature.ENUM_TYPE), "TYPE", this.name, this.newName);
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(new RenameEnum(this.name.sibling(this.newName), this.name.name()));
	}

	@Override
	public void render(JavaWriter java) {
		java.call("renameEnum", this.name, new ObjectName(null, this.newName));
	}

	@Override
	public String describe() {
		return "rename enum type " + this.name + " to " + this.newName;
	}

}
