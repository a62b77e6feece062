package dev.migrate.schema;

import dev.migrate.MigrateException;

/**
 * Thrown when a part of a schema is described in a way that no database could have it,
 * such as a table with two columns of one name, or named in a way that says nothing.
 */
public class InvalidSchemaException extends MigrateException {

	InvalidSchemaException(String problem, String action) {
		super(problem, action);
	}

	/**
	 * A pattern of a naming convention cannot name what it is for.
	 * @param problem what is wrong, with the property that holds the pattern
	 * @param action what to do
	 * @return the exception
	 */
	public static InvalidSchemaException naming(String problem, String action) {
		return new InvalidSchemaException(problem, action);
	}

	static String requireName(String what, String name) {
		if (name.isBlank()) {
			throw new InvalidSchemaException("The name of %s is empty.".formatted(what), "Give it a name.");
		}
		if (name.indexOf('\0') >= 0) {
			throw new InvalidSchemaException("The name of %s contains the character U+0000.".formatted(what),
					"Choose a name without it.");
		}
		return name;
	}

}
