package dev.migrate.runtime;

/**
 * What surrounds each statement of a revision, so that neither others nor the next run
 * suffer from it.
 */
@FunctionalInterface
interface StatementGuard {

	/**
	 * Runs a statement.
	 * @param statement its text
	 * @param execution sends it to the database
	 */
	void run(String statement, Runnable execution);

}
