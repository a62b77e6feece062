package dev.migrate.runtime.content;

/**
 * A revision that is ready to run in one direction. Everything that can be wrong without
 * a database has been found before.
 */
public interface RevisionContent {

	/**
	 * Runs nothing.
	 */
	RevisionContent EMPTY = new RevisionContent() {

		@Override
		public boolean transactional() {
			return true;
		}

		@Override
		public void run(StatementRunner runner) {
		}

	};

	/**
	 * Returns whether the revision can run in one transaction with its version row, as
	 * far as that is known before it runs.
	 * @return {@code false} if something in it runs outside of a transaction
	 */
	boolean transactional();

	/**
	 * Runs all statements in their order. May be called again, and always begins at the
	 * start.
	 * @throws StatementFailure for what the database or the migration refuses
	 */
	void run(StatementRunner runner);

}
