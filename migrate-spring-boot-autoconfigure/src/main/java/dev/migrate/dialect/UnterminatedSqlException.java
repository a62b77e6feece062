package dev.migrate.dialect;

import dev.migrate.MigrateException;

/**
 * Thrown when something in a script is opened and never closed, so that where its
 * statements end cannot be told.
 */
public class UnterminatedSqlException extends MigrateException {

	private final String location;

	private final int line;

	/**
	 * Creates an exception.
	 * @param location where the script was found
	 * @param line the line of the opening, counted from 1
	 * @param what what was opened, such as {@code the quote '}
	 * @param end what would close it
	 */
	public UnterminatedSqlException(String location, int line, String what, String end) {
		super(location + ", line " + line + ": " + what + " is opened here and never closed.",
				"Close it with " + end + ".");
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
	 * Returns the line of the opening.
	 * @return the line, counted from 1
	 */
	public int getLine() {
		return this.line;
	}

}
