package dev.migrate.runtime.run;

/**
 * How the revisions of a plan are distributed over transactions.
 */
public enum TransactionMode {

	/**
	 * Each revision runs in a transaction of its own, together with its version row and
	 * its row in the history. What the database refuses in a transaction, and revisions
	 * that ask for none, run outside of one.
	 */
	PER_REVISION,

	/**
	 * All revisions of a plan run in one transaction: either all of them take effect or
	 * none. A plan with a revision that cannot run in a transaction is refused.
	 */
	ALL,

	/**
	 * Every statement commits by itself, as if each revision asked for no transaction.
	 * The history notes how far a revision is.
	 */
	NONE

}
