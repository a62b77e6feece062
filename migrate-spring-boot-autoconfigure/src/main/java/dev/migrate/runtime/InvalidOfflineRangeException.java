package dev.migrate.runtime;

import dev.migrate.MigrateException;

/**
 * Thrown when a script is to be written and it is not said properly from where to where.
 */
public class InvalidOfflineRangeException extends MigrateException {

	private final String range;

	InvalidOfflineRangeException(String range, String problem, String action) {
		super("'" + range + "' " + problem + ".", action);
		this.range = range;
	}

	/**
	 * Returns what the user wrote.
	 * @return the range
	 */
	public String getRange() {
		return this.range;
	}

}
