package dev.migrate.runtime;

import java.time.Duration;
import java.time.Instant;

import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.revision.RevisionStep;
import org.jspecify.annotations.Nullable;

/**
 * Runs revisions, each by itself or all in one transaction.
 */
final class RevisionRunner {

	private final MigrationConnection connection;

	private final MigrationSession session;

	private final MigrationTables tables;

	private final Retry retry;

	RevisionRunner(MigrationConnection connection, MigrationSession session, MigrationTables tables,
			RetryPolicy policy) {
		this.connection = connection;
		this.session = session;
		this.tables = tables;
		this.retry = new Retry(policy, session, connection.dialect());
	}

	/**
	 * Makes sure, as the first statement of a transaction, that no other session
	 * migrates.
	 * @param lockWait how long the statements of the transaction may wait for a lock
	 */
	void fence(LockWait lockWait) {
		if (!this.session.fence(lockWait)) {
			throw new ConcurrentMigrationException("Another session has taken the migration lock from this one.");
		}
	}

	/**
	 * Returns what runs one revision by itself.
	 * @param step what is done to the revision
	 * @param row its row in the history
	 * @param journal how far an earlier run got, or {@code null} if there was none
	 * @param resume what to do with a statement in doubt, or {@code null} to find out
	 * @return the run, which has not begun
	 */
	RevisionRun of(RevisionStep step, HistoryTable.Step row, HistoryTable.@Nullable Journal journal,
			@Nullable Resume resume) {
		return new RevisionRun(step, row, this.connection, this.session, this.tables,
				new RunTransaction(this.connection, this.session, this::fence), this.retry, journal, resume);
	}

	/**
	 * Runs revisions in one transaction, all of them again if others are in the way of
	 * one.
	 * @param revisions runs each of them with {@link #runInTransaction}
	 */
	void together(Runnable revisions) {
		this.retry.run("The plan", null, () -> this.connection.inTransaction(() -> {
			fence(LockWait.LIMITED);
			revisions.run();
		}), () -> true);
	}

	/**
	 * Runs a revision in the transaction that is open.
	 * @param step what is done to the revision
	 * @param body what the revision consists of
	 * @param row its row in the history
	 */
	void runInTransaction(RevisionStep step, RevisionBody body, HistoryTable.Step row) {
		PlanStatements statements = new PlanStatements(step.revision(), this.connection);
		try {
			body.run(statements);
		}
		catch (StatementFailure ex) {
			statements.requireNoneRefused();
			throw ex;
		}
		statements.requireNoneRefused();
		this.session.reset();
		this.tables.versions().apply(step.rows());
		this.tables.history().add(row, Duration.between(row.startedAt(), Instant.now()));
	}

}
