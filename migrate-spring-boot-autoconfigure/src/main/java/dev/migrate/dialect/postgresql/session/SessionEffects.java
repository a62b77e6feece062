package dev.migrate.dialect.postgresql.session;

import java.util.regex.Pattern;

import dev.migrate.text.sql.Keywords;

/**
 * Knows whether statements can have changed their session in more than what its sequences
 * have given last. Most revisions define objects or write rows, and then nothing has to
 * be looked for. Whatever is not known to leave the session alone counts as a change.
 */
final class SessionEffects {

	private static final String CALL = "\\yset_(?:config|limit)\\y|advisory";

	/**
	 * What a text has that may change the session: such a call, a setting in the place of
	 * a command, a word for what else a session keeps, or a command that was put together
	 * elsewhere. It means the same to the server and, with another word for the end of a
	 * word, to Java.
	 */
	private static final String CHANGE = CALL
			+ "|(?:^|[;'$]|\\*/|--[^\\n]*\\n|\\y(?:begin|atomic|then|else|loop)\\y)\\s*(?:re)?set\\y"
			+ "|\\y(?:listen|prepare|temp|temporary|pg_temp|load|discard|hold)\\y"
			+ "|\\yexecute\\s+(?!\\s|format\\y|function\\y|procedure\\y|on\\y|e?'|\\$)";

	private static final Pattern CALL_IN_STATEMENT = pattern(CALL);

	private static final Pattern CHANGE_IN_STATEMENT = pattern(CHANGE);

	private static final Pattern QUERY = pattern("\\yselect\\y");

	private static final String[] OTHERS = { "DROP", "COMMENT", "GRANT", "REVOKE", "TRUNCATE", "REINDEX", "INSERT",
			"UPDATE", "DELETE" };

	// What lasts no longer than a session, or changes what sessions begin with.
	private static final String[] OF_SESSIONS = { "GLOBAL", "LOCAL", "TEMP", "TEMPORARY", "DATABASE", "ROLE", "USER",
			"GROUP", "SYSTEM" };

	// A longer one takes so long itself that looking for changes does not matter.
	private static final int LONGEST = 10_000;

	/**
	 * Those functions of the database that may change the session of whoever calls them.
	 * A statement calls them without naming them, in a trigger or a default.
	 */
	static final String FUNCTIONS = """
			FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
			WHERE l.lanname NOT IN ('internal', 'c')
				AND p.pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
				AND coalesce(pg_get_function_sqlbody(p.oid), p.prosrc) ~* E'%s'"""
		.formatted(CHANGE.replace("\\", "\\\\").replace("'", "''"));

	private boolean changed;

	// Whether a statement may call a function that changes the session.
	private boolean functions;

	private boolean functionsKnown;

	private static Pattern pattern(String expression) {
		return Pattern.compile(expression.replace("\\y", "\\b"), Pattern.CASE_INSENSITIVE);
	}

	/**
	 * Called when the session is as it is to be, and nothing is known of the functions.
	 */
	void clear() {
		this.changed = false;
		this.functionsKnown = false;
	}

	/**
	 * Called when the functions of the database have been looked at.
	 * @param found whether some of them are {@link #FUNCTIONS}
	 */
	void functions(boolean found) {
		this.functions = found;
		this.functionsKnown = true;
	}

	/**
	 * Called before a statement runs.
	 */
	void expect(String statement) {
		if (statement.length() > LONGEST) {
			expectAnything();
			return;
		}
		Keywords keywords = new Keywords(statement);
		boolean change = CHANGE_IN_STATEMENT.matcher(statement).find();
		this.changed |= change || QUERY.matcher(statement).find();
		if (keywords.acceptOneOf("CREATE", "ALTER")) {
			keywords.accept("OR", "REPLACE");
			boolean routine = keywords.acceptOneOf("FUNCTION", "PROCEDURE", "ROUTINE");
			// What follows may call it.
			this.functions |= change && (routine || CALL_IN_STATEMENT.matcher(statement).find());
			this.changed |= keywords.acceptOneOf(OF_SESSIONS);
			if (keywords.accept("EXTENSION")) {
				expectAnything();
			}
		}
		else {
			this.changed |= !keywords.acceptOneOf(OTHERS);
		}
	}

	/**
	 * Called before something runs of which nothing is known, and which may define
	 * functions.
	 */
	void expectAnything() {
		this.changed = true;
		this.functionsKnown = false;
	}

	/**
	 * Called once the session is as it is to be again.
	 */
	void settle() {
		this.changed = false;
	}

	/**
	 * Returns whether the session may be other than it is to be.
	 */
	boolean isPossible() {
		return this.changed || this.functions || !this.functionsKnown;
	}

	/**
	 * Returns whether that is so only because nothing is known of the functions.
	 */
	boolean needsFunctions() {
		return !this.changed && !this.functionsKnown;
	}

}
