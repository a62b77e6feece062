package dev.migrate.dialect;

/**
 * What keeps two migrations of the same tables from running at once.
 */
public enum LockMode {

	/**
	 * An advisory lock of the session that migrates. It ends with the session, so that
	 * nothing is left of a process that died.
	 */
	ADVISORY,

	/**
	 * An advisory lock of each transaction, for a connection pooler that gives every
	 * transaction another session of the server. Between two transactions another process
	 * may migrate; each transaction makes sure that nobody did. Revisions that do not run
	 * in one transaction are refused.
	 */
	TRANSACTION,

	/**
	 * A lease in a table, for databases without advisory locks. Nobody else migrates
	 * until it is given back or runs out, and whoever has lost it cannot commit any more.
	 */
	TABLE,

	/**
	 * No lock, for whoever makes sure by other means that only one process migrates.
	 */
	NONE

}
