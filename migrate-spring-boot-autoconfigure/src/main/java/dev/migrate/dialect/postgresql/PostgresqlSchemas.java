package dev.migrate.dialect.postgresql;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.dialect.database.OwnSchemas;
import dev.migrate.dialect.postgresql.sql.PostgresqlIdentifiers;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Schemas of a database that tests have for themselves. Whoever uses one is connected
 * under its name.
 */
final class PostgresqlSchemas implements OwnSchemas {

	private static final Pattern PARAMETER = Pattern.compile("([?&])currentSchema=[^&]*");

	/**
	 * What belongs to the whole database or server, such as members of a role, sets where
	 * names lead, or runs a text that nobody can read beforehand.
	 */
	private static final Pattern DATABASE_WIDE = Pattern.compile(
			"""
					\\b(?:(?:CREATE|ALTER|DROP|COMMENT\\s+ON|IMPORT)\\s+(?:OR\\s+REPLACE\\s+)?(?:TRUSTED\\s+)?(?:PROCEDURAL\\s+)?
					(?:SCHEMA|DATABASE|ROLE|USER|GROUP|EXTENSION|PUBLICATION|SUBSCRIPTION|EVENT\\s+TRIGGER|SERVER|FOREIGN\\s+
					|TABLESPACE|LANGUAGE|CAST|TRANSFORM|ACCESS\\s+METHOD|SYSTEM|LARGE\\s+OBJECT|DEFAULT\\s+PRIVILEGES|OWNED)
					|REASSIGN\\s+OWNED|(?:ON|IN|SET)\\s+(?:DATABASE|SCHEMA)|search_path|set_config|dblink\\w*|lo_\\w+|query_to_xml\\w*
					|EXECUTE(?!\\s+(?:FUNCTION|PROCEDURE|ON)\\b)
					|(?<=(?:\\A|;|\\bBEGIN|\\bTHEN|\\bELSE|\\bLOOP)\\s{0,40})(?:GRANT|REVOKE)(?![^;]*\\bON\\b))\\b"""
				.replace("\n", ""),
			Pattern.CASE_INSENSITIVE);

	private static final String OTHERS = """
			SELECT nspname FROM pg_namespace
			WHERE nspname !~ '^(pg_|migrate_test_|migrate_scratch_)' AND nspname <> 'information_schema'""";

	private static final String IDLE = """
			SELECT nspname FROM pg_namespace n
			WHERE starts_with(nspname, ?) AND pg_has_role(nspowner, 'USAGE')
				AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.application_name = n.nspname)""";

	private final JdbcOperations jdbc;

	private @Nullable Pattern others;

	PostgresqlSchemas(JdbcOperations jdbc) {
		this.jdbc = jdbc;
	}

	static @Nullable String url(String url, String name) {
		if (!url.startsWith("jdbc:postgresql:")) {
			return null;
		}
		String rest = PARAMETER.matcher(url)
			.replaceAll("$1")
			.replaceFirst("[?&]+$", "")
			.replace("?&", "?")
			.replace("&&", "&");
		return rest + (rest.contains("?") ? "&" : "?") + "currentSchema=" + name;
	}

	@Override
	public @Nullable String roleWithoutRight() {
		return mayCreate() ? null : this.jdbc.queryForObject("SELECT current_user", String.class);
	}

	@Override
	public boolean mayCreate() {
		return Boolean.TRUE.equals(
				this.jdbc.queryForObject("SELECT has_database_privilege(current_database(), 'CREATE')", Boolean.class));
	}

	@Override
	public boolean leadsTo(String name) {
		return Boolean.TRUE
			.equals(this.jdbc.queryForObject("SELECT current_schemas(false) = ARRAY[?::name]", Boolean.class, name));
	}

	@Override
	public @Nullable String beyond(String statement) {
		Matcher wide = DATABASE_WIDE.matcher(statement);
		if (wide.find()) {
			return wide.group().replaceAll("\\s+", " ").strip();
		}
		Matcher other = others().matcher(statement);
		return other.find() ? other.group().strip() : null;
	}

	/**
	 * Returns how another schema is named: before a point, in quotes or in a text.
	 */
	private Pattern others() {
		if (this.others == null) {
			String names = this.jdbc.queryForList(OTHERS, String.class)
				.stream()
				.map(Pattern::quote)
				.collect(Collectors.joining("|"));
			this.others = Pattern.compile(
					names.isEmpty() ? "(?!)"
							: "(?<![\\w$.\"])(?:%1$s)\\s*\\.|(?<!\\.)\"(?:%1$s)\"|'(?:%1$s)'".formatted(names),
					Pattern.CASE_INSENSITIVE);
		}
		return this.others;
	}

	@Override
	public void hold(String name) {
		PostgresqlDatabases.hold(this.jdbc, name);
	}

	@Override
	public void create(String name) {
		this.jdbc.execute("CREATE SCHEMA " + PostgresqlIdentifiers.quote(name));
	}

	@Override
	public void drop(String name) {
		this.jdbc.execute("DROP SCHEMA IF EXISTS " + PostgresqlIdentifiers.quote(name) + " CASCADE");
	}

	@Override
	public long now() {
		return Objects.requireNonNull(this.jdbc.queryForObject("SELECT extract(epoch FROM now())::bigint", Long.class));
	}

	@Override
	public List<String> idle(String prefix) {
		return this.jdbc.queryForList(IDLE, String.class, prefix);
	}

}
