package dev.migrate.dialect.session;

/**
 * What other sessions cannot do with a table while a statement has locked it.
 */
public enum BlockedAccess {

	/**
	 * They can read and write it.
	 */
	NONE,

	/**
	 * They can read it, and wait when they write the rows that the statement writes.
	 */
	ROWS,

	/**
	 * They can read it, and wait when they write it.
	 */
	WRITES,

	/**
	 * They wait when they read or write it.
	 */
	ALL;

	/**
	 * Returns what is blocked by this and another lock together.
	 * @param other the other
	 * @return the stronger of both
	 */
	public BlockedAccess and(BlockedAccess other) {
		return (compareTo(other) >= 0) ? this : other;
	}

}
