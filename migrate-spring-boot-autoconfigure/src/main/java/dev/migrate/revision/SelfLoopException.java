package dev.migrate.revision;

import dev.migrate.MigrateException;

/**
 * Thrown when a revision follows itself or depends on itself.
 */
public final class SelfLoopException extends MigrateException {

	private final RevisionNode revision;

	private final boolean dependency;

	SelfLoopException(RevisionNode revision, boolean dependency) {
		super("Revision " + Text.at(revision) + (dependency ? " depends on itself." : " follows itself."),
				"Remove its own id from its " + (dependency ? "dependencies." : "down revisions."));
		this.revision = revision;
		this.dependency = dependency;
	}

	/**
	 * Returns the revision that refers to itself.
	 * @return the revision
	 */
	public RevisionNode getRevision() {
		return this.revision;
	}

	/**
	 * Returns whether it depends on itself rather than follows itself.
	 * @return whether it is a dependency
	 */
	public boolean isDependency() {
		return this.dependency;
	}

}
