package dev.migrate.revision;

import dev.migrate.MigrateException;

/**
 * Thrown when the lower end of a range is not below its upper end.
 */
public final class NotAncestorException extends MigrateException {

	private final String start;

	private final String end;

	NotAncestorException(String start, String end) {
		super("The range " + start + ":" + end + " does not lead from a revision to a descendant of it.",
				"Name the older revision first, and two revisions of one branch.");
		this.start = start;
		this.end = end;
	}

	/**
	 * Returns the lower end.
	 * @return the identifier
	 */
	public String getStart() {
		return this.start;
	}

	/**
	 * Returns the upper end.
	 * @return the identifier
	 */
	public String getEnd() {
		return this.end;
	}

}
