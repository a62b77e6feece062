package dev.migrate.dialect.postgresql.session;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.ScriptSession;
import dev.migrate.dialect.SessionSettings;
import dev.migrate.dialect.SqlExpression;
import dev.migrate.dialect.TableNames;
import dev.migrate.dialect.postgresql.sql.PostgresqlIdentifiers;
import dev.migrate.dialect.postgresql.sql.PostgresqlLiterals;
import dev.migrate.dialect.postgresql.sql.SessionStatements;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * The session of a script for PostgreSQL. It takes the same advisory lock as a
 * {@link PostgresqlSession}, whose key the server computes because the script does not
 * know the database that it will run on. What it remembers is kept in settings of its
 * own, which any client can keep.
 */
public final class PostgresqlScriptSession implements ScriptSession {

	private static final String LOCK = "current_setting('migrate.lock')::bigint";

	/**
	 * Puts back what a {@link SessionState} puts back online.
	 */
	private static final String RESET = """
			DO $do$
			DECLARE
				entry record;
				leftover text;
			BEGIN
				PERFORM set_config(name, current_setting('migrate.' || name), false)
					FROM unnest(ARRAY['session_authorization', 'role']) AS name;
				FOR entry IN SELECT split_part(d.setting, '=', 1) AS name,
					substr(d.setting, strpos(d.setting, '=') + 1) AS value FROM (%2$s) AS d
					WHERE 'default ' || d.setting <> ALL (current_setting('migrate.kept')::text[])
						AND 'given ' || split_part(d.setting, '=', 1) <> ALL (current_setting('migrate.kept')::text[])
					ORDER BY rank LOOP
					IF entry.name = 'search_path' THEN
						PERFORM set_config('migrate.search_path', %3$s, false);
					ELSE
						PERFORM set_config('migrate.settings', (current_setting('migrate.settings')::jsonb
							|| jsonb_build_object(entry.name, entry.value))::text, false);
					END IF;
				END LOOP;
				PERFORM set_config('search_path', current_setting('migrate.search_path'), false);
				FOR entry IN SELECT name, %4$s AS value
					FROM json_each_text(current_setting('migrate.settings')::json) AS setting (name, value)
					WHERE coalesce(current_setting(name, true), '') <> coalesce(value, '') LOOP
					BEGIN
						PERFORM set_config(entry.name, entry.value, false);
					EXCEPTION WHEN insufficient_privilege THEN
						RAISE WARNING 'The role may not put back the setting %%.', entry.name;
					END;
				END LOOP;
				FOREACH leftover IN ARRAY ARRAY(
					SELECT 'DEALLOCATE ' || quote_ident(name) FROM pg_prepared_statements
						WHERE from_sql AND 'prepared ' || name <> ALL (current_setting('migrate.kept')::text[])
					UNION ALL SELECT 'CLOSE ' || quote_ident(name) FROM pg_cursors
						WHERE name <> '' AND 'cursor ' || name <> ALL (current_setting('migrate.kept')::text[])
					UNION ALL SELECT format('DROP %%s IF EXISTS %%s CASCADE', replace(type, ' object', ''), identity)
						FROM pg_depend CROSS JOIN LATERAL pg_identify_object(classid, objid, 0)
						WHERE refclassid = 'pg_namespace'::regclass AND refobjid = pg_my_temp_schema()
							AND identity NOT IN ('pg_temp.migrate_edge', 'pg_temp.migrate_applied')
							AND 'temporary ' || objid <> ALL (current_setting('migrate.kept')::text[])) LOOP
					EXECUTE leftover;
				END LOOP;
				DISCARD SEQUENCES;
				UNLISTEN *;
				IF NOT pg_try_advisory_xact_lock(%1$s) THEN
					RAISE EXCEPTION 'Another session has taken the migration lock from this one.';
				END IF;
				PERFORM pg_advisory_unlock_all(), pg_try_advisory_lock(%1$s);
			END
			$do$""";

	/**
	 * Takes the variable over at once, so that the revisions may contain its name.
	 */
	private static final String SCHEMA_VARIABLE = """
			\\set ON_ERROR_STOP on
			\\if :{?schema}
			SET migrate.schema = :'schema';
			\\unset schema
			\\else
			DO $migrate$
			BEGIN
				RAISE EXCEPTION 'This script does not know which schema it is for.'
					USING HINT = 'Name the schema: psql -X -v schema=acme -f, and the script.';
			END
			$migrate$;
			\\endif
			""";

	private static final String CHOSEN_SCHEMA = "current_setting('migrate.schema')";

	private final TableNames names;

	private final SessionSettings settings;

	// What the revision that is written has set itself.
	private final Set<String> ownTimeouts = new HashSet<>();

	/** An expression for the default schema, if the script has one. */
	private final @Nullable String schema;

	private PostgresqlScriptSession(TableNames names, SessionSettings settings, @Nullable String schema) {
		this.names = names;
		this.settings = settings;
		this.schema = schema;
	}

	/**
	 * Creates the session of a script for the schema that the settings name.
	 */
	public static PostgresqlScriptSession of(TableNames names, SessionSettings settings) {
		return new PostgresqlScriptSession(names, settings,
				(settings.schema() != null) ? PostgresqlLiterals.quote(settings.schema()) : null);
	}

	/**
	 * Creates the session of a script for a schema that is a variable of psql.
	 */
	public static PostgresqlScriptSession ofSchemas(TableNames names, SessionSettings settings) {
		return new PostgresqlScriptSession(names, settings, CHOSEN_SCHEMA);
	}

	@Override
	public String client() {
		return isForSchemas() ? SCHEMA_VARIABLE : "";
	}

	private boolean isForSchemas() {
		return CHOSEN_SCHEMA.equals(this.schema);
	}

	@Override
	public Optional<String> requireTables() {
		if (!isForSchemas()) {
			return Optional.empty();
		}
		String missing = Stream.of(this.names.version(), this.names.history())
			.map((table) -> "to_regclass(format('%%I.%%I', %s, %s)) IS NULL".formatted(CHOSEN_SCHEMA,
					PostgresqlLiterals.quote(table)))
			.collect(Collectors.joining(" OR "));
		return Optional
			.of("""
					DO $migrate$
					BEGIN
						IF %s THEN
							RAISE EXCEPTION 'Schema %% has no version table or no history table.', quote_ident(%s)
								USING HINT = 'Write a script that begins at base, or run ''migrate ensure-version'' before this one.';
						END IF;
					END
					$migrate$"""
				.formatted(missing, CHOSEN_SCHEMA));
	}

	@Override
	public String open(Collection<String> statements) {
		return """
				SET client_encoding = 'UTF8';
				SET standard_conforming_strings = on;
				SET migrate.reset = $reset$
				%6$s
				$reset$;
				DO $migrate$
				BEGIN
					PERFORM set_config('migrate.session_authorization', current_setting('session_authorization'), false),
						set_config('migrate.role', current_setting('role'), false),
						set_config('migrate.before', current_setting('search_path'), false),
						set_config('migrate.settings', (SELECT json_object_agg(name, value) FROM (%5$s) AS setting)::text, false),
						set_config('migrate.kept', ARRAY(%7$s)::text, false);
				%8$s%4$s	IF %1$s IS NULL THEN
						RAISE EXCEPTION 'No schema of the search path (%%) exists.', current_setting('search_path');
					END IF;
					PERFORM set_config('migrate.search_path', current_setting('search_path'), false),
						set_config('migrate.before_settings', current_setting('migrate.settings'), false),
						set_config('migrate.lock', %2$s::text, false);
					IF NOT pg_try_advisory_lock(%3$s) THEN
						RAISE EXCEPTION 'Another session holds the migration lock.'
							USING HINT = 'Wait until the other migration has ended, then run this script again.';
					END IF;
				END
				$migrate$"""
			.formatted(schema(), key(), LOCK, use(), SessionState.settingsQuery(statements), resetBlock(),
					SessionState.KEPT.formatted(SessionState.DEFAULTS), create());
	}

	/**
	 * Creates the schemas that are to be created and do not exist.
	 */
	private String create() {
		if (!this.settings.createSchema()) {
			return "";
		}
		return Stream
			.of(this.schema, (this.names.schema() != null) ? PostgresqlLiterals.quote(this.names.schema()) : null)
			.flatMap(Stream::ofNullable)
			.distinct()
			.map((schema) -> """
						IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = %1$s) THEN
							EXECUTE 'CREATE SCHEMA ' || quote_ident(%1$s);
						END IF;
					""".formatted(schema))
			.collect(Collectors.joining());
	}

	private String resetBlock() {
		String path = "entry.value";
		if (this.schema != null) {
			path = "concat_ws(', ', quote_ident(%s), nullif(entry.value, ''))".formatted(this.schema);
		}
		return RESET.formatted(LOCK, SessionState.DEFAULTS, path, WantedSettings.VALUE);
	}

	/**
	 * Puts the default schema of the run first. One that cannot be used would be passed
	 * over without an error.
	 */
	private String use() {
		if (this.schema == null) {
			return "";
		}
		return """
					PERFORM set_config('search_path', concat_ws(', ', quote_ident(%1$s),
						nullif(current_setting('search_path'), '')), false);
					IF current_schema() IS DISTINCT FROM %1$s THEN
						RAISE EXCEPTION 'Schema %% does not exist, or the role may not use it.', quote_ident(%1$s)
							USING HINT = 'Create the schema and grant USAGE and CREATE on it.';
					END IF;
				""".formatted(this.schema);
	}

	@Override
	public String fence(LockWait lockWait) {
		return limits("SET LOCAL", lockWait) + stopIf("NOT pg_try_advisory_xact_lock(%s)".formatted(LOCK),
				"Another session has taken the migration lock from this one.",
				"Wait until the other migration has ended, then run this script again.");
	}

	@Override
	public String fence(Collection<String> rows, LockWait lockWait) {
		String expected = rows.stream()
			.map(PostgresqlLiterals::quote)
			.collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
		String found = "ARRAY(SELECT version_num::text COLLATE \"C\" FROM %s ORDER BY 1)"
			.formatted(PostgresqlIdentifiers.quote(new ObjectName(this.names.schema(), this.names.version())));
		return limits("SET LOCAL", lockWait) + """
				DO $migrate$
				DECLARE
					expected text[] := %1$s;
					found text[] := %2$s;
				BEGIN
					IF NOT pg_try_advisory_xact_lock(%3$s) THEN
						RAISE EXCEPTION 'Another session has taken the migration lock from this one.';
					END IF;
					IF found <> expected THEN
						RAISE EXCEPTION 'This script goes on from %%, but the database is at %%.',
							coalesce(nullif(array_to_string(expected, ', '), ''), 'base'),
							coalesce(nullif(array_to_string(found, ', '), ''), 'base')
							USING HINT = 'Write the script for the revision that the database is at.';
					END IF;
				END
				$migrate$""".formatted(expected, found, LOCK);
	}

	@Override
	public void watch(String statement) {
		String timeout = SessionStatements.timeout(statement);
		if (timeout != null) {
			this.ownTimeouts.add(timeout);
		}
	}

	@Override
	public String limitTransaction(LockWait lockWait) {
		return limit("SET LOCAL", PostgresqlSession.LOCK_TIMEOUT, lockTimeout(lockWait)).stripTrailing()
			.replaceFirst(";$", "");
	}

	@Override
	public String limitStatements(LockWait lockWait) {
		return limits("SET", lockWait).stripTrailing().replaceFirst(";$", "");
	}

	private String limits(String set, LockWait lockWait) {
		return limit(set, PostgresqlSession.LOCK_TIMEOUT, lockTimeout(lockWait))
				+ limit(set, "statement_timeout", this.settings.statementTimeout())
				+ limit(set, "idle_in_transaction_session_timeout", this.settings.idleInTransactionTimeout());
	}

	private Duration lockTimeout(LockWait lockWait) {
		return (lockWait == LockWait.LIMITED) ? this.settings.lockTimeout() : Duration.ZERO;
	}

	private String limit(String set, String name, @Nullable Duration limit) {
		return (limit != null && !this.ownTimeouts.contains(name))
				? "%s %s = %s;\n".formatted(set, name, limit.toMillis()) : "";
	}

	@Override
	public Optional<String> dropLeftovers(String statement) {
		return Optional.ofNullable(ConcurrentIndexes.fromLeftover(statement)).map((from) -> """
				DO $migrate$
				DECLARE
					leftover regclass := (SELECT c.oid::regclass %s);
				BEGIN
					IF leftover IS NOT NULL THEN
						PERFORM set_config('lock_timeout', '%s', true);
						EXECUTE 'DROP INDEX ' || leftover;
					END IF;
				END
				$migrate$""".formatted(from, lockTimeout(LockWait.LIMITED).toMillis()));
	}

	@Override
	public Optional<String> verify(String statement) {
		return Optional.ofNullable(ConcurrentIndexes.isBuilt(statement))
			.map((built) -> stopIf("NOT " + built, "The index was not built.",
					"Look for another session that is building it, then run this script again."));
	}

	@Override
	public String stopIf(String condition, String problem, String action) {
		return """
				DO $migrate$
				BEGIN
					IF %s THEN
						RAISE EXCEPTION USING MESSAGE = %s, HINT = %s;
					END IF;
				END
				$migrate$""".formatted(condition, PostgresqlLiterals.quote(problem), PostgresqlLiterals.quote(action));
	}

	@Override
	public String unlessColumns(ObjectName table, List<String> columns, List<String> statements) {
		return """
				DO $migrate$
				BEGIN
					IF (SELECT count(*) FROM pg_attribute WHERE attrelid = %s::regclass AND NOT attisdropped
							AND attname IN (%s)) < %d THEN
						%s;
					END IF;
				END
				$migrate$""".formatted(PostgresqlLiterals.quote(PostgresqlIdentifiers.quote(table)),
				columns.stream().map(PostgresqlLiterals::quote).collect(Collectors.joining(", ")), columns.size(),
				String.join(";\n\t\t", statements));
	}

	@Override
	public String reset() {
		this.ownTimeouts.clear();
		return "DO $migrate$ BEGIN EXECUTE current_setting('migrate.reset'); END $migrate$;\n"
				+ limits("SET LOCAL", LockWait.LIMITED).stripTrailing().replaceFirst(";$", "");
	}

	@Override
	public String resetRole() {
		return """
				DO $migrate$
				BEGIN
					PERFORM set_config(name, current_setting('migrate.' || name), false)
						FROM unnest(ARRAY['session_authorization', 'role', 'search_path']) AS name;
					IF NOT pg_try_advisory_xact_lock(%1$s) THEN
						RAISE EXCEPTION 'Another session has taken the migration lock from this one.';
					END IF;
					PERFORM pg_advisory_unlock(%1$s), pg_try_advisory_lock(%1$s);
				END
				$migrate$""".formatted(LOCK);
	}

	@Override
	public String close() {
		return """
				DO $migrate$
				BEGIN
					PERFORM set_config('migrate.search_path', current_setting('migrate.before'), false),
						set_config('migrate.settings', current_setting('migrate.before_settings'), false),
						set_config('migrate.kept', (current_setting('migrate.kept')::text[]
							|| ARRAY(SELECT 'default ' || d.setting FROM (%s) AS d))::text, false);
					EXECUTE current_setting('migrate.reset');
					PERFORM pg_advisory_unlock(%s);
				END
				$migrate$""".formatted(SessionState.DEFAULTS, LOCK);
	}

	@Override
	public SqlExpression millisecondsSince(String since) {
		return new SqlExpression("round(extract(epoch FROM clock_timestamp() - %s) * 1000)".formatted(since));
	}

	private String schema() {
		return (this.names.schema() != null) ? PostgresqlLiterals.quote(this.names.schema()) : "current_schema()";
	}

	/**
	 * Computes {@link AdvisoryLockKey} on the server.
	 */
	private String key() {
		String text = """
				convert_to('migrate', 'UTF8') || '\\000'::bytea
							|| convert_to(current_database(), 'UTF8') || '\\000'::bytea
							|| convert_to(%s, 'UTF8') || '\\000'::bytea
							|| convert_to(%s, 'UTF8')""".formatted(schema(),
				PostgresqlLiterals.quote(this.names.version()));
		return "('x' || encode(substring(sha256(%s) FROM 1 FOR 8), 'hex'))::bit(64)::bigint".formatted(text);
	}

}
