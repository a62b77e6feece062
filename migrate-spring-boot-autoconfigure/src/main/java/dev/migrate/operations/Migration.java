package dev.migrate.operations;

/**
 * A revision written in Java: the way up and the way back. The class carries
 * {@link dev.migrate.Revision @Revision}.
 *
 * @see ReversibleMigration
 */
public interface Migration {

	/**
	 * Brings the database from the revision before to this one.
	 * @param op the operations, each of which takes effect when it is called
	 */
	void upgrade(Operations op);

	/**
	 * Brings the database from this revision back to the one before.
	 * @param op the operations, each of which takes effect when it is called
	 */
	void downgrade(Operations op);

}
