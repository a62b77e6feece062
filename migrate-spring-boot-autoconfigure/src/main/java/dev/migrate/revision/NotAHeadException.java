package dev.migrate.revision;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when a new revision is to follow one that others follow already.
 */
public final class NotAHeadException extends MigrateException {

	private final RevisionNode revision;

	private final List<RevisionNode> children;

	NotAHeadException(RevisionNode revision, List<RevisionNode> children) {
		super("Revision " + Text.at(revision) + " is not a head: it is followed by " + Text.nodes(children) + ".",
				"To start a branch from it on purpose, add --splice; otherwise name a head, as 'migrate heads' lists them.");
		this.revision = revision;
		this.children = List.copyOf(children);
	}

	/**
	 * Returns the revision that is not a head.
	 * @return the revision
	 */
	public RevisionNode getRevision() {
		return this.revision;
	}

	/**
	 * Returns the revisions that follow it.
	 * @return one or more revisions
	 */
	public List<RevisionNode> getChildren() {
		return this.children;
	}

}
