package dev.migrate.runtime;

import java.util.function.Consumer;

import dev.migrate.dialect.Dialect;
import dev.migrate.operations.Backfill;
import dev.migrate.schema.Inspector;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Runs the statements of a revision, or does something else with them, one after the
 * other.
 */
interface StatementRunner {

	/**
	 * Runs a statement.
	 * @param statement the statement
	 * @param execution sends it to the database
	 */
	void run(RevisionStatement statement, Consumer<JdbcTemplate> execution);

	/**
	 * Runs a statement in batches, each in a transaction of its own.
	 * @param statement the statement
	 * @param backfill what it updates
	 * @throws BackfillInTransactionException if it is called in a transaction
	 */
	void run(RevisionStatement statement, Backfill backfill);

	/**
	 * Runs the statements of a block outside of a transaction.
	 * @param block runs them
	 */
	void autocommit(Runnable block);

	/**
	 * Runs what comes before the first statement of a revision without being a part of
	 * it.
	 * @param action gets the connection
	 */
	default void before(Consumer<JdbcTemplate> action) {
	}

	/**
	 * Runs what comes after the last statement of a revision without being a part of it.
	 * @param action gets the connection
	 */
	default void after(Consumer<JdbcTemplate> action) {
	}

	/**
	 * Returns what a migration gets as its connection.
	 * @return the connection, on which anything may be sent to the database besides
	 * statements
	 */
	JdbcTemplate jdbc();

	/**
	 * Returns what tells a migration what is in the database.
	 * @param dialect the database
	 * @return the inspector
	 * @throws dev.migrate.operations.InvalidOperationException if there is no database
	 */
	default Inspector inspector(Dialect dialect) {
		return dialect.inspector(jdbc());
	}

}
