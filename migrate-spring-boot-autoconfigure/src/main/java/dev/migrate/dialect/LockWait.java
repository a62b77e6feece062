package dev.migrate.dialect;

/**
 * How long a statement may wait for a lock.
 */
public enum LockWait {

	/**
	 * At most the lock timeout, because others queue behind whoever waits.
	 */
	LIMITED,

	/**
	 * As long as it takes, because nobody is kept waiting by that.
	 */
	UNLIMITED

}
