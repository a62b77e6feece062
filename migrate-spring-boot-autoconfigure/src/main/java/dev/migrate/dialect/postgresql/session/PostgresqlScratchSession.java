package dev.migrate.dialect.postgresql.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import dev.migrate.dialect.ScratchSession;
import dev.migrate.dialect.data.DeclaredRows;
import dev.migrate.dialect.postgresql.data.PostgresqlDeclaredRows;
import dev.migrate.dialect.postgresql.sql.PostgresqlIdentifiers;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.StatementCallback;

/**
 * Scratch objects of PostgreSQL, whose DDL rolls back.
 */
public final class PostgresqlScratchSession implements ScratchSession {

	/**
	 * What the text of an expression depends on, and how long to wait for others. The
	 * body of a function may name what comes after it. Compiling a query of the catalog
	 * takes the server seconds, and saves milliseconds.
	 */
	private static final Map<String, String> SETTINGS = Map.of("TimeZone", "UTC", "DateStyle", "ISO, MDY",
			"IntervalStyle", "postgres", "bytea_output", "hex", "extra_float_digits", "1", "quote_all_identifiers",
			"off", "standard_conforming_strings", "on", "check_function_bodies", "off", "lock_timeout", "2s", "jit",
			"off");

	/**
	 * Event triggers are not to fire for what is only tried out.
	 */
	private static final String OPENING = """
			SELECT set_config(name, value, true) FROM unnest(?::text[], ?::text[]) AS setting (name, value)
			UNION ALL
			SELECT set_config(name, value, true)
			FROM (VALUES ('event_triggers', 'off'), ('session_replication_role', 'replica')) AS setting (name, value)
			WHERE current_setting('is_superuser') = 'on' AND EXISTS (SELECT FROM pg_event_trigger WHERE evtenabled <> 'D')
				AND (name = 'event_triggers') = (current_setting('event_triggers', true) IS NOT NULL)""";

	private static final String LONGEST_QUERY = "3s";

	private final JdbcOperations jdbc;

	private String path = "";

	public PostgresqlScratchSession(JdbcOperations jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public void open() {
		open(setting("SELECT current_setting('search_path')"));
	}

	@Override
	public void open(String searchPath) {
		this.path = searchPath;
		this.jdbc.query(OPENING, (row) -> {
		}, SETTINGS.keySet().toArray(String[]::new), SETTINGS.values().toArray(String[]::new));
	}

	@Override
	public String searchPath() {
		return this.path;
	}

	private void set(String name, String value) {
		setting("SELECT set_config(?, ?, true)", name, value);
	}

	private String setting(String sql, @Nullable Object... arguments) {
		return Objects.requireNonNull(this.jdbc.queryForObject(sql, String.class, arguments));
	}

	@Override
	public <T> T undo(Supplier<T> work) {
		this.jdbc.execute("SAVEPOINT migrate_undo");
		T result;
		try {
			result = work.get();
		}
		catch (RuntimeException ex) {
			try {
				undo();
			}
			catch (DataAccessException lost) {
				ex.addSuppressed(lost);
			}
			throw ex;
		}
		undo();
		return result;
	}

	private void undo() {
		this.jdbc.execute("ROLLBACK TO SAVEPOINT migrate_undo; RELEASE SAVEPOINT migrate_undo");
	}

	@Override
	public boolean mayCreateSchemas() {
		return has("CREATE");
	}

	@Override
	public boolean mayCreateTemporaryObjects() {
		return has("TEMPORARY");
	}

	private boolean has(String privilege) {
		return Boolean.TRUE.equals(this.jdbc.queryForObject("SELECT has_database_privilege(current_database(), ?)",
				Boolean.class, privilege));
	}

	@Override
	public String newSchema() {
		if (!mayCreateSchemas()) {
			return temporarySchema();
		}
		String name = "migrate_scratch_" + UUID.randomUUID().toString().substring(24);
		this.jdbc.execute("CREATE SCHEMA " + PostgresqlIdentifiers.quote(name));
		return name;
	}

	private String temporarySchema() {
		// The schema comes into being with its first object.
		this.jdbc.execute("CREATE TEMPORARY TABLE migrate_scratch (); DROP TABLE pg_temp.migrate_scratch");
		return setting("SELECT nspname FROM pg_namespace WHERE oid = pg_my_temp_schema()");
	}

	@Override
	public void search(String schema) {
		String quoted = PostgresqlIdentifiers.quote(new ObjectName(null, schema));
		set("search_path", this.path.isBlank() ? quoted : quoted + ", " + this.path);
	}

	@Override
	public void runAll(List<String> statements) {
		if (statements.isEmpty()) {
			return;
		}
		List<String> batch = new ArrayList<>(statements);
		batch.add(0, "SAVEPOINT migrate_scratch");
		batch.add("RELEASE SAVEPOINT migrate_scratch");
		AtomicBoolean sent = new AtomicBoolean();
		try {
			this.jdbc.execute((StatementCallback<int[]>) (statement) -> {
				// One text of them all would be taken apart at the wrong places by the
				// driver, if one of them is a function with a body in standard SQL.
				for (String each : batch) {
					statement.addBatch(each);
				}
				sent.set(true);
				return statement.executeBatch();
			});
		}
		catch (DataAccessException ex) {
			// What the driver cannot take apart has not reached the server.
			if (sent.get()) {
				this.jdbc.execute("ROLLBACK TO SAVEPOINT migrate_scratch");
			}
			throw ex;
		}
	}

	@Override
	public Set<ObjectName> tables(Collection<ObjectName> names) {
		return names(names, """
				SELECT schema, name FROM unnest(?::text[], ?::text[]) AS wanted (schema, name)
				JOIN pg_namespace n ON n.nspname = schema JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = name
				WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')""");
	}

	@Override
	public String copy(ObjectName table, ObjectName copy) {
		return "CREATE TABLE %s (LIKE %s INCLUDING INDEXES)".formatted(PostgresqlIdentifiers.quote(copy),
				PostgresqlIdentifiers.quote(table));
	}

	@Override
	public String copyOfSameKind(ObjectName relation, ObjectName copy) {
		String kind = setting("""
				SELECT c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
				WHERE n.nspname = ? AND c.relname = ?""", relation.schema(), relation.name());
		String query = "%s AS SELECT * FROM %s".formatted(PostgresqlIdentifiers.quote(copy),
				PostgresqlIdentifiers.quote(relation));
		return switch (kind) {
			case "v" -> "CREATE VIEW " + query;
			case "m" -> "CREATE MATERIALIZED VIEW " + query + " WITH NO DATA";
			default -> copy(relation, copy);
		};
	}

	@Override
	public Set<ObjectName> missing(Collection<ObjectName> names) {
		return names(names, """
				SELECT schema, name FROM unnest(?::text[], ?::text[]) AS wanted (schema, name)
				LEFT JOIN pg_namespace n ON n.nspname = schema
				WHERE NOT EXISTS (SELECT FROM pg_proc WHERE proname = name AND pronamespace = n.oid)
					AND NOT EXISTS (SELECT FROM pg_type WHERE typname = name AND typnamespace = n.oid)
					AND NOT EXISTS (SELECT FROM pg_collation WHERE collname = name AND collnamespace = n.oid)""");
	}

	private Set<ObjectName> names(Collection<ObjectName> names, String sql) {
		Set<ObjectName> found = new LinkedHashSet<>();
		this.jdbc.query(sql, (row) -> {
			found.add(new ObjectName(row.getString("schema"), row.getString("name")));
		}, names.stream().map(ObjectName::schema).toArray(String[]::new),
				names.stream().map(ObjectName::name).toArray(String[]::new));
		return found;
	}

	@Override
	public <T> Optional<T> attempt(Supplier<T> query) {
		this.jdbc.execute("SAVEPOINT migrate_scratch");
		try {
			set("statement_timeout", LONGEST_QUERY);
			return Optional.of(query.get());
		}
		catch (DataAccessException ex) {
			return Optional.empty();
		}
		finally {
			this.jdbc.execute("ROLLBACK TO SAVEPOINT migrate_scratch");
		}
	}

	@Override
	public DeclaredRows declaredRows() {
		return new PostgresqlDeclaredRows(this.jdbc);
	}

	@Override
	public List<String> strongLocks(Collection<String> schemas) {
		return this.jdbc.queryForList("""
				SELECT n.nspname || '.' || c.relname || ' (' || l.mode || ')'
				FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
				WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND l.mode <> 'AccessShareLock'
					AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
					AND n.nspname NOT IN ('pg_catalog', 'pg_toast', 'information_schema')
					AND n.nspname NOT LIKE 'pg\\_toast\\_temp\\_%'
					AND NOT n.nspname = ANY (string_to_array(?, ','))
				ORDER BY 1""", String.class, String.join(",", schemas));
	}

	@Override
	public List<String> holdersAgainstReading() {
		return new LockHolders(this.jdbc).againstReading();
	}

}
