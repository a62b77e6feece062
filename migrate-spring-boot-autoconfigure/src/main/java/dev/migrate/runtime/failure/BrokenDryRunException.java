package dev.migrate.runtime.failure;

import dev.migrate.MigrateException;
import dev.migrate.revision.RevisionNode;

/**
 * Thrown when a revision commits the transaction of a dry run, so that not everything
 * could be rolled back.
 */
public class BrokenDryRunException extends MigrateException {

	private final String revision;

	public BrokenDryRunException(RevisionNode revision) {
		super("""
				Revision %s (%s) has committed the transaction of the dry run itself, so what was done up to there has been \
				kept."""
			.formatted(revision.id(), revision.location()),
				"""
						Look at the database with 'migrate status'. Then take the COMMIT out of the revision: its transaction is \
						not its own, and its version row has to be committed with it.""");
		this.revision = revision.id();
	}

	public String getRevision() {
		return this.revision;
	}

}
