package dev.migrate.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

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

	private final MigrationLock lock;

	private final Runnable confirmation;

	private final Retry retry;

	/**
	 * Creates a runner.
	 * @param connection the connection
	 * @param session its session
	 * @param tables the tables of the tool
	 * @param lock what keeps other migrations away
	 * @param confirmation makes sure, as the first of every transaction, that the plan is
	 * still good
	 * @param retry how a transaction is tried again
	 */
	RevisionRunner(MigrationConnection connection, MigrationSession session, MigrationTables tables, MigrationLock lock,
			Runnable confirmation, Retry retry) {
		this.connection = connection;
		this.session = session;
		this.tables = tables;
		this.lock = lock;
		this.confirmation = confirmation;
		this.retry = retry;
	}

	/**
	 * Runs an action in a transaction of its own, if no other process migrates.
	 * @param lockWait how long its statements may wait for a lock
	 * @param action the action
	 */
	void inTransaction(LockWait lockWait, Runnable action) {
		this.lock.inTransaction(lockWait, () -> {
			this.confirmation.run();
			action.run();
		});
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
		return new RevisionRun(step, row, this.connection, this.session, this.tables, transaction(this.confirmation),
				this.lock, this.retry, journal, resume);
	}

	/**
	 * Returns transactions for what belongs to the run and to no revision.
	 * @param confirmation makes sure, first of all in each, that it may go on
	 * @return the transactions, none of which is open
	 */
	RunTransaction transaction(Runnable confirmation) {
		return new RunTransaction(this.connection, this.session, this.lock, confirmation);
	}

	/**
	 * Runs revisions in one transaction, all of them again if others are in the way of
	 * one.
	 * @param revisions runs each of them with {@link #runInTransaction}
	 */
	void together(Runnable revisions) {
		this.retry.run("The plan", null, () -> inTransaction(LockWait.LIMITED, revisions), () -> true);
	}

	/**
	 * Runs revisions in one transaction as {@link #together} does, and rolls it back.
	 * @param revisions runs each of them with {@link #runInTransaction}
	 */
	void dryRun(Runnable revisions) {
		this.retry.run("The dry run", null, () -> {
			this.lock.begin(LockWait.LIMITED);
			this.connection.discard(() -> {
				this.confirmation.run();
				revisions.run();
			});
		}, () -> true);
	}

	/**
	 * Runs a revision in the transaction that is open.
	 * @param step what is done to the revision
	 * @param body what the revision consists of
	 * @param row its row in the history
	 * @param untried is told of what cannot run in a transaction and is left out, or
	 * {@code null} to refuse it
	 */
	void runInTransaction(RevisionStep step, RevisionBody body, HistoryTable.Step row,
			@Nullable Consumer<UntriedPart> untried) {
		PlanStatements statements = new PlanStatements(step.revision(), this.connection, this.session::reset, untried);
		try {
			this.connection.shutdown().cancellable(() -> body.run(statements));
		}
		catch (StatementFailure ex) {
			statements.requireNoneRefused();
			throw ex;
		}
		statements.requireNoneRefused();
		this.session.reset();
		this.connection.shutdown().check();
		this.tables.versions().apply(step.rows());
		this.tables.history().add(row, Duration.between(row.startedAt(), Instant.now()));
	}

}
