package dev.migrate.runtime;

import java.util.function.Supplier;

import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSession;

/**
 * The transactions of a run, one after the other, and what their statements may wait for.
 * Once one of them may hold a lock that blocks others, all that follow wait only for a
 * limited time: whoever waits for the lock that is held would wait with them.
 */
final class RunTransaction {

	private final MigrationConnection connection;

	private final MigrationSession session;

	private final MigrationLock lock;

	private final Runnable confirmation;

	private boolean open;

	private LockWait lockWait = LockWait.LIMITED;

	/**
	 * Creates transactions, none of which is open yet.
	 * @param connection the connection
	 * @param session its session
	 * @param lock what keeps other migrations away
	 * @param confirmation makes sure, first of all in each, that the plan is still good
	 */
	RunTransaction(MigrationConnection connection, MigrationSession session, MigrationLock lock,
			Runnable confirmation) {
		this.connection = connection;
		this.session = session;
		this.lock = lock;
		this.confirmation = confirmation;
	}

	boolean isOpen() {
		return this.open;
	}

	/**
	 * Makes sure that a transaction is open.
	 * @param lockWait what its next statement may wait for
	 */
	void require(LockWait lockWait) {
		if (!this.open) {
			this.lock.begin(lockWait);
			this.open = true;
			this.lockWait = lockWait;
			this.confirmation.run();
		}
		else if (this.lockWait == LockWait.UNLIMITED && lockWait == LockWait.LIMITED) {
			this.session.limitTransaction(lockWait);
			this.lockWait = lockWait;
		}
	}

	/**
	 * Makes sure that a transaction is open.
	 * @param lockWait finds out what its next statement may wait for, asked only if that
	 * is not decided by what came before
	 */
	void require(Supplier<LockWait> lockWait) {
		if (!this.open || this.lockWait == LockWait.UNLIMITED) {
			require(lockWait.get());
		}
	}

	/**
	 * Makes sure that a transaction is open, by opening one in which nothing can be
	 * written.
	 */
	void requireReadOnly() {
		if (!this.open) {
			this.open = true;
			this.connection.beginReadOnly();
			this.lockWait = LockWait.LIMITED;
		}
	}

	/**
	 * Commits the open transaction.
	 * @throws CommitFailure if it cannot be committed; it is still open then
	 * @throws ConcurrentMigrationException if the lock has been lost; it is still open
	 * then
	 */
	void commit() {
		this.lock.beforeCommit();
		this.connection.commit();
		this.open = false;
	}

	/**
	 * Rolls back the transaction that is open, if one is.
	 */
	void rollback() {
		if (this.open) {
			this.open = false;
			this.connection.rollback();
		}
	}

	/**
	 * Rolls back after a failure, whose place no second one takes.
	 * @param failure the failure
	 */
	void rollback(Throwable failure) {
		try {
			rollback();
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

}
