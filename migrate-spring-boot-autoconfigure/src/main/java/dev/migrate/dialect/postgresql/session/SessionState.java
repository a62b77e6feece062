package dev.migrate.dialect.postgresql.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.dialect.PreparedSql;
import dev.migrate.dialect.postgresql.sql.PostgresqlIdentifiers;
import dev.migrate.dialect.postgresql.sql.PostgresqlLiterals;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * All that a revision may leave in its session, and how it was before: settings, prepared
 * statements, cursors, temporary objects, channels, advisory locks and what sequences
 * have given last. What changed is found and put back by the server in one round trip.
 */
final class SessionState {

	/**
	 * Those of a transaction end with it, and the last cannot be changed once it was
	 * used.
	 */
	private static final String NEVER_PUT_BACK = "'transaction_isolation', 'transaction_read_only', "
			+ "'transaction_deferrable', 'temp_buffers'";

	// What may stand between two words.
	private static final String GAP = "\\s*(?:(?:--[^\\n\\r]*[\\n\\r]|/\\*[^*]*\\*+(?:[^/*][^*]*\\*+)*/)\\s*)*";

	/**
	 * Where a text names a setting with a dot in its name. It means the same to the
	 * server and to Java.
	 */
	private static final String CUSTOM_SETTING = "(?:set_config@\\(@e?(?:'|\\$\\$)|(?:re)?set(?=[\\s\"/-])@(?:(?:session|local)(?=[\\s\"/-])@)?)"
		.replace("@", GAP) + "(\"?[a-z_][a-z0-9_$]*\"?(?:\\.\"?[a-z_](?:[a-z0-9_$]*[a-z0-9_])?\"?)+)";

	private static final Pattern CUSTOM_IN_TEXT = Pattern.compile("\\b" + CUSTOM_SETTING, Pattern.CASE_INSENSITIVE);

	/**
	 * What the database and the role set for new sessions, the highest rank first in
	 * force.
	 */
	static final String DEFAULTS = """
			SELECT setting, (CASE WHEN setrole = 0 THEN 0 ELSE 2 END + CASE WHEN setdatabase = 0 THEN 0 ELSE 1 END)::text AS rank
			FROM pg_db_role_setting CROSS JOIN LATERAL unnest(setconfig) AS setting
			WHERE setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
				AND setrole IN (0, quote_ident(session_user)::regrole)""";

	private static final String READ = """
			WITH settings AS MATERIALIZED (SELECT name, context, source FROM pg_settings)
			SELECT 'setting' AS kind, name, current_setting(name) AS value FROM settings
			WHERE name NOT IN (%s) AND (context = 'user' OR context = 'superuser' AND %s)
			UNION ALL SELECT 'setting', name, current_setting(name) FROM unnest(ARRAY['session_authorization', 'role']) AS name
			UNION ALL SELECT 'given', name, NULL FROM settings WHERE source IN ('client', 'session')
			UNION ALL SELECT 'default', setting, rank FROM (%s) AS defaults
			UNION ALL SELECT 'raw', concat_ws(' ', setdatabase, setrole, setconfig::text), NULL FROM pg_db_role_setting
				WHERE setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
					AND setrole IN (0, quote_ident(session_user)::regrole)
			UNION ALL SELECT 'database', oid::text, NULL FROM pg_database WHERE datname = current_database()
			UNION ALL SELECT 'user', quote_ident(session_user)::regrole::oid::text, NULL
			UNION ALL SELECT 'prepared', name, NULL FROM pg_prepared_statements WHERE from_sql
			UNION ALL SELECT 'cursor', name, NULL FROM pg_cursors WHERE name <> ''
			UNION ALL SELECT 'channel', channel, NULL FROM pg_listening_channels() AS channel
			UNION ALL SELECT 'temporary', objid::text, NULL FROM pg_depend
				WHERE refclassid = 'pg_namespace'::regclass AND refobjid = pg_my_temp_schema()
			UNION ALL SELECT 'lock', concat_ws(' ', objsubid, classid, objid), mode FROM pg_locks
				WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted""";

	/**
	 * A setting with a dot in its name is in no list of the server. The functions of the
	 * database say which ones they set.
	 */
	private static final String NAMED_BY_FUNCTIONS = """
			SELECT DISTINCT replace(named[1], '"', '') AS name FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
			CROSS JOIN LATERAL regexp_matches(coalesce(pg_get_function_sqlbody(p.oid), p.prosrc), %s, 'gi') AS named
			WHERE l.lanname NOT IN ('internal', 'c') AND p.pronamespace <> 'pg_catalog'::regnamespace"""
		.formatted(PostgresqlLiterals.quote("\\m" + CUSTOM_SETTING));

	private static final String READ_CUSTOM = """
			UNION ALL SELECT 'setting', name, current_setting(name, true) FROM (%s) AS named
			UNION ALL SELECT 'functions', %s::text, NULL""".formatted(NAMED_BY_FUNCTIONS, SessionEffects.FUNCTIONS);

	private static final String FIND_FUNCTIONS = "SELECT %s AS functions".formatted(SessionEffects.FUNCTIONS);

	/**
	 * The prepared statements, cursors, temporary objects and defaults that a script
	 * finds.
	 */
	static final String KEPT = """

			SELECT 'prepared ' || name FROM pg_prepared_statements WHERE from_sql
			UNION ALL SELECT 'cursor ' || name FROM pg_cursors
			UNION ALL SELECT 'temporary ' || objid FROM pg_depend
				WHERE refclassid = 'pg_namespace'::regclass AND refobjid = pg_my_temp_schema()
			UNION ALL SELECT 'given ' || name FROM pg_settings WHERE source IN ('client', 'session')
			UNION ALL SELECT 'default ' || setting FROM (%s) AS defaults""";

	private static final String PUT_BACK = WantedSettings.PUT_BACK + """
			;
			%s;
			DISCARD SEQUENCES;
			UNLISTEN *""";

	/**
	 * Tells whether there can be something to look for, in ways that the server plans in
	 * no time: by the functions below the views, and without a condition that might use
	 * an index.
	 */
	private static final String PROBE = """
			SELECT concat_ws(' ', setdatabase, setrole, setconfig::text) AS raw FROM pg_db_role_setting
			WHERE CASE WHEN setdatabase IN (0, %s) THEN setrole IN (0, %s) END;
			SELECT name AS leftover FROM pg_prepared_statement() WHERE from_sql;
			CLOSE ALL""";

	private static final String FIND_DEFAULTS = "SELECT rank AS default_rank, setting FROM (" + DEFAULTS
			+ ") AS defaults";

	private static final String FIND_LEFTOVERS = """
			WITH temporary AS (
				SELECT classid, objid FROM pg_depend WHERE refclassid = 'pg_namespace'::regclass
					AND refobjid = pg_my_temp_schema() AND objid::text <> ALL (?::text[]))
			SELECT command FROM (
				SELECT 1 AS step, 'DEALLOCATE ' || quote_ident(name) AS command FROM pg_prepared_statements
					WHERE from_sql AND name <> ALL (?::text[])
				UNION ALL SELECT 2, 'CLOSE ' || quote_ident(name) FROM pg_cursors
					WHERE name <> '' AND name <> ALL (?::text[])
				UNION ALL SELECT 3, format('SET CONSTRAINTS pg_temp.%%I IMMEDIATE', conname)
					FROM temporary JOIN pg_constraint ON conrelid = objid WHERE condeferrable
				UNION ALL SELECT DISTINCT 4, %s) AS leftover ORDER BY step""";

	private static final String DISCARD_TEMPORARY = "'DISCARD TEMP' FROM temporary";

	private static final String DROP_TEMPORARY = """
			format('DROP %s IF EXISTS %s CASCADE', replace(type, ' object', ''), identity)
				FROM temporary CROSS JOIN LATERAL pg_identify_object(classid, objid, 0)""";

	private static final int MOST_REMEMBERED = 200;

	private final JdbcOperations jdbc;

	private final Map<String, Set<String>> custom = new HashMap<>();

	private final WantedSettings settings = new WantedSettings();

	private final SessionEffects effects = new SessionEffects();

	private final Set<String> prepared = new LinkedHashSet<>();

	private final Set<String> cursors = new LinkedHashSet<>();

	private final Set<String> channels = new LinkedHashSet<>();

	private final Set<String> temporary = new LinkedHashSet<>();

	private final List<HeldLock> locks = new ArrayList<>();

	// Settings that the database or the role has no say in.
	private final Set<String> given = new LinkedHashSet<>();

	private SessionDefaults defaults = new SessionDefaults();

	private Map<String, String> newDefaults = Map.of();

	// What the defaults are read from, so that a change shows without reading them.
	private final Set<String> raw = new LinkedHashSet<>();

	private String database = "";

	private String user = "";

	// Until a revision has left something, it is enough to ask whether one has.
	private boolean probing;

	SessionState(JdbcOperations jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Returns the query for the settings that a script remembers, those of the role and
	 * the search path aside.
	 * @param statements the statements of the revisions
	 */
	static String settingsQuery(Collection<String> statements) {
		Set<String> custom = new TreeSet<>();
		statements.forEach((statement) -> addCustom(statement, custom));
		return """

				SELECT name, current_setting(name) AS value FROM pg_settings
				WHERE context IN ('user', 'superuser') AND name NOT IN (%s, 'search_path')%s
				UNION SELECT name, current_setting(name, true) FROM (%s) AS named""".formatted(NEVER_PUT_BACK,
				custom.isEmpty() ? "" : """

						UNION SELECT name, current_setting(name, true) FROM unnest(ARRAY[%s]) AS name"""
					.formatted(custom.stream().map(PostgresqlLiterals::quote).collect(Collectors.joining(", "))),
				NAMED_BY_FUNCTIONS);
	}

	private static void addCustom(String statement, Set<String> names) {
		for (Matcher matcher = CUSTOM_IN_TEXT.matcher(statement); matcher.find();) {
			names.add(matcher.group(1).replace("\"", ""));
		}
	}

	/**
	 * Remembers how the session is.
	 * @param functions whether to look into the functions of the database for the
	 * settings that they change
	 */
	void read(boolean functions) {
		String sql = forget() + (functions ? "\n" + READ_CUSTOM : "");
		this.jdbc.query(sql, (row) -> {
			add(row.getString("kind"), row.getString("name"), row.getString("value"));
		});
	}

	/**
	 * Takes a lock for the rest of the transaction that begins with it, remembers how the
	 * session is, and changes settings, in one round trip.
	 * @param local the settings for the rest of the transaction
	 * @return whether the lock was free; if not, nothing is known of the session
	 */
	boolean readUnder(AdvisoryLockKey key, Map<String, String> local) {
		// What is read under the lock must not be older than the lock.
		String sql = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED;\nSELECT "
				+ HeldLock.of(key).call("pg_try_advisory_xact_lock") + " AS locked;\n" + forget() + ";\nSELECT "
				+ PostgresqlSession.calls(local, true);
		SessionAnswers answers = new SessionAnswers(this.jdbc);
		answers.execute(sql, new ArrayList<>(PostgresqlSession.arguments(local)));
		answers.state().forEach((row) -> add(row.kind(), row.name(), row.value()));
		ignore(key);
		return answers.locked();
	}

	/**
	 * Forgets how the session was.
	 * @return the query for how it is
	 */
	private String forget() {
		this.settings.clear();
		List.of(this.prepared, this.cursors, this.channels, this.temporary, this.given, this.raw).forEach(Set::clear);
		this.defaults = new SessionDefaults();
		this.newDefaults = Map.of();
		this.locks.clear();
		this.probing = true;
		this.effects.clear();
		return READ.formatted(NEVER_PUT_BACK, mayChange(), DEFAULTS);
	}

	/**
	 * Returns a condition for the settings that only some roles may change.
	 */
	private String mayChange() {
		int version = Objects.requireNonNull(this.jdbc
			.execute((ConnectionCallback<Integer>) (connection) -> connection.getMetaData().getDatabaseMajorVersion()));
		return (version >= 15) ? "has_parameter_privilege(name, 'SET')" : "current_setting('is_superuser') = 'on'";
	}

	private void add(String kind, String name, @Nullable String value) {
		switch (kind) {
			case "setting" -> this.settings.put(name, value);
			case "functions" -> this.effects.functions(name.equals("true"));
			case "given" -> this.given.add(name);
			case "raw" -> this.raw.add(name);
			case "database" -> this.database = name;
			case "user" -> this.user = name;
			case "default" -> this.defaults.add(name, String.valueOf(value));
			case "prepared" -> this.prepared.add(name);
			case "cursor" -> this.cursors.add(name);
			case "channel" -> this.channels.add(name);
			case "temporary" -> this.temporary.add(name);
			default -> this.locks.add(HeldLock.of(name, String.valueOf(value)));
		}
	}

	/**
	 * Returns what is known of the statements that have run since.
	 */
	SessionEffects effects() {
		return this.effects;
	}

	/**
	 * Returns whether a session may be other than it is to be. One that had temporary
	 * objects, prepared statements or cursors before is: a view of a temporary table is
	 * temporary, too.
	 */
	boolean mayHaveChanged() {
		return this.effects.isPossible() || !kept().stream().allMatch(Set::isEmpty);
	}

	/**
	 * Returns the settings of some names, as they were.
	 * @return those that the server has, in this order
	 */
	Map<String, String> settings(Iterable<String> names) {
		Map<String, String> found = new LinkedHashMap<>();
		for (String name : names) {
			String value = this.settings.found().get(name);
			if (value != null) {
				found.put(name, value);
			}
		}
		return found;
	}

	/**
	 * Returns what remembers the settings that a statement, which is about to run, may
	 * change and that no list of the server shows, or {@code null} if there are none.
	 */
	@Nullable Runnable watch(String statement) {
		Set<String> names = new TreeSet<>(custom(statement));
		names.removeAll(this.settings.found().keySet());
		return names.isEmpty() ? null : () -> remember(names);
	}

	/**
	 * Looks once for what the statements of a revision change that runs for many schemas.
	 */
	private Set<String> custom(String statement) {
		if (this.custom.size() >= MOST_REMEMBERED) {
			this.custom.clear();
		}
		return this.custom.computeIfAbsent(statement, (text) -> {
			Set<String> names = new TreeSet<>();
			addCustom(text, names);
			return Set.copyOf(names);
		});
	}

	private void remember(Set<String> names) {
		this.jdbc.query("SELECT name, current_setting(name, true) AS value FROM unnest(?::text[]) AS name", (row) -> {
			this.settings.put(row.getString("name"), row.getString("value"));
		}, (Object) names.toArray(new String[0]));
	}

	/**
	 * Returns the settings that a revision has changed for all sessions to come, as by
	 * {@code ALTER DATABASE … SET}: the next revision would find them if it had a session
	 * of its own.
	 */
	Map<String, String> newDefaults() {
		return this.newDefaults;
	}

	private boolean replaceDefaults(SessionDefaults found) {
		Map<String, String> changed = found.changedFrom(this.defaults);
		changed.keySet().removeAll(this.given);
		changed.keySet().removeIf((name) -> !this.settings.found().containsKey(name) && name.indexOf('.') < 0);
		boolean differs = !changed.equals(this.newDefaults);
		this.newDefaults = changed;
		return differs;
	}

	/**
	 * Puts back what has changed and executes statements.
	 * @param own the settings of the migration, in place of those that were found
	 * @param key the key of the advisory lock that the session holds, or {@code null} if
	 * it holds none
	 * @param local the settings for the rest of the transaction
	 * @param statements what is executed when the settings are put back
	 */
	Outcome putBack(Map<String, String> own, @Nullable AdvisoryLockKey key, Map<String, String> local,
			List<PreparedSql> statements) {
		List<@Nullable Object> arguments = new ArrayList<>(this.settings.arguments(own));
		boolean probed = this.probing && kept().stream().allMatch(Set::isEmpty);
		if (!probed) {
			arguments.addAll(keptArguments());
		}
		StringBuilder sql = new StringBuilder(PUT_BACK
			.formatted(probed ? PROBE.formatted(this.database, this.user) : findLeftovers() + ";\n" + FIND_DEFAULTS));
		this.channels.forEach((channel) -> sql.append(";\nLISTEN ").append(PostgresqlIdentifiers.quote(channel)));
		sql.append(";\nSELECT pg_my_temp_schema() <> 0 AS temporary, ").append(unlockOthers(key));
		if (!local.isEmpty()) {
			sql.append(", ").append(PostgresqlSession.calls(local, true));
			arguments.addAll(PostgresqlSession.arguments(local));
		}
		if (!statements.isEmpty() && this.effects.needsFunctions()) {
			sql.append(";\n").append(FIND_FUNCTIONS);
		}
		SessionAnswers answers = new SessionAnswers(this.jdbc);
		int[] counts = answers.execute(sql, arguments, statements);
		if (probed && answers.leftovers()) {
			this.probing = false;
			answers.execute(findLeftovers(), keptArguments());
		}
		answers.functions().ifPresent(this.effects::functions);
		this.effects.settle();
		boolean changed = !probed || !this.raw.equals(answers.raw());
		if (probed && changed) {
			answers.execute(FIND_DEFAULTS, List.of());
			this.raw.clear();
			this.raw.addAll(answers.raw());
		}
		if (!answers.commands().isEmpty()) {
			this.jdbc.execute(String.join(";\n", answers.commands()));
		}
		return new Outcome(changed && replaceDefaults(answers.defaults()), counts);
	}

	/**
	 * Executes statements after a revision that can have changed nothing but what its
	 * sequences have given last.
	 * @param local the settings for the rest of the transaction
	 * @return how many rows each of the statements has changed
	 */
	int[] putBackSequences(Map<String, String> local, List<PreparedSql> statements) {
		StringBuilder sql = new StringBuilder("DISCARD SEQUENCES");
		if (!local.isEmpty()) {
			sql.append(";\nSELECT ").append(PostgresqlSession.calls(local, true));
		}
		return new SessionAnswers(this.jdbc).execute(sql, new ArrayList<>(PostgresqlSession.arguments(local)),
				statements);
	}

	private List<Set<String>> kept() {
		return List.of(this.temporary, this.prepared, this.cursors);
	}

	private List<@Nullable Object> keptArguments() {
		List<@Nullable Object> arguments = new ArrayList<>();
		kept().forEach((names) -> arguments.add(names.toArray(new String[0])));
		return arguments;
	}

	private String findLeftovers() {
		return FIND_LEFTOVERS.formatted(this.temporary.isEmpty() ? DISCARD_TEMPORARY : DROP_TEMPORARY);
	}

	/**
	 * Gives back every advisory lock of the session but those that it is to have. These
	 * are held by the transaction in the meantime, so that nobody else gets them.
	 */
	private String unlockOthers(@Nullable AdvisoryLockKey key) {
		List<HeldLock> kept = new ArrayList<>(this.locks);
		if (key != null) {
			kept.add(HeldLock.of(key));
		}
		List<String> calls = new ArrayList<>();
		kept.forEach((lock) -> calls.add(lock.call("pg_try_advisory_xact_lock")));
		calls.add("pg_advisory_unlock_all()");
		kept.forEach((lock) -> calls.add(lock.call("pg_try_advisory_lock")));
		return String.join(", ", calls);
	}

	/**
	 * Forgets the lock of the migration, if it was found as one that the session held.
	 */
	void ignore(AdvisoryLockKey key) {
		this.locks.remove(HeldLock.of(key));
	}

	/**
	 * What was put back.
	 *
	 * @param newDefaults whether {@link #newDefaults()} are others now, which are not in
	 * force yet
	 * @param counts how many rows each of the statements has changed
	 */
	// Whoever asks for it takes it apart.
	@SuppressWarnings("ArrayRecordComponent")
	record Outcome(boolean newDefaults, int[] counts) {
	}

}
