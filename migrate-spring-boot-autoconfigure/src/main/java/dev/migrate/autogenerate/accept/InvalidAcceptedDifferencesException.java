package dev.migrate.autogenerate.accept;

import dev.migrate.MigrateException;

/**
 * Thrown when a file of accepted differences breaks the rules of its format.
 */
public class InvalidAcceptedDifferencesException extends MigrateException {

	private final String location;

	private final int line;

	InvalidAcceptedDifferencesException(String location, int line, String problem) {
		super("%s, line %d: %s".formatted(location, line, problem),
				"Restore the line from an earlier version of the file, or delete the file and run 'migrate accept' to"
						+ " write a new one.");
		this.location = location;
		this.line = line;
	}

	/**
	 * Returns where the file was found.
	 * @return the location
	 */
	public String getLocation() {
		return this.location;
	}

	/**
	 * Returns the line of the mistake.
	 * @return the line, counted from 1
	 */
	public int getLine() {
		return this.line;
	}

}
