package dev.migrate.dialect.postgresql.sql;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.text.sql.Keywords;

import org.jspecify.annotations.Nullable;

/**
 * Knows, from their text alone, the statements that change a setting for the rest of the
 * session and nothing else. Those of the role and the search path are not among them,
 * which are put back whenever a part of a revision is committed.
 */
public final class SessionStatements {

	private static final Pattern CALL = Pattern.compile(
			"select\\s+(?:pg_catalog\\s*\\.\\s*)?set_config\\s*\\(\\s*'(?!search_path'|role'|session_authorization')"
					+ "[^']*'\\s*,\\s*'[^']*'\\s*,\\s*(?:false|'false'|'f')\\s*\\)",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern ANY_CALL = Pattern.compile("select\\s+(?:pg_catalog\\s*\\.\\s*)?set_config\\s*\\(",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern NAMED_IN_CALL = Pattern.compile("set_config\\s*\\(\\s*'([^']*)'",
			Pattern.CASE_INSENSITIVE);

	private static final List<String> TIMEOUTS = List.of("lock_timeout", "statement_timeout",
			"idle_in_transaction_session_timeout");

	private SessionStatements() {
	}

	/**
	 * Returns whether a statement changes a setting for those after it, also the role or
	 * the search path, and also until the end of the transaction only.
	 * @param statement one statement
	 */
	public static boolean changesSetting(String statement) {
		return new Keywords(statement).acceptOneOf("SET", "RESET") || ANY_CALL.matcher(statement.strip()).lookingAt()
				|| changesOnlySession(statement);
	}

	/**
	 * Returns the timeout that a statement changes for the rest of the session, of those
	 * that a migration sets itself, too.
	 * @param statement one statement
	 * @return the name of the setting, or {@code null} if it changes none
	 */
	public static @Nullable String timeout(String statement) {
		if (!changesOnlySession(statement)) {
			return null;
		}
		Keywords keywords = new Keywords(statement);
		if (keywords.acceptOneOf("SET", "RESET")) {
			keywords.accept("SESSION");
			return TIMEOUTS.stream().filter((name) -> keywords.accept(name)).findFirst().orElse(null);
		}
		Matcher call = NAMED_IN_CALL.matcher(statement);
		return call.find() ? TIMEOUTS.stream().filter(call.group(1)::equalsIgnoreCase).findFirst().orElse(null) : null;
	}

	/**
	 * Returns whether a statement changes only the session.
	 * @param statement one statement
	 */
	public static boolean changesOnlySession(String statement) {
		Keywords keywords = new Keywords(statement);
		if (keywords.accept("SET")) {
			keywords.accept("SESSION");
			return !keywords.acceptOneOf("LOCAL", "TRANSACTION", "CONSTRAINTS", "ROLE", "AUTHORIZATION", "SEARCH_PATH",
					"SCHEMA");
		}
		if (keywords.accept("RESET")) {
			return !keywords.acceptOneOf("ROLE", "SESSION", "SEARCH_PATH");
		}
		return keywords.accept("LOAD") || CALL.matcher(statement.strip()).matches();
	}

}
