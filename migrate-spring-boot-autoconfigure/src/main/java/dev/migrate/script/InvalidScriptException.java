package dev.migrate.script;

import dev.migrate.MigrateException;

/**
 * Thrown when a revision script breaks the rules of its format: its header, its sections
 * or the attributes of its {@link dev.migrate.Revision @Revision}.
 */
public class InvalidScriptException extends MigrateException {

	private final String location;

	private final int line;

	/**
	 * Creates an exception.
	 * @param location where the script was found
	 * @param line the line of the mistake, counted from 1, or 0 if it is in no one line
	 * @param problem what is wrong
	 * @param action what to do about it
	 */
	public InvalidScriptException(String location, int line, String problem, String action) {
		super(((line > 0) ? location + ", line " + line : location) + ": " + problem, action);
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
	 * Returns the line of the mistake.
	 * @return the line, counted from 1, or 0 if the mistake is in no one line
	 */
	public int getLine() {
		return this.line;
	}

}
