package dev.migrate.revision;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when the version table names a revision that no script has.
 */
public final class UnknownVersionRowException extends MigrateException {

	private final String row;

	private final List<RevisionNode> candidates;

	UnknownVersionRowException(String row, List<RevisionNode> candidates) {
		super("The version table has the row '" + row + "', but no script has this revision.",
				Text.didYouMean(candidates)
						+ "Deploy the application that has the script, restore the script, or, if the schema is "
						+ "known to be at another revision, say so with 'migrate stamp --purge <revision>'.");
		this.row = row;
		this.candidates = List.copyOf(candidates);
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
