package dev.migrate.dialect;

/**
 * What a failure of the database means for a migration.
 */
public enum FailureKind {

	/**
	 * Another session was in the way; the same transaction may succeed later.
	 */
	CONTENTION,

	/**
	 * The connection is gone, or the server that it led to.
	 */
	CONNECTION_LOST,

	/**
	 * The server does not write.
	 */
	READ_ONLY,

	/**
	 * The transaction needs more locks than the server has room for.
	 */
	TOO_MANY_LOCKS,

	/**
	 * The statement cannot succeed in the transaction that it was sent in: it ends one
	 * itself, or needs what has to be committed before.
	 */
	NOT_IN_TRANSACTION,

	/**
	 * The server has no room left on its disk, or allows the session no more of it.
	 */
	NO_SPACE,

	/**
	 * What the statement creates exists already.
	 */
	ALREADY_EXISTS,

	/**
	 * Anything else: the statement itself is refused.
	 */
	REFUSED;

	/**
	 * Returns whether the failure is one of the session or the server, and says nothing
	 * about the statement.
	 * @return whether the same statement may succeed in another session
	 */
	public boolean isOfSession() {
		return this == CONTENTION || this == CONNECTION_LOST || this == TOO_MANY_LOCKS;
	}

}
