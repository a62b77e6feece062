package dev.migrate.dialect.postgresql.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

import dev.migrate.dialect.MigrationSchemaException;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.SchemaSnapshot;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Reads schemas from the catalog of PostgreSQL, with one query for each kind of object.
 * It takes no lock above ACCESS SHARE, and that only on what a view selects from.
 */
public final class PostgresqlInspector implements Inspector {

	/**
	 * What the text of expressions depends on. With nothing but the database's own schema
	 * in the search path, every other name has its schema. Compiling a query of the
	 * catalog takes the server seconds, and saves milliseconds.
	 */
	private static final Map<String, String> SETTINGS = new TreeMap<>(
			Map.of("search_path", "pg_catalog, pg_temp", "TimeZone", "UTC", "DateStyle", "ISO, YMD", "IntervalStyle",
					"postgres", "bytea_output", "hex", "extra_float_digits", "1", "lc_monetary", "C",
					"quote_all_identifiers", "off", "standard_conforming_strings", "on", "jit", "off"));

	private final JdbcOperations jdbc;

	private final int version;

	/**
	 * Creates an inspector.
	 * @param jdbc the connection, in a transaction or not
	 * @param version the major version of the server, such as 17
	 */
	public PostgresqlInspector(JdbcOperations jdbc, int version) {
		this.jdbc = jdbc;
		this.version = version;
	}

	@Override
	public String currentSchema() {
		return Objects.requireNonNull(this.jdbc.queryForObject("""
				SELECT current_schema() AS schema, current_database() AS database,
					current_setting('search_path') AS search_path""", (row, number) -> {
			String schema = row.getString("schema");
			if (schema == null) {
				throw MigrationSchemaException.none(row.getString("database"), row.getString("search_path"));
			}
			return schema;
		}));
	}

	@Override
	public List<String> schemas() {
		return this.jdbc.queryForList("""
				SELECT nspname FROM pg_catalog.pg_namespace
				WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' ORDER BY nspname COLLATE "C\"""",
				String.class);
	}

	@Override
	public SchemaSnapshot read(Collection<String> schemas) {
		ConnectionCallback<SchemaSnapshot> reading = (connection) -> read(connection, List.copyOf(schemas));
		return Objects.requireNonNull(this.jdbc.execute(reading));
	}

	private SchemaSnapshot read(Connection connection, List<String> schemas) throws SQLException {
		JdbcTemplate same = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
		Function<List<String>, SchemaSnapshot> reading = (path) -> new CatalogReader(same, this.version, schemas, path)
			.read();
		return connection.getAutoCommit() ? readInTransaction(connection, same, reading) : read(same, reading);
	}

	private static SchemaSnapshot readInTransaction(Connection connection, JdbcTemplate jdbc,
			Function<List<String>, SchemaSnapshot> reading) throws SQLException {
		connection.setAutoCommit(false);
		try {
			jdbc.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
			return read(jdbc, reading);
		}
		finally {
			connection.rollback();
			connection.setAutoCommit(true);
		}
	}

	/**
	 * Reads with fixed settings. If that fails, the transaction takes them with it.
	 */
	private static SchemaSnapshot read(JdbcTemplate jdbc, Function<List<String>, SchemaSnapshot> reading) {
		List<String> path = jdbc.queryForList("SELECT unnest(current_schemas(false))", String.class);
		Map<String, String> before = new TreeMap<>();
		jdbc.query("SELECT name, current_setting(name) AS value FROM unnest(?::text[]) AS setting (name)", (row) -> {
			before.put(row.getString("name"), row.getString("value"));
		}, new Object[] { SETTINGS.keySet().toArray(String[]::new) });
		set(jdbc, SETTINGS);
		SchemaSnapshot snapshot = reading.apply(path);
		set(jdbc, before);
		return snapshot;
	}

	private static void set(JdbcTemplate jdbc, Map<String, String> settings) {
		jdbc.query("SELECT set_config(name, value, true) FROM unnest(?::text[], ?::text[]) AS setting (name, value)",
				(row) -> {
				}, settings.keySet().toArray(String[]::new), settings.values().toArray(String[]::new));
	}

}
