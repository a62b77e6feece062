package dev.migrate.operations;

import java.util.Optional;
import java.util.Set;

import dev.migrate.schema.ObjectName;

/**
 * Drops a schema, which must be empty. The reverse creates it without a comment and with
 * the privileges of a new one. With an option there is none, because nobody knows then
 * what was dropped.
 *
 * @param name the name
 * @param options any of {@link Option#IF_EXISTS} and {@link Option#CASCADE}, which drops
 * all that is in it
 */
public record DropSchema(String name, Set<Option> options) implements Operation {

	public DropSchema {
		name = new ObjectName(null, name).name();
		options = Option.require("drop schema " + name, options, Option.IF_EXISTS, Option.CASCADE);
	}

	@Override
	public void write(SqlWriter sql) {
		Drops.write(sql, "SCHEMA", new ObjectName(null, this.name), this.options);
	}

	@Override
	public Optional<Operation> reverse() {
		return this.options.isEmpty() ? Optional.of(new CreateSchema(this.name, Set.of())) : Optional.empty();
	}

	@Override
	public void render(JavaWriter java) {
		java.java("op.dropSchema(").value(this.name);
		TableOperation.render(java, this.options);
		java.java(");");
	}

	@Override
	public String describe() {
		return "drop schema " + this.name;
	}

}
