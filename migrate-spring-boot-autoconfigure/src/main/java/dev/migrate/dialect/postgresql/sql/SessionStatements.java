package dev.migrate.dialect.postgresql.sql;

import java.util.regex.Pattern;

import dev.migrate.text.sql.Keywords;

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
