package dev.migrate.runtime.run;

/**
 * What to do about something that may be a mistake or may be meant.
 */
public enum MismatchPolicy {

	/**
	 * Go on.
	 */
	IGNORE,

	/**
	 * Log a warning and go on.
	 */
	WARN,

	/**
	 * Stop before anything is changed.
	 */
	FAIL

}
