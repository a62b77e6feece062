package dev.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * A check constraint of a table.
 *
 * @param name the name, or {@code null} if a {@link NamingConvention} is to name it
 * @param condition the condition, an SQL expression without the outer parentheses
 */
public record CheckConstraint(@Nullable String name, String condition) implements Constraint {

	public CheckConstraint {
		if (condition.isBlank()) {
			throw new InvalidSchemaException("A check constraint has an empty condition.",
					"Give it an SQL expression such as length(name) > 0.");
		}
	}

	public static CheckConstraint check(String condition) {
		return new CheckConstraint(null, condition);
	}

	@Override
	public CheckConstraint named(String name) {
		return new CheckConstraint(InvalidSchemaException.requireName("a check constraint", name), this.condition);
	}

}
