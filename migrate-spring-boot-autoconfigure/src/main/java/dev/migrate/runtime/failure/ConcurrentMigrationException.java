package dev.migrate.runtime.failure;

import dev.migrate.MigrateException;

/**
 * Thrown when the version table changes under a migration that holds the lock, or the
 * lock is lost to another session. The transaction is rolled back.
 */
public class ConcurrentMigrationException extends MigrateException {

	public ConcurrentMigrationException(String problem) {
		this(problem, "Find out what else changes the version table (another tool, a script, a connection pooler in"
				+ " transaction mode), then start again; nothing of the interrupted revision has been kept.");
	}

	public ConcurrentMigrationException(String problem, String action) {
		super(problem, action);
	}

}
