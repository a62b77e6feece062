package dev.migrate.revision;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when one of the revisions that are asked for is below another.
 */
public final class OverlappingTargetsException extends MigrateException {

	private final RevisionNode upper;

	private final List<RevisionNode> covered;

	OverlappingTargetsException(RevisionNode upper, List<RevisionNode> covered) {
		super("Revision " + Text.at(upper) + " is asked for and also, below it, " + Text.nodes(covered) + ".",
				"Name the upper one only, or revisions on different branches.");
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
	 * Returns the revisions below it.
	 * @return one or more revisions
	 */
	public List<RevisionNode> getCovered() {
		return this.covered;
	}

}
