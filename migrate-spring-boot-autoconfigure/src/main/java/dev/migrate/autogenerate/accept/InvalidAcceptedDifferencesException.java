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
				"Correct the line as a merge or an earlier version of the file has it, or remove the file and run"
						+ " 'migrate accept', which writes it anew.");
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
