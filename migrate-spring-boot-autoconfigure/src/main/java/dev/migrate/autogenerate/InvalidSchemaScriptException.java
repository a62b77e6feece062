package dev.migrate.autogenerate;

import dev.migrate.MigrateException;

/**
 * Thrown when the database refuses a statement of a schema script.
 */
public class InvalidSchemaScriptException extends MigrateException {

	private final String location;

	private final int line;

	InvalidSchemaScriptException(String location, int line, String message, Throwable cause) {
		super("The database refuses %s, line %d: %s".formatted(location, line, message),
				"Correct the statement: the script has to create the whole schema, each object after those that it needs.",
				cause);
		this.location = location;
		this.line = line;
	}

	/**
	 * Returns where the script was found.
	 * @return the location
	 */
	public String getLocation() {
		return this.location;
	}

	/**
	 * Returns the line of the error.
	 * @return the line, counted from 1
	 */
	public int getLine() {
		return this.line;
	}

}
