package dev.migrate.revision;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when a row of the version table is an ancestor of another one, so that they do
 * not say which revisions are applied.
 */
public final class OverlappingRowsException extends MigrateException {

	private final RevisionNode upper;

	private final List<RevisionNode> covered;

	OverlappingRowsException(RevisionNode upper, List<RevisionNode> covered) {
		super("The version table has the row " + Text.at(upper) + " and also, below it, " + Text.nodes(covered) + ".",
				"If " + upper.id() + " is where the schema is, say so with 'migrate stamp " + upper.id() + "'.");
		this.upper = upper;
		this.covered = List.copyOf(covered);
	}

	/**
	 * Returns the revision that covers another.
	 * @return the revision
	 */
	public RevisionNode getUpper() {
		return this.upper;
	}

	/**
	 * Returns the rows below it.
	 * @return one or more revisions
	 */
	public List<RevisionNode> getCovered() {
		return this.covered;
	}

}
