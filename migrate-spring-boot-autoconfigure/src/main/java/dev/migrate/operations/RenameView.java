package dev.migrate.operations;

import java.util.Optional;

import dev.migrate.schema.ObjectName;

/**
 * Gives a view another name in its schema. Views that read from it follow.
 *
 * @param name the name
 * @param newName the other name, without a schema
 * @param materialized whether its rows are stored
 */
public record RenameView(ObjectName name, String newName, boolean materialized) implements Operation {

	public RenameView {
		Renames.check(Views.describe(materialized), name, newName);
	}

	@Override
	public void write(SqlWriter sql) {
		Renames.write(Views.require(sql, this.materialized), Views.kind(this.materialized).sql(), this.name,
				this.newName);
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(new RenameView(this.name.sibling(this.newName), this.name.name(), this.materialized));
	}

	@Override
	public void render(JavaWriter java) {
		java.call(this.materialized ? "renameMaterializedView" : "renameView", this.name,
				new ObjectName(null, this.newName));
	}

	@Override
	public String describe() {
		return "rename %s %s to %s".formatted(Views.describe(this.materialized), this.name, this.newName);
	}

}
