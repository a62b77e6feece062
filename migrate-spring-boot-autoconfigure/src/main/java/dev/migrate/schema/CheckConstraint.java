package dev.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * A check constraint of a table.
 *
 * @param name the name, or {@code null} if a
 * {@link dev.migrate.schema.naming.NamingConvention} is to name it
 * @param condition the condition, an SQL expression without the outer parentheses
 * @param noInherit whether tables that inherit from this one are left alone
 * @param notValid whether rows that are there already may violate it
 */
public record CheckConstraint(@Nullable String name, String condition, boolean noInherit,
		boolean notValid) implements Constraint {

	public CheckConstraint {
		if (condition.isBlank()) {
			throw new InvalidSchemaException("A check constraint has an empty condition.",
					"Give it an SQL expression such as length(name) > 0.");
		}
	}

	public static CheckConstraint check(String condition) {
		return new CheckConstraint(null, condition, false, false);
	}

	@Override
	public CheckConstraint named(String name) {
		return new CheckConstraint(InvalidSchemaException.requireName("a check constraint", name), this.condition,
				this.noInherit, this.notValid);
	}

	/**
	 * Returns this constraint with NO INHERIT.
	 * @return the constraint
	 */
	public CheckConstraint withNoInherit() {
		return new CheckConstraint(this.name, this.condition, true, this.notValid);
	}

	/**
	 * Returns this constraint with NOT VALID.
	 * @return the constraint
	 */
	public CheckConstraint withNotValid() {
		return new CheckConstraint(this.name, this.condition, this.noInherit, true);
	}

	@Override
	public CheckConstraint map(ObjectName table, Renaming renaming) {
		return new CheckConstraint(this.name, renaming.expression(this.condition), this.noInherit, this.notValid);
	}

}
