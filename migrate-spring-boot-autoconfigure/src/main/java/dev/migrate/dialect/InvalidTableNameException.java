package dev.migrate.dialect;

import dev.migrate.MigrateException;

/**
 * Thrown when the tables of the tool are to have names that they cannot have.
 */
public class InvalidTableNameException extends MigrateException {

	/**
	 * Creates an exception.
	 * @param problem what is wrong, a sentence
	 */
	public InvalidTableNameException(String problem) {
		super(problem, "Give each a name of its own, or leave the property out for its default.");
	}

}
