package dev.migrate.dialect;

/**
 * A transaction in which revisions are tried, and which is rolled back.
 */
public interface DryRunSession {

	/**
	 * Remembers which transaction it is.
	 */
	void begin();

	/**
	 * Checks what the database would check only when the transaction is committed.
	 * @throws org.springframework.dao.DataAccessException if the COMMIT would fail
	 */
	void checkDeferred();

	/**
	 * Returns whether something has committed the transaction. May be called when it is
	 * rolled back, too.
	 * @return {@code true} if what was done in it has been kept
	 */
	boolean isCommitted();

}
