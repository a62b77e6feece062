package dev.migrate.runtime.content;

import dev.migrate.dialect.Dialect;
import dev.migrate.runtime.failure.BackfillException;
import dev.migrate.schema.Inspector;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Runs the statements of a revision, or does something else with them, one after the
 * other.
 */
public interface StatementRunner {

	/**
	 * Runs statements in their order, a backfill in batches, each in a transaction of its
	 * own. Those that need nothing in between may be sent together.
	 * @param statements the statements, each asked for when those before it were taken
	 * @throws BackfillException if one is a backfill and called in a transaction
	 */
	void run(Iterable<RevisionStatement> statements);

	/**
	 * Runs the statements of a block outside of a transaction.
	 * @param block runs them
	 */
	void autocommit(Runnable block);

	/**
	 * Returns what a migration gets as its connection.
	 * @return the connection, on which anything may be sent to the database besides
	 * statements
	 */
	JdbcTemplate jdbc();

	/**
	 * Returns what tells a migration what is in the database.
	 * @param dialect the database
	 * @throws dev.migrate.operations.operation.InvalidOperationException if there is no
	 * database
	 */
	default Inspector inspector(Dialect dialect) {
		return dialect.inspector(jdbc());
	}

}
