package dev.migrate.revision;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when a merge is asked for and there are not two revisions to merge.
 */
public final class NothingToMergeException extends MigrateException {

	private final List<RevisionNode> revisions;

	NothingToMergeException(List<RevisionNode> revisions) {
		super("There is nothing to merge: " + (revisions.isEmpty() ? "no revision is named."
				: Text.at(revisions.get(0)) + " is the only revision named."),
				"Name two or more revisions, or all heads with 'migrate merge heads'.");
		this.revisions = List.copyOf(revisions);
	}

	/**
	 * Returns the revisions that the identifiers mean.
	 * @return at most one revision
	 */
	public List<RevisionNode> getRevisions() {
		return this.revisions;
	}

}
