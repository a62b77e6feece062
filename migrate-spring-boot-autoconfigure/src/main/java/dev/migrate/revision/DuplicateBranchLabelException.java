package dev.migrate.revision;

import dev.migrate.MigrateException;

/**
 * Thrown when a branch label is taken, by another revision or as a revision id.
 */
public final class DuplicateBranchLabelException extends MigrateException {

	private final String label;

	private final RevisionNode owner;

	private final String revision;

	private final String location;

	DuplicateBranchLabelException(String label, RevisionNode owner, String revision, String location) {
		super("The branch label '" + label + "' of revision " + Text.at(revision, location) + " is already "
				+ (label.equals(owner.id()) ? "the id of revision " : "used by revision ") + Text.at(owner) + ".",
				"Choose another label, or name the branch by the one that exists, as in '" + label + "@head'.");
		this.label = label;
		this.owner = owner;
		this.revision = revision;
		this.location = location;
	}

	/**
	 * Returns the label that is taken.
	 * @return the label
	 */
	public String getLabel() {
		return this.label;
	}

	/**
	 * Returns the revision that has the label, or whose id it is.
	 * @return the revision
	 */
	public RevisionNode getOwner() {
		return this.owner;
	}

	/**
	 * Returns the revision that wants the label too.
	 * @return the id of the revision
	 */
	public String getRevision() {
		return this.revision;
	}

	/**
	 * Returns where the script of that revision is.
	 * @return the location, empty if there is none
	 */
	public String getLocation() {
		return this.location;
	}

}
