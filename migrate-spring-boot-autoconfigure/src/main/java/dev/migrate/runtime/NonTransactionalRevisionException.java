package dev.migrate.runtime;

import dev.migrate.MigrateException;
import dev.migrate.revision.RevisionNode;

/**
 * Thrown when all revisions of a plan are to run in one transaction and one of them does
 * not run in a transaction. Nothing of the plan is kept.
 */
public class NonTransactionalRevisionException extends MigrateException {

	private final String revision;

	private final String location;

	NonTransactionalRevisionException(RevisionNode revision) {
		super("""
				With migrate.transaction=all everything runs in one transaction, but revision %s (%s) cannot run in one: \
				it commits on its way, or contains a statement that the database refuses in a transaction. Nothing has \
				been changed."""
			.formatted(revision.id(), revision.location()), """
					Set migrate.transaction=per-revision, at least until that revision is done.""");
		this.revision = revision.id();
		this.location = revision.location();
	}

	public String getRevision() {
		return this.revision;
	}

	/**
	 * Returns where the script of the revision is.
	 * @return the location
	 */
	public String getLocation() {
		return this.location;
	}

}
