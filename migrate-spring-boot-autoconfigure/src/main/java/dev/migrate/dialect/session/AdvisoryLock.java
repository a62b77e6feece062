package dev.migrate.dialect.session;

import java.util.Optional;

/**
 * The lock of a session that keeps other migrations away until it is given back or the
 * session ends.
 */
public interface AdvisoryLock {

	/**
	 * Takes the lock if it is free, without waiting.
	 * @return whether the session holds it now
	 */
	boolean tryLock();

	/**
	 * Gives the lock back.
	 */
	void unlock();

	/**
	 * Finds out who holds the lock, for a session or for a transaction.
	 * @return a description such as {@code pid 4711 (orders, 10.0.0.7, for 12 s)}, empty
	 * if nobody does
	 */
	Optional<String> holder();

}
