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

	/**
	 * Creates an exception for a run whose database is no longer where it has left it.
	 * @param before the rows that the version table must have
	 * @param now the rows that it has
	 * @return the exception
	 */
	public static ConcurrentMigrationException overtaken(String before, String now) {
		return new ConcurrentMigrationException(
				"Another process has migrated at the same time: the database is at %s now, and this run had left it at %s."
					.formatted(now, before),
				"Start again: the run goes on from there. If that other process is another application, give each its own"
						+ " migrate.version-table; if migrate.lock.mode is 'none', nothing keeps two processes apart.");
	}

}
