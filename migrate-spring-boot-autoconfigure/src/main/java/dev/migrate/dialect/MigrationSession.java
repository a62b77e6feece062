package dev.migrate.dialect;

import java.util.List;

import dev.migrate.dialect.session.AdvisoryLock;
import org.jspecify.annotations.Nullable;

/**
 * The session of a connection while it migrates: its settings, its advisory lock if it
 * has one, and what begins and ends each revision.
 */
public interface MigrationSession {

	/**
	 * Changes the settings that protect a migration and remembers what they were.
	 */
	void open();

	/**
	 * Opens this session from another one on the same connection, whose run has ended
	 * without a failure. What the connection was like before is put back by this session
	 * then, and no more by the other one.
	 * @param before the other session, which is open
	 * @return {@code false} if that cannot be done, and the other session has to be
	 * closed before this one is opened
	 */
	default boolean takeOver(MigrationSession before) {
		return false;
	}

	/**
	 * Opens this session from another one as {@link #takeOver(MigrationSession)} does,
	 * gives back the advisory lock of the other one, takes that of this one if it is
	 * free, and asks under that lock, all in one round trip.
	 * @param before the other session, which is open and may have its lock
	 * @param query a query
	 * @return a text that is equal for the same rows of the query, with the advisory lock
	 * held; {@code null} if that cannot be done, or the lock is not free: this session is
	 * to be opened in another way then. After an exception, the other one has to be
	 * closed before that
	 */
	default @Nullable String takeOver(MigrationSession before, String query) {
		return null;
	}

	/**
	 * Puts back every setting that {@link #open()} or a revision has changed.
	 */
	void close();

	/**
	 * Returns the advisory lock.
	 * @return the lock
	 * @throws UnsupportedOperationException if the session was made for a mode without
	 */
	default AdvisoryLock advisoryLock() {
		throw new UnsupportedOperationException("This session has no advisory lock");
	}

	/**
	 * Sets the limits of a transaction as its first statement. With an advisory lock it
	 * makes sure that no other session holds it, and keeps every other session from
	 * taking it until the transaction ends.
	 * @param lockWait how long the statements of the transaction may wait for a lock
	 * @return {@code false} if another session has the advisory lock
	 */
	boolean fence(LockWait lockWait);

	/**
	 * Returns what does the same as {@link #fence} as one statement, so that it can be
	 * sent together with the statements that follow it.
	 * @param lockWait how long the statements of the transaction may wait for a lock
	 * @return the statement, or {@code null} if {@link #fence} has to come first
	 */
	default @Nullable Fence fenceStatement(LockWait lockWait) {
		return null;
	}

	/**
	 * Returns the statement that changes for the rest of the transaction how long the
	 * statements behind it may wait.
	 * @param lockWait how long
	 * @return the statement, empty if the revision has set that itself for its session
	 */
	String limitTransaction(LockWait lockWait);

	/**
	 * Sets the limits of the statements that follow outside of a transaction, but those
	 * that the revision has set itself for its session.
	 * @param lockWait how long they may wait for a lock
	 * @throws UnsupportedOperationException in {@link LockMode#TRANSACTION}, in which
	 * there are no such statements
	 */
	void limitStatements(LockWait lockWait);

	/**
	 * Finds out who holds the locks that a statement has waited for in vain.
	 * @param statement the statement, or {@code null} if it is not known
	 * @return descriptions of the sessions; empty if nobody does any more
	 */
	List<String> blockers(@Nullable String statement);

	/**
	 * Removes what an earlier attempt at a statement, which is about to run outside of a
	 * transaction, may have left.
	 * @param statement the statement
	 */
	void dropLeftovers(String statement);

	/**
	 * Makes sure that a statement, which has run outside of a transaction, is complete.
	 * @param statement the statement
	 * @throws InvalidIndexException if it has left an index that is not valid
	 */
	void verify(String statement);

	/**
	 * Finds out whether a statement has taken effect that ran outside of a transaction
	 * when its session ended.
	 * @param statement the statement
	 * @return what is known
	 */
	Effect effect(String statement);

	/**
	 * Called before a statement of a revision runs, for what its text alone tells of what
	 * it changes in the session.
	 * @param statement the statement
	 * @return what must be done before the statements that are sent together with it, or
	 * {@code null} if that is nothing
	 */
	default @Nullable Runnable watch(String statement) {
		return null;
	}

	/**
	 * Called before a revision, or a callback, uses the connection on its own, with
	 * statements that {@link #watch} is not told of, and when another process may have
	 * changed the database since the session was opened.
	 */
	default void unwatched() {
	}

	/**
	 * Puts back all that a revision has changed in the session, so that the next one
	 * finds it as if it had been opened for it: settings, the role, temporary objects,
	 * prepared statements, cursors, advisory locks and whatever else a session keeps. The
	 * advisory lock of the migration stays, also if the revision has given it back. In a
	 * transaction, what is put back is so as soon as the transaction is committed.
	 */
	void reset();

	/**
	 * Puts back as {@link #reset()} does, and executes statements at the end of a
	 * revision, with what is put back already in force and {@link LockWait#LIMITED}. All
	 * of that is sent at once, so that it takes one round trip unless the revision has
	 * left something that must be removed by its name.
	 * @param statements the statements
	 * @return how many rows each has changed, or {@code null} if the session cannot send
	 * them at once, and has done nothing
	 */
	default int @Nullable [] reset(List<PreparedSql> statements) {
		return null;
	}

	/**
	 * Puts back, in the middle of a revision, what the tool's own statements depend on:
	 * the search path, the role and the advisory lock. What else the revision has set
	 * stays in force for the rest of it.
	 * @return {@code false} if the revision has given back the advisory lock, and another
	 * session has taken it
	 */
	default boolean resetRole() {
		reset();
		return true;
	}

	/**
	 * What is known of a statement that ran when its session ended.
	 */
	enum Effect {

		/**
		 * It has taken effect.
		 */
		TAKEN,

		/**
		 * It may be run again: either it has not taken effect, or doing it twice is as
		 * good as doing it once.
		 */
		REPEATABLE,

		/**
		 * Nobody can tell.
		 */
		UNKNOWN

	}

}
