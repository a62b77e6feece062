package dev.migrate.operations.operation;

import dev.migrate.MigrateException;

/**
 * Thrown when an operation is called with arguments that make no statement, such as an
 * index over nothing, or in a place where it cannot work.
 */
public class InvalidOperationException extends MigrateException {

	/**
	 * Creates an exception.
	 * @param problem what is wrong
	 * @param action what to do instead
	 */
	public InvalidOperationException(String problem, String action) {
		super(problem, action);
	}

	public static String requireName(String what, String name) {
		if (name.isBlank()) {
			throw new InvalidOperationException("The name of %s is empty.".formatted(what), "Give it a name.");
		}
		return name;
	}

}
