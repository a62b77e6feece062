package dev.migrate.runtime.lock;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import dev.migrate.dialect.Fence;
import dev.migrate.dialect.LockMode;
import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.dialect.TableLocations;
import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.failure.ConcurrentMigrationException;
import dev.migrate.runtime.failure.LockTimeoutException;
import dev.migrate.runtime.history.TableWrite;
import dev.migrate.runtime.history.TableWriter;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other migrations of the same tables away while one runs.
 */
public abstract class MigrationLock {

	private final MigrationConnection connection;

	private final MigrationSession session;

	MigrationLock(MigrationConnection connection, MigrationSession session) {
		this.connection = connection;
		this.session = session;
	}

	/**
	 * Returns the lock of a mode.
	 * @param settings how to wait for it
	 * @param connection the connection that migrates
	 * @param session its session, made for the same mode
	 * @param tables where the tables of the tool are
	 * @return the lock, not taken yet
	 */
	public static MigrationLock of(LockMode mode, LockSettings settings, MigrationConnection connection,
			MigrationSession session, TableLocations tables) {
		return switch (mode) {
			case ADVISORY -> new SessionLock(connection, session, settings);
			case TRANSACTION -> new TransactionLock(connection, session, settings);
			case TABLE -> new LeaseLock(connection, session, tables, settings);
			case NONE -> new NoLock(connection, session);
		};
	}

	/**
	 * Waits until no other process migrates. If the connection is another one than
	 * before, also until what it did has been committed or rolled back.
	 * @throws LockTimeoutException after the longest wait
	 */
	public abstract void acquire();

	/**
	 * Lets others migrate.
	 */
	public abstract void release();

	/**
	 * Returns whether the session that takes over from the one of this lock gives the
	 * lock back, or the end of the session.
	 */
	public boolean endsWithSession() {
		return false;
	}

	/**
	 * Finds out who holds the lock.
	 * @return a description, empty if nobody does
	 */
	public abstract Optional<String> holder();

	/**
	 * Begins a transaction.
	 * @param lockWait how long its statements may wait for a lock
	 * @throws ConcurrentMigrationException if the lock has been lost; there is no
	 * transaction then
	 */
	public abstract void begin(LockWait lockWait);

	/**
	 * Begins a transaction whose first statement is sent with those that follow it. If
	 * the lock has been lost, that statement fails, and none of them runs.
	 * @param lockWait how long its statements may wait for a lock
	 * @return the statement, or {@code null} if the transaction has begun as with
	 * {@link #begin(LockWait)}
	 */
	public @Nullable OpeningStatement open(LockWait lockWait) {
		Fence fence = this.session.fenceStatement(lockWait);
		if (fence == null) {
			begin(lockWait);
			return null;
		}
		this.connection.begin();
		return new OpeningStatement(fence.sql(), (failure) -> {
			SQLException cause = MigrationConnection.sqlCause(failure);
			return (cause != null && fence.broken().test(cause)) ? taken() : failure;
		});
	}

	/**
	 * Returns what to throw if another session has taken the advisory lock.
	 */
	static ConcurrentMigrationException taken() {
		return new ConcurrentMigrationException("Another session has taken the migration lock from this one.");
	}

	/**
	 * Puts back, in the middle of a revision, what the tool's own statements depend on.
	 * @throws ConcurrentMigrationException if the revision has lost the lock
	 */
	public final void resetRole() {
		if (!this.session.resetRole()) {
			throw taken();
		}
	}

	/**
	 * Returns what makes sure, as the last statement of a transaction, that no other
	 * process can have migrated since it has begun. It throws a
	 * {@link ConcurrentMigrationException} if the lock has been lost.
	 * @return the statement, none if the first statement of the transaction has made sure
	 * of that
	 */
	public List<TableWrite> lastWrites() {
		return List.of();
	}

	/**
	 * Makes sure, as the last statement of a transaction, that no other process can have
	 * migrated since it has begun.
	 * @throws ConcurrentMigrationException if the lock has been lost
	 */
	public final void beforeCommit() {
		new TableWriter(this.connection.prompt(), this.connection.dialect()).write(lastWrites());
	}

	/**
	 * Makes sure, outside of a transaction, that the lock has not been lost.
	 * @throws ConcurrentMigrationException if it has
	 */
	public void check() {
	}

	/**
	 * Returns whether nobody else can migrate between two transactions.
	 * @return {@code false} if each transaction has to make sure that nobody did, and
	 * nothing may run outside of one
	 */
	public boolean lasts() {
		return true;
	}

	/**
	 * Writes to the tables of the tool before or after a statement that runs outside of a
	 * transaction.
	 * @throws ConcurrentMigrationException if the lock has been lost
	 */
	public void write(Runnable action) {
		action.run();
	}

	/**
	 * Runs an action in a transaction that is committed only if no other process can have
	 * migrated in the meantime. Whatever it throws rolls back.
	 * @param lockWait how long its statements may wait for a lock
	 * @throws ConcurrentMigrationException if the lock has been lost
	 */
	public final void inTransaction(LockWait lockWait, Runnable action) {
		begin(lockWait);
		this.connection.finish(() -> {
			action.run();
			beforeCommit();
		});
	}

	/**
	 * Begins a transaction with the first statement of the session.
	 * @param lockWait how long its statements may wait for a lock
	 * @return {@code false} if another session has the advisory lock; there is no
	 * transaction then
	 */
	final boolean tryBegin(LockWait lockWait) {
		this.connection.begin();
		try {
			if (this.session.fence(lockWait)) {
				return true;
			}
		}
		catch (RuntimeException ex) {
			this.connection.rollback(ex);
			throw ex;
		}
		this.connection.rollback();
		return false;
	}

}
