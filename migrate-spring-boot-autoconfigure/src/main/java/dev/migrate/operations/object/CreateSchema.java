package dev.migrate.operations.object;

import java.util.Optional;
import java.util.Set;

import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.ObjectName;

/**
 * Creates a schema. With {@link OperationOption#IF_NOT_EXISTS} it has no reverse, because
 * nobody knows then whether the schema was there before.
 *
 * @param schema the name
 * @param options {@link OperationOption#IF_NOT_EXISTS} or none
 */
public record CreateSchema(String schema, Set<OperationOption> options) implements CreateObject {

	public CreateSchema {
		schema = new ObjectName(null, schema).name();
		options = OperationOption.require("create schema " + schema, options, OperationOption.IF_NOT_EXISTS);
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
		OperationOption.IF_NOT_EXISTS.write(sql, this.options);
		sql.identifier(this.schema).end();
	}

	@Override
	public Optional<Operation> reverse() {
		return this.options.contains(OperationOption.IF_NOT_EXISTS) ? Optional.empty()
				: Optional.of(DropObject.of(this));
	}

	@Override
	public void render(JavaWriter java) {
		java.java("op.createSchema(").value(this.schema);
		OperationOption.render(java, this.options);
		java.java(");");
	}

}
