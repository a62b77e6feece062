package dev.migrate.operations.object;

import java.util.Optional;

import dev.migrate.operations.operation.Feature;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.JavaWriter;
import dev.migrate.operations.operation.Operation;
import dev.migrate.operations.operation.SqlWriter;
import dev.migrate.schema.ObjectName;

/**
 * Gives a value of an enum type another name. Rows that have the value follow.
 *
 * @param type the name of the type
 * @param value the value
 * @param newValue its other name
 */
public record RenameEnumValue(ObjectName type, String value, String newValue) implements Operation {

	public RenameEnumValue {
		if (value.equals(newValue)) {
			throw new InvalidOperationException(
					"The value '%s' of enum type '%s' is renamed to the name that it has.".formatted(value, type),
					"Choose another name or leave the operation out.");
		}
	}

	@Override
	public void write(SqlWriter sql) {
		sql.require(Feature.ENUM_TYPE)
			.sql("ALTER TYPE ")
			.name(this.type)
			.sql(" RENAME VALUE ")
			.literal(this.value)
			.sql(" TO ")
			.literal(this.newValue)
			.end();
	}

	@Override
	public Optional<Operation> reverse() {
		return Optional.of(new RenameEnumValue(this.type, this.newValue, this.value));
	}

	@Override
	public void render(JavaWriter java) {
		java.call("renameEnumValue", this.type, this.value, this.newValue);
	}

	@Override
	public String describe() {
		return "rename value %s of enum type %s to %s".formatted(this.value, this.type, this.newValue);
	}

}
