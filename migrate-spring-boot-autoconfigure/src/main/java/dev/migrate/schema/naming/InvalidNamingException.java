package dev.migrate.schema.naming;

import dev.migrate.MigrateException;

/**
 * Thrown when a pattern of a {@link NamingConvention} cannot name what it is for.
 */
public class InvalidNamingException extends MigrateException {

	private final String property;

	InvalidNamingException(String property, String problem, String action) {
		super(problem, action);
		this.property = property;
	}

	/**
	 * Returns the property that holds the pattern.
	 * @return the property, such as {@code migrate.naming.fk}
	 */
	public String getProperty() {
		return this.property;
	}

}
