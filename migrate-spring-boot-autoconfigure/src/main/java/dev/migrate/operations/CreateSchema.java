package dev.migrate.operations;

import java.util.Optional;
import java.util.Set;

import dev.migrate.schema.ObjectName;

/**
 * Creates a schema. With {@link Option#IF_NOT_EXISTS} it has no reverse, because nobody
 * knows then whether the schema was there before.
 *
 * @param name the name
 * @param options {@link Option#IF_NOT_EXISTS} or none
 */
public record CreateSchema(String name, Set<Option> options) implements Operation {

	public CreateSchema {
		name = new ObjectName(null, name).name();
		options = Option.require("create schema " + name, options, Option.IF_NOT_EXISTS);
	}

	@Override
	public void write(SqlWriter sql) {
		sql.sql("CREATE SCHEMA ");
		Option.IF_NOT_EXISTS.write(sql, this.options);
		sql.identifier(this.name).end();
	}

	@Override
	public Optional<Operation> reverse() {
		return this.options.contains(Option.IF_NOT_EXISTS) ? Optional.empty()
				: Optional.of(new DropSchema(this.name, Set.of()));
	}

	@Override
	public void render(JavaWriter java) {
		java.java("op.createSchema(").value(this.name);
		TableOperation.render(java, this.options);
		java.java(");");
	}

	@Override
	public String describe() {
		return "create schema " + this.name;
	}

}
