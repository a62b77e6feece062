package dev.migrate.dialect.postgresql;

import dev.migrate.dialect.sql.Keywords;
import org.jspecify.annotations.Nullable;

/**
 * The statements that a script may not hold.
 */
final class RefusedStatements {

	private static final Reason TRANSACTION = new Reason(
			"begins or ends a transaction, which the migration does itself",
			"Remove it: a revision commits as a whole, or statement by statement with '-- transaction: none' in its header.");

	private static final Reason COPY = new Reason("moves data between the server and a client that is not there",
			"Write INSERT statements, or load the data in a Java revision.");

	private RefusedStatements() {
	}

	static @Nullable Reason reason(String statement) {
		if (new Keywords(statement).accept("COPY")) {
			return copiesFromOrToClient(statement) ? COPY : null;
		}
		return controlsTransaction(new Keywords(statement)) ? TRANSACTION : null;
	}

	private static boolean copiesFromOrToClient(String statement) {
		return new Keywords(statement).find("FROM", "STDIN") || new Keywords(statement).find("TO", "STDOUT");
	}

	private static boolean controlsTransaction(Keywords keywords) {
		if (keywords.accept("ROLLBACK")) {
			keywords.acceptOneOf("WORK", "TRANSACTION");
			return !keywords.accept("TO");
		}
		return keywords.acceptOneOf("BEGIN", "COMMIT", "END", "ABORT") || keywords.accept("START", "TRANSACTION")
				|| keywords.accept("PREPARE", "TRANSACTION");
	}

	/**
	 * Why a statement is refused.
	 *
	 * @param problem the predicate of a sentence whose subject is the statement
	 * @param action what to do instead
	 */
	record Reason(String problem, String action) {

	}

}
