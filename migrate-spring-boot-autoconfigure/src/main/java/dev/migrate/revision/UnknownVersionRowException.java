package dev.migrate.revision;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when the version table names a revision that no script has.
 */
public final class UnknownVersionRowException extends MigrateException {

	private final String row;

	private final List<RevisionNode> candidates;

	public UnknownVersionRowException(String row, List<RevisionNode> candidates) {
		this(row, candidates, "");
	}

	private UnknownVersionRowException(String row, List<RevisionNode> candidates, String history) {
		super("The version table has the row '" + row + "', but no script has this revision." + history, RevisionNames
			.didYouMean(candidates)
				+ "Deploy the application that has the script, restore the script, or, if the schema is "
				+ "known to be at another revision, say so with 'migrate stamp --purge <revision>' (Migrator.stamp). "
				+ "If another application migrates this schema with revisions of its own, set migrate.version-table of "
				+ "one of them to another name.");
		this.row = row;
		this.candidates = List.copyOf(candidates);
	}

	/**
	 * Returns this exception with what is known of the row from elsewhere.
	 * @param history a sentence about where the row comes from
	 * @return a new exception with the sentence in its message
	 */
	public UnknownVersionRowException withHistory(String history) {
		UnknownVersionRowException exception = new UnknownVersionRowException(this.row, this.candidates, " " + history);
		exception.setStackTrace(getStackTrace());
		return exception;
	}

	/**
	 * Returns the row of the version table.
	 * @return the row
	 */
	public String getRow() {
		return this.row;
	}

	/**
	 * Returns the revisions with the most similar ids.
	 * @return the nearest first, empty if none is similar
	 */
	public List<RevisionNode> getCandidates() {
		return this.candidates;
	}

}
