package dev.migrate.runtime;

import dev.migrate.MigrateException;

/**
 * Thrown when a revision that does not run in one transaction is pending and
 * {@code migrate.lock.mode} is {@code transaction}. Nothing has been changed then.
 */
public class UnlockedRevisionException extends MigrateException {

	private final String revision;

	UnlockedRevisionException(String revision, String location) {
		super("""
				Revision %s (%s) does not run in one transaction, but with migrate.lock.mode=transaction nothing keeps other \
				processes away outside of one. Nothing has been run."""
			.formatted(revision, location),
				"""
						Migrate over a direct connection to the server instead of the pooler: set migrate.url, and leave \
						migrate.lock.mode as it is by default. If a pooler cannot be avoided, take out of that revision what has \
						to run outside of a transaction.""");
		this.revision = revision;
	}

	public String getRevision() {
		return this.revision;
	}

}
