package dev.migrate.revision;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when a script follows a revision that no script has.
 */
public final class UnknownDownRevisionException extends MigrateException {

	private final RevisionNode revision;

	private final String downRevision;

	private final List<RevisionNode> candidates;

	UnknownDownRevisionException(RevisionNode revision, String downRevision, List<RevisionNode> candidates) {
		super("Revision " + Text.at(revision) + " follows revision " + downRevision + ", which no script has.",
				Text.didYouMean(candidates)
						+ "Restore the missing script, or correct the down revision: a full id, not a label or "
						+ "the beginning of an id.");
		this.revision = revision;
		this.downRevision = downRevision;
		this.candidates = List.copyOf(candidates);
	}

	/**
	 * Returns the revision that follows an unknown one.
	 * @return the revision
	 */
	public RevisionNode getRevision() {
		return this.revision;
	}

	/**
	 * Returns the id that no script has.
	 * @return the id
	 */
	public String getDownRevision() {
		return this.downRevision;
	}

	/**
	 * Returns the revisions with the most similar ids.
	 * @return the nearest first, empty if none is similar
	 */
	public List<RevisionNode> getCandidates() {
		return this.candidates;
	}

}
