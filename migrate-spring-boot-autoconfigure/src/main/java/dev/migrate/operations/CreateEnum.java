package dev.migrate.operations;

import java.util.Optional;
import java.util.Set;

import dev.migrate.schema.EnumType;

/**
 * Creates an enum type.
 *
 * @param type the type
 */
public record CreateEnum(EnumType type) implements Operation {

	@Override
	public void write(SqlWriter sql) {
		sql.require(Feature.ENUM_TYPE).sql("CREATE TYPE ").name(this.type.name()).sql(" AS ENUM (");
		String separator = "";
		for (String value : this.type.values()) {
			sql.sql(separator).literal(value);
			separator = ", ";
		}
		sql.sql(")").end();
		if (this.type.comment() != null) {
			Comments.write(sql, ObjectKind.TYPE, this.type.name(), this.type.comment());
		}
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(new DropEnum(this.type.name(), this.type, Set.of()));
	}

	@Override
	public void render(JavaWriter java) {
		java.call("createEnum", this.type);
	}

	@Override
	public String describe() {
		return "create enum type " + this.type.name();
	}

}
