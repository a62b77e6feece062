package dev.migrate.dialect.postgresql;

import java.util.Collection;
import java.util.stream.Collectors;

import dev.migrate.dialect.ScriptSession;
import dev.migrate.dialect.SqlExpression;
import dev.migrate.dialect.TableNames;
import dev.migrate.schema.ObjectName;

/**
 * The session of a script for PostgreSQL. It takes the same advisory lock as a
 * {@link PostgresqlSession}, whose key the server computes because the script does not
 * know the database that it will run on. What it remembers is kept in settings of its
 * own, which any client can keep.
 */
final class PostgresqlScriptSession implements ScriptSession {

	private static final String LOCK = "current_setting('migrate.lock')::bigint";

	private final TableNames names;

	PostgresqlScriptSession(TableNames names) {
		this.names = names;
	}

	@Override
	public String open() {
		return """
				SET client_encoding = 'UTF8';
				SET standard_conforming_strings = on;
				DO $migrate$
				BEGIN
					IF %1$s IS NULL THEN
						RAISE EXCEPTION 'No schema of the search path (%%) exists.', current_setting('search_path');
					END IF;
					PERFORM set_config('migrate.search_path', current_setting('search_path'), false),
						set_config('migrate.role', current_setting('role'), false),
						set_config('migrate.lock', %2$s::text, false);
					IF NOT pg_try_advisory_lock(%3$s) THEN
						RAISE EXCEPTION 'Another session holds the migration lock.'
							USING HINT = 'Wait until the other migration has ended, then run this script again.';
					END IF;
				END
				$migrate$""".formatted(schema(), key(), LOCK);
	}

	@Override
	public String fence() {
		return stopIf("NOT pg_try_advisory_xact_lock(%s)".formatted(LOCK),
				"Another session has taken the migration lock from this one.",
				"Wait until the other migration has ended, then run this script again.");
	}

	@Override
	public String fence(Collection<String> rows) {
		String expected = rows.stream().map(Literals::quote).collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
		String found = "ARRAY(SELECT version_num::text COLLATE \"C\" FROM %s ORDER BY 1)"
			.formatted(PostgresqlIdentifiers.quote(new ObjectName(this.names.schema(), this.names.version())));
		return """
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
	public String stopIf(String condition, String problem, String action) {
		return """
				DO $migrate$
				BEGIN
					IF %s THEN
						RAISE EXCEPTION USING MESSAGE = %s, HINT = %s;
					END IF;
				END
				$migrate$""".formatted(condition, Literals.quote(problem), Literals.quote(action));
	}

	@Override
	public String reset() {
		return """
				DO $migrate$
				BEGIN
					PERFORM set_config('search_path', current_setting('migrate.search_path'), false),
						set_config('role', current_setting('migrate.role'), false);
				END
				$migrate$""";
	}

	@Override
	public String close() {
		return """
				DO $migrate$
				BEGIN
					PERFORM pg_advisory_unlock(%s);
				END
				$migrate$""".formatted(LOCK);
	}

	@Override
	public SqlExpression millisecondsSince(String since) {
		return new SqlExpression("round(extract(epoch FROM clock_timestamp() - %s) * 1000)".formatted(since));
	}

	private String schema() {
		return (this.names.schema() != null) ? Literals.quote(this.names.schema()) : "current_schema()";
	}

	/**
	 * Computes {@link AdvisoryLockKey} on the server.
	 */
	private String key() {
		String text = """
				convert_to('migrate', 'UTF8') || '\\000'::bytea
							|| convert_to(current_database(), 'UTF8') || '\\000'::bytea
							|| convert_to(%s, 'UTF8') || '\\000'::bytea
							|| convert_to(%s, 'UTF8')""".formatted(schema(), Literals.quote(this.names.version()));
		return "('x' || encode(substring(sha256(%s) FROM 1 FOR 8), 'hex'))::bit(64)::bigint".formatted(text);
	}

}
