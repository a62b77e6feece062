package dev.migrate.revision;

import dev.migrate.MigrateException;

/**
 * Thrown when {@code label@revision} names a revision that is not on that branch.
 */
public final class NotOnBranchException extends MigrateException {

	private final RevisionNode revision;

	private final String branch;

	NotOnBranchException(RevisionNode revision, String branch) {
		super("Revision " + Text.at(revision) + " is not on branch '" + branch
				+ "': it is neither above nor below the revision that " + "the branch is named by.",
				"Leave out '" + branch + "@', or name a revision of that branch.");
		this.revision = revision;
		this.branch = branch;
	}

	/**
	 * Returns the revision that is not on the branch.
	 * @return the revision
	 */
	public RevisionNode getRevision() {
		return this.revision;
	}

	/**
	 * Returns the branch.
	 * @return the label or revision before the {@code @}
	 */
	public String getBranch() {
		return this.branch;
	}

}
