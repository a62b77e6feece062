package dev.migrate.operations.object;

import java.util.Optional;

import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ObjectName;

/**
 * Creates an enum type.
 *
 * @param type the type
 */
public record CreateEnum(EnumType type) implements CreateObject {

	@Override
	public ObjectKind kind() {
		return ObjectKind.TYPE;
	}

	@Override
	public ObjectName name() {
		return this.type.name();
	}

	@Override
	public Object definition() {
		return this.type;
	}

	@Override
	public void write(SqlWriter sql) {
		sql.require(Feature.ENUM_TYPE).sql("CREATE TYPE ").name(this.type.name()).sql(" AS ENUM (");
		String separator = "";
		for (String value : this.type.values()) {
			sql.sql(separator).literal(value);
			separator = ", ";
		}
		sql.sql(")").end();
		CommentTarget.of(ObjectKind.TYPE, name()).writeIfPresent(sql, this.type.comment());
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(DropObject.of(this));
	}

	@Override
	public void render(JavaWriter java) {
		java.call("createEnum", this.type);
	}

}
