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
		this(row, candidates, "The version table has the row '" + row + "', but no script has this revision.",
				RevisionNames.didYouMean(candidates)
						+ "Deploy the application that has the script, restore the script, or, if the schema is "
						+ "known to be at another revision, say so with 'migrate stamp --purge <revision>' (Migrator.stamp). "
						+ "If another application migrates this schema with revisions of its own, set migrate.version-table of "
						+ "one of them to another name.");
	}

	private UnknownVersionRowException(String row, List<RevisionNode> candidates, String problem, String action) {
		super(problem, action);
		this.row = row;
		this.candidates = List.copyOf(candidates);
	}

	/**
	 * Creates the exception for a database that stopped in the middle of what a squashed
	 * revision replaces.
	 * @param row the row
	 * @param squash the squashed revision
	 * @param last the last revision that it replaces
	 * @return the exception
	 */
	public static UnknownVersionRowException replaced(String row, RevisionNode squash, String last) {
		return new UnknownVersionRowException(row, List.of(squash),
				"The version table has the row '" + row + "', which is in the middle of what revision "
						+ RevisionNames.at(squash) + " replaces, and the scripts of that are gone.",
				"Upgrade this database with the last release of the application that still has the script of " + row
						+ " and those up to " + last
						+ ", then start this one. If the schema is known to have everything up to " + last
						+ ", say so with 'migrate stamp --purge " + squash.id() + "'.");
	}

	/**
	 * Returns this exception with what is known of the row from elsewhere.
	 * @param history a sentence about where the row comes from
	 * @return a new exception with the sentence in its message
	 */
	public UnknownVersionRowException withHistory(String history) {
		UnknownVersionRowException exception = new UnknownVersionRowException(this.row, this.candidates,
				getProblem() + " " + history, getAction());
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
