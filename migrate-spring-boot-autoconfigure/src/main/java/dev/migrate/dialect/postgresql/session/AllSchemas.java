package dev.migrate.dialect.postgresql.session;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

import dev.migrate.dialect.postgresql.sql.PostgresqlIdentifiers;
import dev.migrate.dialect.postgresql.sql.PostgresqlLiterals;
import dev.migrate.dialect.tenant.SchemaPatterns;
import dev.migrate.dialect.tenant.SchemaReader;
import dev.migrate.dialect.tenant.SchemaTables;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.util.StringUtils;

/**
 * Reads from all schemas on the server itself, in as many statements for thousands of
 * schemas as for two.
 */
public final class AllSchemas implements SchemaReader {

	private static final Logger logger = LoggerFactory.getLogger(AllSchemas.class);

	private static final int LONGEST_NAME = 63;

	private static final String MATCHING = """
			SELECT nspname FROM pg_namespace
			WHERE nspname LIKE ANY (?) AND nspname !~ '^pg_' AND nspname <> 'information_schema'
			ORDER BY nspname COLLATE "C\"""";

	// No join with pg_class: without statistics, the server may choose to scan it for
	// each schema.
	private static final String FIND_TABLES = """
			SELECT current_database() AS database, schema, version_kind, history_kind,
				(SELECT string_agg(attname || ' ' || format_type(atttypid, NULL), E'\\n') FROM pg_attribute
					WHERE attrelid = history_oid AND attnum > 0 AND NOT attisdropped AND attname ~ '^[a-z0-9_]+$')
					AS history_columns
			FROM (SELECT schema, history_oid, (SELECT relkind FROM pg_class WHERE oid = version_oid) AS version_kind,
					(SELECT relkind FROM pg_class WHERE oid = history_oid) AS history_kind
				FROM (SELECT nspname AS schema, to_regclass(quote_ident(nspname) || '.' || quote_ident(?)) AS version_oid,
						to_regclass(quote_ident(nspname) || '.' || quote_ident(?)) AS history_oid
					FROM pg_namespace
					WHERE nspname = ANY (?)
						AND CASE WHEN has_schema_privilege(oid, 'USAGE') THEN TRUE ELSE FALSE END) AS named
				OFFSET 0) AS found""";

	/**
	 * In the place of the name of a schema.
	 */
	private static final String ANY_SCHEMA = "\u00ABschema\u00BB";

	private static final char ROW = '\u001F';

	private static final char SCHEMA = '\u001E';

	/**
	 * In the place of NULL.
	 */
	private static final char NOTHING = '\u001D';

	/**
	 * Reads each schema in a transaction of its own inside that of the statement, and
	 * rolls that back. So no lock is kept: a query over all schemas at once would need
	 * more of them than a server has for all of its sessions.
	 */
	private static final String READ = """
			DO $migrate$
			DECLARE
				schema text;
				answer text;
				answers text[] := '{}';
			BEGIN
				FOREACH schema IN ARRAY current_setting('migrate.schemas')::text[] LOOP
					BEGIN
						EXECUTE 'SELECT ''+'' || array_to_string(ARRAY(' || replace(%s, %s, quote_ident(schema))
							|| '), E''\\x1F'', E''\\x1D'')' INTO answer;
						RAISE EXCEPTION USING ERRCODE = 'MIG01';
					EXCEPTION
						WHEN SQLSTATE 'MIG01' THEN
							answers := array_append(answers, answer);
						WHEN OTHERS THEN
							answers := array_append(answers, '-');
					END;
				END LOOP;
				PERFORM set_config('migrate.schemas', array_to_string(answers, E'\\x1E'), true);
			END
			$migrate$""";

	private final JdbcOperations jdbc;

	private final SchemaReader each;

	/**
	 * Creates a reader.
	 * @param jdbc the connection
	 * @param each what reads where this cannot
	 */
	public AllSchemas(JdbcOperations jdbc, SchemaReader each) {
		this.jdbc = jdbc;
		this.each = each;
	}

	@Override
	public List<String> matching(Collection<String> patterns) {
		Object[] like = patterns.stream().map(SchemaPatterns::like).toArray();
		return this.jdbc.query(MATCHING, (statement) -> statement.setArray(1, array(statement.getConnection(), like)),
				(row, number) -> row.getString(1));
	}

	private static java.sql.Array array(Connection connection, Object[] texts) throws SQLException {
		return connection.createArrayOf("text", texts);
	}

	@Override
	public Map<String, SchemaTables> findTables(Collection<String> schemas, String version, String history) {
		Map<String, SchemaTables> found = new LinkedHashMap<>();
		// The same for most schemas.
		Map<String, Map<String, String>> shapes = new HashMap<>();
		this.jdbc.query(FIND_TABLES, (statement) -> {
			statement.setString(1, version);
			statement.setString(2, history);
			statement.setArray(3, array(statement.getConnection(), schemas.toArray()));
		}, (row) -> {
			String versionKind = row.getString("version_kind");
			if (isTable(versionKind) && isTable(row.getString("history_kind"))) {
				Map<String, String> columns = shapes.computeIfAbsent(
						Objects.requireNonNullElse(row.getString("history_columns"), ""), AllSchemas::columns);
				found.put(row.getString("schema"),
						new SchemaTables(row.getString("database"), versionKind != null, columns));
			}
		});
		return found;
	}

	private static boolean isTable(@Nullable String kind) {
		return kind == null || kind.equals("r") || kind.equals("p");
	}

	private static Map<String, String> columns(String found) {
		Map<String, String> columns = new HashMap<>();
		for (String column : StringUtils.delimitedListToStringArray(found, "\n")) {
			int end = column.indexOf(' ');
			columns.put(column.substring(0, end), column.substring(end + 1));
		}
		return Map.copyOf(columns);
	}

	@Override
	public Map<String, List<String>> query(Collection<String> schemas, UnaryOperator<String> query) {
		if (schemas.isEmpty()) {
			return Map.of();
		}
		try {
			return read(List.copyOf(schemas), query.apply(ANY_SCHEMA));
		}
		catch (DataAccessException ex) {
			// Not every role may use PL/pgSQL, and not every relative of PostgreSQL has
			// it.
			logger.debug("The schemas cannot be read at once; reading one after another", ex);
			return this.each.query(schemas, query);
		}
	}

	private Map<String, List<String>> read(List<String> schemas, String query) {
		String statement = READ.formatted(PostgresqlLiterals.quote(query),
				PostgresqlLiterals.quote(PostgresqlIdentifiers.quote(ANY_SCHEMA)));
		String text = this.jdbc.execute((ConnectionCallback<String>) (connection) -> {
			connection.setAutoCommit(false);
			try {
				return read(connection, schemas, statement);
			}
			finally {
				connection.rollback();
				connection.setAutoCommit(true);
			}
		});
		String[] answers = StringUtils.delimitedListToStringArray(text, String.valueOf(SCHEMA));
		Map<String, List<String>> read = new LinkedHashMap<>();
		for (int i = 0; i < schemas.size() && answers.length == schemas.size(); i++) {
			if (answers[i].startsWith("+") && answers[i].indexOf(NOTHING) < 0) {
				read.put(schemas.get(i), Arrays
					.asList(StringUtils.delimitedListToStringArray(answers[i].substring(1), String.valueOf(ROW))));
			}
		}
		return read;
	}

	private static String read(Connection connection, List<String> schemas, String statement) throws SQLException {
		try (var setting = connection.prepareStatement("SELECT set_config('migrate.schemas', ?::text[]::text, true)")) {
			setting.setArray(1, array(connection, schemas.toArray()));
			setting.execute();
		}
		try (Statement reading = connection.createStatement()) {
			reading.setEscapeProcessing(false);
			reading.execute(statement);
			try (var answers = reading.executeQuery("SELECT current_setting('migrate.schemas')")) {
				answers.next();
				return answers.getString(1);
			}
		}
	}

	@Override
	public Map<String, String> digests(Collection<String> schemas, Collection<String> ignored) {
		return new SchemaCatalog(this.jdbc).digests(schemas, ignored);
	}

	@Override
	public Map<String, Map<String, String>> describe(Collection<String> schemas, Collection<String> ignored) {
		return new SchemaCatalog(this.jdbc).describe(schemas, ignored);
	}

	@Override
	public @Nullable String objection(String schema) {
		if (schema.startsWith("pg_")) {
			return "it belongs to the database itself";
		}
		int length = schema.getBytes(StandardCharsets.UTF_8).length;
		return (length > LONGEST_NAME)
				? "it has %d bytes, and the database cuts names after %d".formatted(length, LONGEST_NAME)
				: this.each.objection(schema);
	}

}
