package dev.migrate.dialect;

import java.util.Optional;

/**
 * The session of a connection while it migrates: its settings, the lock that keeps other
 * migrations away, and what begins and ends each revision.
 */
public interface MigrationSession {

	/**
	 * Changes the settings that protect a migration and remembers what they were.
	 */
	void open();

	/**
	 * Puts back every setting that {@link #open()} or a revision has changed.
	 */
	void close();

	/**
	 * Takes the lock if it is free, without waiting.
	 * @return whether this session holds it now
	 */
	boolean tryLock();

	/**
	 * Gives the lock back.
	 */
	void unlock();

	/**
	 * Finds out who holds the lock.
	 * @return a description such as {@code pid 4711 (orders, 10.0.0.7, for 12 s)}, empty
	 * if nobody does
	 */
	Optional<String> lockHolder();

	/**
	 * Makes sure, as the first statement of a transaction, that this session still holds
	 * the lock, and keeps every other session from taking it until the transaction ends.
	 * @return {@code false} if another session has the lock
	 */
	boolean fence();

	/**
	 * Puts back what a revision may have changed for the session and what the next one
	 * must not see: the search path and the role.
	 */
	void reset();

}
