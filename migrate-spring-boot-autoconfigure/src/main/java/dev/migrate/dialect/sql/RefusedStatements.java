package dev.migrate.dialect.sql;

import dev.migrate.text.sql.Keywords;
import org.jspecify.annotations.Nullable;

/**
 * The statements that no script may hold, whatever its database: those that begin or end
 * a transaction, and those that need a client.
 */
public final class RefusedStatements {

	private static final Refusal TRANSACTION = new Refusal(
			"begins or ends a transaction, which the migration does itself",
			"Remove it: a revision commits as a whole, or statement by statement with '-- transaction: none' in its header.");

	private static final Refusal COPY = new Refusal("moves data between the server and a client that is not there",
			"Write INSERT statements, or load the data in a Java revision.");

	private RefusedStatements() {
	}

	/**
	 * Returns why a statement is refused.
	 * @param statement one statement
	 * @return the reason, or {@code null} if it is not refused
	 */
	public static @Nullable Refusal refusal(String statement) {
		if (new Keywords(statement).accept("COPY")) {
			return copiesFromOrToClient(statement) ? COPY : null;
		}
		return transactionControl(statement);
	}

	/**
	 * Returns why a statement is refused that begins or ends a transaction.
	 * @param statement one statement
	 * @return the reason, or {@code null} for any other statement
	 */
	public static @Nullable Refusal transactionControl(String statement) {
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

}
