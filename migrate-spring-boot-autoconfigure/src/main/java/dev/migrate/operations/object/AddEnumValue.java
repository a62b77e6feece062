package dev.migrate.operations.object;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Adds a value to an enum type. It has no reverse: PostgreSQL cannot remove a value;
 * {@link ReplaceEnum} can both add and remove values.
 *
 * @param type the name of the type
 * @param value the value
 * @param position where to add it, or {@code null} for the end
 * @param options {@link OperationOption#IF_NOT_EXISTS} or none
 */
public record AddEnumValue(ObjectName type, String value, @Nullable EnumPosition position,
		Set<OperationOption> options) implements Operation {

	public AddEnumValue {
		options = OperationOption.require("add value %s to enum type %s".formatted(value, type), options,
				OperationOption.IF_NOT_EXISTS);
		if (position != null && position.neighbour().equals(value)) {
			throw new InvalidOperationException(
					"The value '%s' of enum type '%s' is added next to itself.".formatted(value, type),
					"Name a value that the type has.");
		}
	}

	@Override
	public void write(SqlWriter sql) {
		sql.require(Feature.ENUM_TYPE).sql("ALTER TYPE ").name(this.type).sql(" ADD VALUE ");
		OperationOption.IF_NOT_EXISTS.write(sql, this.options);
		sql.literal(this.value);
		if (this.position != null) {
			sql.sql(" ").sql(this.position.side().name()).sql(" ").literal(this.position.neighbour());
		}
		sql.end();
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.empty();
	}

	@Override
	public void render(JavaWriter java) {
		java.java("op.addEnumValue(").value(this.type).java(", ").value(this.value);
		if (this.position != null) {
			java.java(", ")
				.member(EnumPosition.class, this.position.side().name().toLowerCase(Locale.ROOT))
				.java("(")
				.value(this.position.neighbour())
				.java(")");
		}
		OperationOption.render(java, this.options);
		java.java(");");
	}

	@Override
	public String describe() {
		return "add value %s to enum type %s".formatted(this.value, this.type);
	}

}
