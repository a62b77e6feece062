package dev.migrate.runtime;

import java.util.List;

import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.SqlStatement;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A revision that is ready to run in one direction, in one piece or in several.
 */
interface RevisionBody {

	/**
	 * Returns what to run, in this order. Everything that can be wrong without a database
	 * has been found before.
	 * @return the pieces, at least one
	 */
	List<Piece> pieces();

	/**
	 * Returns the statements that the numbers of the pieces count.
	 * @return the statements, empty if they are not known before they run
	 */
	default List<SqlStatement> statements() {
		return List.of();
	}

	/**
	 * Returns whether the revision can run together with its version row.
	 * @return {@code true} if it is one piece that runs in a transaction
	 */
	default boolean atomic() {
		return pieces().size() == 1 && pieces().get(0).transactional();
	}

	/**
	 * Writes down what a piece runs, without a database.
	 * @param piece one of the pieces
	 * @return the statements, without semicolons and parameters
	 */
	List<String> write(Piece piece);

	/**
	 * Returns whether the revision can go on where an earlier run was interrupted.
	 * @param done how many of its statements are done
	 * @return {@code true} if none of them would be run again and none of the others be
	 * left out
	 */
	default boolean continuesAfter(int done) {
		return done == 0 || (!atomic() && pieces().stream().anyMatch((piece) -> piece.to() == done));
	}

	/**
	 * A part of a revision that takes effect as a whole or not at all, as far as the
	 * database can tell.
	 *
	 * @param transactional whether it runs in a transaction
	 * @param from how many statements of the revision come before it
	 * @param to how many statements of the revision are done after it
	 * @param lockWait how long its first statement may wait for a lock
	 * @param action what to run; throws a {@link StatementFailure} for what the database
	 * or the migration refuses
	 */
	record Piece(boolean transactional, int from, int to, LockWait lockWait, Action action) {
	}

	/**
	 * What a piece runs.
	 */
	@FunctionalInterface
	interface Action {

		void run(JdbcTemplate jdbc, StatementGuard guard);

	}

}
