package dev.migrate.runtime;

import dev.migrate.MigrateException;
import dev.migrate.revision.RevisionNode;

/**
 * Thrown when the script of a revision is to be accepted that is not applied.
 */
public class InvalidAcceptanceException extends MigrateException {

	private final String revision;

	InvalidAcceptanceException(RevisionNode revision) {
		super("Revision %s (%s) is not applied, so there is nothing to accept.".formatted(revision.id(),
				revision.location()), "Upgrade to it, or stamp it if the schema has what it does.");
		this.revision = revision.id();
	}

	public String getRevision() {
		return this.revision;
	}

}
