package dev.migrate.dialect.h2;

import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.ServerError;

/**
 * Reads the errors of H2 by their
 * <a href= "https://h2database.com/javadoc/org/h2/api/ErrorCode.html">codes</a>.
 */
final class H2Errors {

	// DEADLOCK_1, LOCK_TIMEOUT_1, CONCURRENT_UPDATE_1
	private static final Set<Integer> CONTENTION = Set.of(40001, 50200, 90131);

	// OBJECT_CLOSED, CONNECTION_BROKEN_1, DATABASE_IS_CLOSED, DATABASE_CALLED_AT_SHUTDOWN
	private static final Set<Integer> CONNECTION_LOST = Set.of(90007, 90067, 90098, 90121);

	// TABLE_OR_VIEW_, INDEX_, DUPLICATE_COLUMN_NAME, SCHEMA_, SEQUENCE_, CONSTRAINT_,
	// DOMAIN_, TRIGGER_ and FUNCTION_ALIAS_ALREADY_EXISTS_1
	private static final Set<Integer> ALREADY_EXISTS = Set.of(42101, 42111, 42121, 90078, 90035, 90045, 90119, 90041,
			90076);

	private static final int READ_ONLY = 90097;

	// The statement follows, and the code of the error and the build of H2.
	private static final Pattern MESSAGE = Pattern.compile("(.*?)(?:; SQL statement:\\n.*)?(?: \\[\\d+-\\d+\\])?",
			Pattern.DOTALL);

	// Of the statement that was not understood, with a mark where that was.
	private static final Pattern SYNTAX = Pattern.compile("Syntax error in SQL statement \"(.*?)\\[\\*\\].*",
			Pattern.DOTALL);

	private H2Errors() {
	}

	static ServerError read(SQLException exception) {
		Matcher message = MESSAGE.matcher(String.valueOf(exception.getMessage()));
		String text = message.matches() ? message.group(1) : String.valueOf(exception.getMessage());
		Matcher syntax = SYNTAX.matcher(text);
		// In the message, each quote of the statement is written twice.
		int position = syntax.matches() ? syntax.group(1).replace("\"\"", "\"").length() + 1 : 0;
		return new ServerError(kind(exception), text, null, null, position);
	}

	private static FailureKind kind(SQLException exception) {
		int code = exception.getErrorCode();
		if (CONTENTION.contains(code)) {
			return FailureKind.CONTENTION;
		}
		if (CONNECTION_LOST.contains(code) || String.valueOf(exception.getSQLState()).startsWith("08")) {
			return FailureKind.CONNECTION_LOST;
		}
		if (ALREADY_EXISTS.contains(code)) {
			return FailureKind.ALREADY_EXISTS;
		}
		return (code == READ_ONLY) ? FailureKind.READ_ONLY : FailureKind.REFUSED;
	}

}
