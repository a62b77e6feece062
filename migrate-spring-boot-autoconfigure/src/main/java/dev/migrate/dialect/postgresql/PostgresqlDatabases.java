package dev.migrate.dialect.postgresql;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.dialect.database.Databases;
import dev.migrate.dialect.postgresql.sql.PostgresqlIdentifiers;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The databases of a server. When a template was used last is in its comment, which every
 * session of the server can read. Whoever holds a database is connected under its name.
 */
final class PostgresqlDatabases implements Databases {

	private static final Pattern URL = Pattern.compile("(jdbc:postgresql:(?://[^/?]*(?:/|(?=\\?|$)))?)[^?]*(\\?.*)?");

	private static final String USED = "Template of Migrate, used ";

	// What a new database is a copy of has its locale, unless this one was created with
	// another. Versions differ in the columns for it.
	private static final String LIKE_THIS_ONE = """
			SELECT CASE WHEN this ->> 'encoding' = usual ->> 'encoding' AND locale = usual_locale THEN ''
				ELSE concat(' TEMPLATE template0', ' ENCODING ', quote_literal(pg_encoding_to_char(encoding)), locale) END
			FROM (SELECT this.encoding, to_jsonb(this) AS this, to_jsonb(usual) AS usual
				FROM pg_database this, pg_database usual
				WHERE this.datname = current_database() AND usual.datname = 'template1') d,
				LATERAL (SELECT %s AS locale, %s AS usual_locale) l"""
		.formatted(locale("this"), locale("usual"));

	// What everybody may set. The value is that of this session, which began with it.
	private static final String SETTINGS = """
			SELECT DISTINCT split_part(setting, '=', 1)
			FROM pg_db_role_setting, unnest(setconfig) setting
			WHERE setrole = 0 AND setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
				AND NOT EXISTS (SELECT FROM pg_settings s
					WHERE s.name = split_part(setting, '=', 1) AND s.context <> 'user')""";

	private static final String ROLE_WITHOUT_RIGHT = """
			SELECT rolname FROM pg_roles WHERE rolname = current_user AND NOT rolcreatedb AND NOT rolsuper""";

	private static final String IDLE = """
			SELECT datname FROM pg_database d
			WHERE starts_with(datname, ?) AND pg_has_role(datdba, 'USAGE')
				AND NOT EXISTS (SELECT FROM pg_stat_activity a
					WHERE (a.datid = d.oid OR a.application_name = d.datname) AND a.backend_type <> 'autovacuum worker')""";

	private static final String UNUSED = """
			SELECT datname FROM pg_database
			WHERE starts_with(datname, ?) AND pg_has_role(datdba, 'USAGE')
				AND (datconnlimit = -2 OR coalesce(substring(shobj_description(oid, 'pg_database') FROM ' used (\\d+)')::bigint, 0)
					< extract(epoch FROM now())::bigint - ?)""";

	private static final String END_SESSIONS = """
			SELECT pg_terminate_backend(pid) FROM pg_stat_activity
			WHERE datname = ? AND pg_has_role(usesysid, 'USAGE')""";

	// Somebody is connected to it
	private static final String IN_USE = "55006";

	private static final String DOES_NOT_EXIST = "3D000";

	// A server that stopped while it dropped the database has left a part of it
	private static final String INVALID = "55000";

	/**
	 * What all databases of the server share, also in the text of a block, and members of
	 * a role.
	 */
	private static final Pattern OF_SERVER = Pattern.compile(
			"""
					\\b(?:(?:CREATE|ALTER|DROP)\\s+(?:DATABASE|ROLE|USER(?!\\s+MAPPING)|GROUP|TABLESPACE|SUBSCRIPTION|SYSTEM)
					|COMMENT\\s+ON\\s+(?:DATABASE|ROLE|TABLESPACE)|(?:GRANT|REVOKE)\\s[^;]*\\sON\\s+(?:DATABASE|TABLESPACE|PARAMETER)
					|(?<=(?:\\A|;|\\bBEGIN|\\bTHEN|\\bELSE|\\bLOOP)\\s{0,40})(?:GRANT|REVOKE)(?![^;]*\\bON\\b))\\b"""
				.replace("\n", ""),
			Pattern.CASE_INSENSITIVE);

	private final JdbcOperations jdbc;

	PostgresqlDatabases(JdbcOperations jdbc) {
		this.jdbc = jdbc;
	}

	private static String locale(String database) {
		return """
				concat(' LC_COLLATE ', quote_literal(%1$s ->> 'datcollate'), ' LC_CTYPE ', quote_literal(%1$s ->> 'datctype'),
					CASE %1$s ->> 'datlocprovider' WHEN 'i' THEN ' LOCALE_PROVIDER icu ICU_LOCALE '
						|| quote_literal(coalesce(%1$s ->> 'datlocale', %1$s ->> 'daticulocale'))
						|| coalesce(' ICU_RULES ' || quote_literal(%1$s ->> 'daticurules'), '')
					WHEN 'b' THEN ' LOCALE_PROVIDER builtin BUILTIN_LOCALE ' || quote_literal(%1$s ->> 'datlocale') END)"""
			.formatted(database);
	}

	static @Nullable String changesServer(String statement) {
		Matcher matcher = OF_SERVER.matcher(statement);
		return matcher.find() ? matcher.group().replaceAll("\\s+", " ").strip() : null;
	}

	@Override
	public @Nullable String roleWithoutRight() {
		return this.jdbc.queryForList(ROLE_WITHOUT_RIGHT, String.class).stream().findFirst().orElse(null);
	}

	static @Nullable String url(String url, String name) {
		Matcher matcher = URL.matcher(url);
		if (!matcher.matches()) {
			return null;
		}
		String server = matcher.group(1);
		boolean complete = server.endsWith("/") || server.equals("jdbc:postgresql:");
		return server + (complete ? "" : "/") + name + Objects.requireNonNullElse(matcher.group(2), "");
	}

	@Override
	public boolean haveTemplates() {
		return true;
	}

	@Override
	public String properties() {
		return String.join("\n", String.valueOf(this.jdbc.queryForObject(LIKE_THIS_ONE, String.class)),
				String.valueOf(this.jdbc.queryForObject("SELECT concat_ws(' ', current_user, current_schema())",
						String.class)),
				this.jdbc.queryForList(SETTINGS, String.class)
					.stream()
					.sorted()
					.map((setting) -> setting + " = "
							+ this.jdbc.queryForObject("SELECT current_setting(?)", String.class, setting))
					.toList()
					.toString());
	}

	@Override
	public void hold(String name) {
		hold(this.jdbc, name);
	}

	static void hold(JdbcOperations jdbc, String name) {
		jdbc.queryForObject("SELECT set_config('application_name', ?, false)", String.class, name);
	}

	@Override
	public void create(String name) {
		String like = Objects.requireNonNull(this.jdbc.queryForObject(LIKE_THIS_ONE, String.class));
		this.jdbc.execute("CREATE DATABASE " + name + like);
		copySettings(name);
	}

	@Override
	public boolean copy(String name, String template) {
		if (!succeeds("CREATE DATABASE " + name + " TEMPLATE " + template, DOES_NOT_EXIST, INVALID, IN_USE)) {
			return false;
		}
		copySettings(name);
		use(template);
		return true;
	}

	/**
	 * Of two sessions that do it at the same moment, one finds a duplicate key.
	 */
	@Override
	public boolean keepAs(String name, String template) {
		use(name);
		this.jdbc.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
		return succeeds("ALTER DATABASE " + name + " RENAME TO " + template, "42P04", "23505", IN_USE);
	}

	/**
	 * Another session may do it at the same time, or drop the database.
	 */
	private void use(String template) {
		String comment = "COMMENT ON DATABASE " + template + " IS '" + USED + now() + "'";
		succeeds(comment, DOES_NOT_EXIST, "XX000");
	}

	private void copySettings(String name) {
		for (String setting : this.jdbc.queryForList(SETTINGS, String.class)) {
			this.jdbc
				.execute("ALTER DATABASE %s SET %s FROM CURRENT".formatted(name, PostgresqlIdentifiers.quote(setting)));
		}
	}

	/**
	 * Only a superuser may end a session of autovacuum, which by itself makes way for who
	 * does not ask for force.
	 */
	@Override
	public void drop(String name) {
		if (!succeeds("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)", "42501")) {
			this.jdbc.queryForList(END_SESSIONS, name);
			this.jdbc.execute("DROP DATABASE IF EXISTS " + name);
		}
	}

	@Override
	public long now() {
		return Objects.requireNonNull(this.jdbc.queryForObject("SELECT extract(epoch FROM now())::bigint", Long.class));
	}

	@Override
	public List<String> idle(String prefix) {
		return this.jdbc.queryForList(IDLE, String.class, prefix);
	}

	@Override
	public List<String> unusedTemplates(String prefix, long seconds) {
		return this.jdbc.queryForList(UNUSED, String.class, prefix, seconds);
	}

	private boolean succeeds(String statement, String... otherStates) {
		try {
			this.jdbc.execute(statement);
			return true;
		}
		catch (DataAccessException ex) {
			if (ex.getMostSpecificCause() instanceof SQLException cause
					&& List.of(otherStates).contains(Objects.requireNonNullElse(cause.getSQLState(), ""))) {
				return false;
			}
			throw ex;
		}
	}

}
