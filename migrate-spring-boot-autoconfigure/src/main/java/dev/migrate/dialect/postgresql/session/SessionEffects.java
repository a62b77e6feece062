package dev.migrate.dialect.postgresql.session;

import java.util.regex.Pattern;

import dev.migrate.text.sql.Keywords;

/**
 * Knows whether statements can have changed their session in more than what its sequences
 * have given last. Most revisions define objects or write rows, and then nothing has to
 * be looked for. Whatever is not known to leave the session alone counts as a change.
 */
final class SessionEffects {

	/**
	 * What may be called, also by a default or a rule: the settings can be written like a
	 * table, some functions run a text, and escapes hide any name.
	 */
	private static final String CALL = "\\yset_(?:config|limit)|advisory|\\ypg_settings\\y"
			+ "|\\yquery_to_xml|\\yts_(?:stat|rewrite)\\y|\\yu&[\"']";

	/**
	 * What a text has that may change the session: such a call, a setting in the place of
	 * a command, or a word for what else a session keeps. It means the same to the server
	 * and, with another word for the end of a word, to Java.
	 */
	private static final String CHANGE = CALL
			+ "|(?:^|[;'$]|\\*/|--[^\\n\\r]*[\\n\\r]|\\y(?:begin|atomic|then|else|loop)\\y)\\s*(?:re)?set\\y"
			+ "|\\y(?:listen|prepare|temp|temporary|load|discard|hold|cursor|deallocate)\\y|pg_temp"
			+ "|\\yalter\\s+(?:database|role|user|group|system)\\y|\\yopen\\s+\\S+?\\s*(?:[;(]|(?:for|no|scroll)\\y)";

	/**
	 * A command that was put together elsewhere. One that begins with certain words is
	 * none that changes the session, unless other words tell.
	 */
	private static final String EXECUTE = "\\yexecute\\y(?!\\s+(?:format\\s*\\(\\s*)?(?:'|\\$\\w*\\$)\\s*"
			+ "(?:create|alter|drop|insert|update|delete|grant|revoke|comment|truncate)\\s)";

	private static final Pattern CALL_IN_STATEMENT = pattern(CALL);

	private static final Pattern CHANGE_IN_STATEMENT = pattern(CHANGE);

	private static final Pattern EXECUTE_IN_STATEMENT = pattern(EXECUTE);

	// Whose text the server does not run as it is written in the statement.
	private static final Pattern OTHER_BODY = pattern(
			"\\\\|'\\s*[\\n\\r]\\s*'|\\ylanguage\\y(?!\\s+['\"]?(?:sql|plpgsql)\\y)");

	private static final Pattern QUERY = pattern("\\yselect\\y");

	private static final String[] OTHERS = { "DROP", "COMMENT", "TRUNCATE", "REINDEX", "INSERT", "UPDATE", "DELETE" };

	// Whatever they define is defined by a function that they call.
	private static final String[] NOT_DEFINING = { "SELECT", "VALUES", "TABLE", "WITH", "MERGE", "COPY", "SET", "RESET",
			"ANALYZE", "VACUUM", "REFRESH", "LOCK", "NOTIFY" };

	// What lasts no longer than a session, or changes what sessions begin with.
	private static final String[] OF_SESSIONS = { "GLOBAL", "LOCAL", "TEMP", "TEMPORARY", "DATABASE", "ROLE", "USER",
			"GROUP", "SYSTEM" };

	// A longer one takes so long itself that looking for changes does not matter.
	private static final int LONGEST = 10_000;

	/**
	 * Whether functions of the database may change the session of whoever calls them, or
	 * expressions of tables and views do. A statement does not name them. What extensions
	 * have written in C is what it is known to be.
	 */
	static final String FUNCTIONS = """
			(EXISTS (SELECT FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
				WHERE p.oid >= 16384 AND CASE l.lanname WHEN 'sql' THEN coalesce(pg_get_function_sqlbody(p.oid), p.prosrc) ~* E'%1$s'
					WHEN 'plpgsql' THEN p.prosrc ~* E'%1$s' WHEN 'internal' THEN p.prosrc ~* E'%1$s'
					ELSE NOT EXISTS (SELECT FROM pg_depend d
						WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e') END)
			OR EXISTS (SELECT FROM (SELECT adbin FROM pg_attrdef
					UNION ALL SELECT conbin FROM pg_constraint WHERE conbin IS NOT NULL
					UNION ALL SELECT typdefaultbin FROM pg_type WHERE typdefaultbin IS NOT NULL
					UNION ALL SELECT tgqual FROM pg_trigger WHERE tgqual IS NOT NULL
					UNION ALL SELECT polqual FROM pg_policy UNION ALL SELECT polwithcheck FROM pg_policy
					UNION ALL SELECT ev_qual FROM pg_rewrite WHERE oid >= 16384
					UNION ALL SELECT ev_action FROM pg_rewrite WHERE oid >= 16384) AS expression (tree)
				WHERE tree::text ~ (SELECT format(':(?:(?:op)?funcid (?:%%s)|relid %%s) ', string_agg(oid::text, '|'),
						'pg_settings'::regclass::oid) FROM pg_proc WHERE proname IN ('set_config', 'set_limit')
						OR proname BETWEEN 'pg_advisory' AND 'pg_advisoryz'
						OR proname BETWEEN 'pg_try_advisory' AND 'pg_try_advisoryz')))"""
		.formatted((CHANGE + "|" + EXECUTE).replace("\\", "\\\\").replace("'", "''"));

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
		boolean change = CHANGE_IN_STATEMENT.matcher(statement).find();
		this.changed |= change || QUERY.matcher(statement).find();
		Keywords keywords = new Keywords(statement);
		// EXECUTE is a privilege there.
		if (keywords.acceptOneOf("GRANT", "REVOKE")) {
			return;
		}
		boolean execute = EXECUTE_IN_STATEMENT.matcher(statement).find();
		if (keywords.acceptOneOf("CREATE", "ALTER")) {
			keywords.accept("OR", "REPLACE");
			define(keywords, statement, change, execute);
		}
		else if (keywords.acceptOneOf(NOT_DEFINING)) {
			this.changed = true;
		}
		else if (keywords.acceptOneOf(OTHERS)) {
			this.changed |= execute;
		}
		else {
			expectAnything();
		}
	}

	private void define(Keywords keywords, String statement, boolean change, boolean execute) {
		keywords.acceptOneOf("CONSTRAINT", "EVENT");
		if (!keywords.accept("TRIGGER")) {
			boolean routine = keywords.acceptOneOf("FUNCTION", "PROCEDURE", "ROUTINE");
			this.changed |= execute;
			// What follows may call it.
			this.functions |= (change || execute) && (routine || CALL_IN_STATEMENT.matcher(statement).find());
			this.changed |= keywords.acceptOneOf(OF_SESSIONS);
			if (keywords.accept("EXTENSION") || (routine && OTHER_BODY.matcher(statement).find())) {
				expectAnything();
			}
		}
		else {
			this.functions |= change && CALL_IN_STATEMENT.matcher(statement).find();
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
