package dev.migrate.operations;

import java.util.Optional;
import java.util.Set;

import dev.migrate.schema.ObjectName;

/**
 * Creates a schema. With {@link Option#IF_NOT_EXISTS} it has no reverse, because nobody
 * knows then whether the schema was there before.
 *
 * @param schema the name
 * @param options {@link Option#IF_NOT_EXISTS} or none
 */
public record CreateSchema(String schema, Set<Option> options) implements CreateObject {

	public CreateSchema {
		schema = new ObjectName(null, schema).name();
		options = Option.require("create schema " + schema, options, Option.IF_NOT_EXISTS);
	}

	@Override
	public ObjectKind kind() {
		return ObjectKind.SCHEMA;
	}

	@Override
	public ObjectName name() {
		return new ObjectName(null, this.schema);
	}

	@Override
	public Object definition() {
		return this.schema;
	}

	@Override
	public void write(SqlWriter sql) {
		sql.sql("CREATE SCHEMA ");
		Option.IF_NOT_EXISTS.write(sql, this.options);
		sql.identifier(this.schema).end();
	}

	@Override
	public Optional<Operation> reverse() {
		return this.options.contains(Option.IF_NOT_EXISTS) ? Optional.empty() : Optional.of(DropObject.of(this));
	}

	@Override
	public void render(JavaWriter java) {
		java.java("op.createSchema(").value(this.schema);
		TableOperation.render(java, this.options);
		java.java(");");
	}

}
