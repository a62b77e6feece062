package dev.migrate.revision;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when a script depends on a revision or branch label that no script has.
 */
public final class UnknownDependencyException extends MigrateException {

	private final RevisionNode revision;

	private final String dependency;

	private final List<RevisionNode> candidates;

	UnknownDependencyException(RevisionNode revision, String dependency, List<RevisionNode> candidates) {
		super("Revision " + Text.at(revision) + " depends on '" + dependency
				+ "', which no script has as id or branch label.",
				Text.didYouMean(candidates)
						+ "Restore the missing script, or correct the dependency: a full id or a branch label.");
		this.revision = revision;
		this.dependency = dependency;
		this.candidates = List.copyOf(candidates);
	}

	/**
	 * Returns the revision that depends on an unknown one.
	 * @return the revision
	 */
	public RevisionNode getRevision() {
		return this.revision;
	}

	/**
	 * Returns the id or label that no script has.
	 * @return the id or label
	 */
	public String getDependency() {
		return this.dependency;
	}

	/**
	 * Returns the revisions with the most similar ids or labels.
	 * @return the nearest first, empty if none is similar
	 */
	public List<RevisionNode> getCandidates() {
		return this.candidates;
	}

}
