package dev.migrate.dialect.postgresql.dump;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.dialect.StatementSplitter;
import dev.migrate.dialect.database.DatabaseCatalog;
import dev.migrate.dialect.database.DatabaseDump;
import dev.migrate.dialect.database.DumpContent;
import dev.migrate.dialect.database.DumpProgram;
import dev.migrate.dialect.database.DumpScope;
import dev.migrate.dialect.postgresql.catalog.EntireCatalog;
import dev.migrate.dialect.postgresql.sql.PostgresqlIdentifiers;
import dev.migrate.dialect.postgresql.sql.PostgresqlLiterals;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The dump of a PostgreSQL database, written by {@code pg_dump} in the snapshot of the
 * transaction that also reads the catalog.
 */
public final class PostgresqlDump implements DatabaseDump {

	private static final Logger logger = LoggerFactory.getLogger(PostgresqlDump.class);

	private static final String REREAD = "migrate_reread";

	private static final String ONE_MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

	/**
	 * The transaction waits for {@code pg_dump}, which may take a while.
	 */
	private static final String NO_TIMEOUT = """
			SELECT set_config(name, '0', true) FROM pg_settings
			WHERE name IN ('idle_in_transaction_session_timeout', 'transaction_timeout')""";

	/**
	 * What every new database has and no dump.
	 */
	private static final Set<String> OF_SERVER = Set.of("schema public: ",
			"comment on schema public: standard public schema");

	/**
	 * The sequences of a table: its own, those of its defaults, and the one that
	 * Hibernate names after it.
	 */
	private static final String SEQUENCES = """
			SELECT DISTINCT n.nspname, s.relname FROM pg_class s JOIN pg_namespace n ON n.oid = s.relnamespace,
				(SELECT c.oid, c.relnamespace, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
					WHERE n.nspname = ? AND c.relname = ?) t
			WHERE s.relkind = 'S' AND (s.relnamespace = t.relnamespace AND s.relname = t.relname || '_seq'
				OR EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = s.oid
					AND d.refclassid = 'pg_class'::regclass AND d.refobjid = t.oid AND d.deptype IN ('a', 'i'))
				OR EXISTS (SELECT FROM pg_attrdef a JOIN pg_depend d ON d.classid = 'pg_attrdef'::regclass AND d.objid = a.oid
					WHERE a.adrelid = t.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjid = s.oid))
			ORDER BY 1, 2""";

	/**
	 * The sequences that are dropped with a table.
	 */
	private static final String OWNED_SEQUENCES = """
			SELECT n.nspname, s.relname FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
				JOIN pg_namespace n ON n.oid = s.relnamespace
				JOIN pg_class t ON t.oid = d.refobjid JOIN pg_namespace tn ON tn.oid = t.relnamespace
			WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
				AND tn.nspname = ? AND t.relname = ?""";

	/**
	 * The tables that have the rows of a table: itself, or its partitions.
	 */
	private static final String LEAVES = """
			SELECT n.nspname, c.relname FROM pg_class t JOIN pg_namespace tn ON tn.oid = t.relnamespace,
				LATERAL (SELECT t.oid AS leaf WHERE t.relkind <> 'p'
					UNION SELECT relid FROM pg_partition_tree(t.oid) WHERE isleaf) l
				JOIN pg_class c ON c.oid = leaf JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE tn.nspname = ? AND t.relname = ? AND c.relkind <> 'p' ORDER BY 1, 2""";

	private static final String DEFINITIONS = """
			SELECT conrelid::regclass || ': constraint ' || conname || ' ' AS start, pg_get_constraintdef(oid) AS text
			FROM pg_constraint WHERE contype = 'c' AND conrelid >= 16384
			UNION ALL SELECT contypid::regtype || ': constraint ' || conname || ' ', pg_get_constraintdef(oid)
			FROM pg_constraint WHERE contype = 'c' AND contypid >= 16384
			UNION ALL SELECT indrelid::regclass || ': index ' || relname || ' ', pg_get_indexdef(indexrelid)
			FROM pg_index JOIN pg_class c ON c.oid = indexrelid
			WHERE indexrelid >= 16384 AND (indpred IS NOT NULL OR indexprs IS NOT NULL)
			UNION ALL SELECT oid::regclass || ': ' || CASE relkind WHEN 'v' THEN 'view' ELSE 'materialized view' END,
				pg_get_viewdef(oid)
			FROM pg_class WHERE relkind IN ('v', 'm') AND oid >= 16384""";

	private static final String OLD_EXTENSIONS = """
			SELECT extname AS name, extversion AS version, default_version
			FROM pg_extension JOIN pg_available_extensions a ON a.name = extname
			WHERE extversion <> default_version ORDER BY 1""";

	private static final String COLUMNS = """
			SELECT attname, atttypid IN ('timestamp'::regtype, 'timestamptz'::regtype, 'date'::regtype, 'time'::regtype,
				'timetz'::regtype, 'uuid'::regtype) AS momentary
			FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum""";

	private final JdbcOperations jdbc;

	private final StatementSplitter splitter;

	/**
	 * Creates a dump.
	 * @param jdbc the connection, which is not used for anything else meanwhile
	 * @param splitter what splits scripts of the database
	 */
	public PostgresqlDump(JdbcOperations jdbc, StatementSplitter splitter) {
		this.jdbc = jdbc;
		this.splitter = splitter;
	}

	@Override
	public void begin() {
		autoCommit(false);
		this.jdbc.execute(ONE_MOMENT);
		this.jdbc.queryForList(NO_TIMEOUT, String.class);
		usePlainNames();
	}

	/**
	 * Without a search path, the server writes every name with its schema.
	 */
	void usePlainNames() {
		this.jdbc.queryForObject("SELECT set_config('search_path', '', true)", String.class);
	}

	@Override
	public void end() {
		autoCommit(true);
	}

	/**
	 * Ends a transaction that is open, and begins another one or none.
	 */
	private void autoCommit(boolean autoCommit) {
		this.jdbc.execute((ConnectionCallback<Boolean>) (connection) -> {
			if (!connection.getAutoCommit()) {
				connection.rollback();
			}
			connection.setAutoCommit(autoCommit);
			return true;
		});
	}

	@Override
	public DumpContent content(DumpScope scope) {
		DatabaseCatalog catalog = EntireCatalog.readPortable(this.jdbc);
		Set<String> excluded = excluded(scope);
		List<String> lines = new ArrayList<>();
		for (String line : catalog.lines()) {
			if (!isOfServer(line) && excluded.stream().noneMatch((name) -> isOf(name, line))) {
				lines.add(line.contains("): routine, ") ? line.replace("\r\n", "\n") : line);
			}
		}
		for (ObjectName table : leaves(scope.rows())) {
			lines.add(rows(table));
			sequences(table).forEach((sequence) -> lines.add(value(sequence)));
		}
		Map<String, String> definitions = new LinkedHashMap<>();
		this.jdbc.query(DEFINITIONS, (row) -> {
			definitions.put(row.getString("start"), row.getString("text"));
		});
		return new DumpContent(lines.stream().distinct().toList(), definitions);
	}

	static boolean isOfServer(String line) {
		return OF_SERVER.contains(line);
	}

	private static boolean isOf(String name, String line) {
		return line.startsWith(name + ": ") || (line.startsWith("comment on ")
				&& (line.contains(" " + name + ": ") || line.contains(" " + name + ".")));
	}

	private Set<String> excluded(DumpScope scope) {
		Set<String> excluded = new LinkedHashSet<>();
		for (ObjectName table : scope.excluded()) {
			excluded.add(PostgresqlIdentifiers.quote(table));
			names(OWNED_SEQUENCES, table).forEach((sequence) -> excluded.add(PostgresqlIdentifiers.quote(sequence)));
		}
		return excluded;
	}

	private String rows(ObjectName table) {
		String name = PostgresqlIdentifiers.quote(table);
		return this.jdbc.queryForObject("""
				SELECT count(*) || ' rows, ' || md5(coalesce(string_agg(line, E'\\n' ORDER BY line COLLATE "C"), ''))
				FROM (SELECT (entry.*)::text AS line FROM ONLY %s AS entry) AS entries""".formatted(name),
				(row, number) -> "%s: %s".formatted(name, row.getString(1)));
	}

	private String value(ObjectName sequence) {
		String name = PostgresqlIdentifiers.quote(sequence);
		return this.jdbc.queryForObject("SELECT last_value, is_called FROM " + name,
				(row, number) -> "%s: last value %s%s".formatted(name, row.getString(1),
						row.getBoolean(2) ? "" : ", not called"));
	}

	private Set<ObjectName> leaves(Collection<ObjectName> tables) {
		Set<ObjectName> leaves = new LinkedHashSet<>();
		tables.forEach((table) -> leaves.addAll(names(LEAVES, table)));
		return leaves;
	}

	private List<ObjectName> sequences(ObjectName table) {
		return names(SEQUENCES, table);
	}

	private List<ObjectName> names(String query, ObjectName table) {
		return this.jdbc.query(query, (row, number) -> new ObjectName(row.getString(1), row.getString(2)),
				table.schema(), table.name());
	}

	@Override
	public long rows(ObjectName table, long limit) {
		return Objects
			.requireNonNull(this.jdbc.queryForObject("SELECT count(*) FROM (SELECT FROM %s LIMIT %d) AS entries"
				.formatted(PostgresqlIdentifiers.quote(table), limit), Long.class));
	}

	@Override
	public Map<String, ColumnValues> columnValues(ObjectName table) {
		String name = PostgresqlIdentifiers.quote(table);
		Map<String, Boolean> columns = new LinkedHashMap<>();
		this.jdbc.query(COLUMNS, (row) -> {
			columns.put(row.getString("attname"), row.getBoolean("momentary"));
		}, name);
		if (columns.isEmpty()) {
			return Map.of();
		}
		String digests = columns.keySet().stream().map((column) -> {
			String text = "entry." + PostgresqlIdentifiers.quote(column) + "::text COLLATE \"C\"";
			return "md5(string_agg(md5(%1$s), '' ORDER BY %1$s))".formatted(text);
		}).collect(Collectors.joining(", "));
		List<String> found = Objects.requireNonNull(
				this.jdbc.queryForObject("SELECT " + digests + " FROM " + name + " AS entry", (row, number) -> {
					List<String> values = new ArrayList<>();
					for (int i = 1; i <= columns.size(); i++) {
						values.add(String.valueOf(row.getString(i)));
					}
					return values;
				}));
		Map<String, ColumnValues> values = new LinkedHashMap<>();
		columns
			.forEach((column, momentary) -> values.put(column, new ColumnValues(found.get(values.size()), momentary)));
		return values;
	}

	@Override
	public String digest(ObjectName table, Collection<String> columns) {
		return String.valueOf(this.jdbc.queryForObject("""
				SELECT md5(string_agg(line, E'\\n' ORDER BY line COLLATE "C"))
				FROM (SELECT ROW(%s)::text AS line FROM %s) AS entries""".formatted(
				columns.stream().map(PostgresqlIdentifiers::quote).collect(Collectors.joining(", ")),
				PostgresqlIdentifiers.quote(table)), String.class));
	}

	@Override
	public List<String> remarks() {
		List<String> remarks = new ArrayList<>();
		long objects = count("pg_largeobject_metadata");
		if (objects > 0) {
			remarks.add("The database has large objects (%d), which are data and left out.".formatted(objects));
		}
		long mappings = count("pg_user_mappings");
		if (mappings > 0) {
			remarks
				.add("The database has user mappings (%d), which have passwords and are left out.".formatted(mappings));
		}
		this.jdbc.query(OLD_EXTENSIONS, (row) -> {
			remarks.add(
					("Extension %s is of version %s here, and a new database gets %s, because pg_dump writes no version."
							+ " Add VERSION to CREATE EXTENSION in the script if it matters.")
						.formatted(row.getString("name"), row.getString("version"), row.getString("default_version")));
		});
		return remarks;
	}

	private long count(String table) {
		return Objects.requireNonNull(this.jdbc.queryForObject("SELECT count(*) FROM " + table, Long.class));
	}

	@Override
	public Map<String, String> reread(Map<String, String> definitions) {
		Map<String, String> reread = new LinkedHashMap<>();
		definitions.forEach((start, text) -> {
			String again = reread(start, text);
			if (again != null) {
				reread.put(start, again);
			}
		});
		return reread;
	}

	/**
	 * Creates the same once more under another name, or in its place where there is no
	 * other, and takes it back. What cannot be created again is what it is.
	 */
	private @Nullable String reread(String start, String text) {
		String object = start.substring(0, start.indexOf(": "));
		String rest = start.substring(object.length() + 2);
		if (rest.startsWith("constraint ")) {
			String added = " ADD CONSTRAINT " + REREAD + " " + text;
			String read = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '%s' LIMIT 1"
				.formatted(REREAD);
			String ofTable = reread(List.of("ALTER TABLE " + object + added), read);
			return (ofTable != null) ? ofTable : reread(List.of("ALTER DOMAIN " + object + added), read);
		}
		if (rest.startsWith("index ")) {
			String schema = ObjectName.parts(object, (part) -> part).get(0);
			String index = PostgresqlIdentifiers
				.quote(new ObjectName(schema, rest.substring("index ".length()).strip()));
			return reread(List.of("DROP INDEX " + index, text),
					"SELECT pg_get_indexdef(%s::regclass)".formatted(PostgresqlLiterals.quote(index)));
		}
		return reread(List.of("CREATE VIEW pg_temp." + REREAD + " AS " + text),
				"SELECT pg_get_viewdef('pg_temp.%s'::regclass)".formatted(REREAD));
	}

	private @Nullable String reread(List<String> statements, String definition) {
		boolean nested = !Boolean.TRUE
			.equals(this.jdbc.execute((ConnectionCallback<Boolean>) (connection) -> connection.getAutoCommit()));
		if (nested) {
			this.jdbc.execute("SAVEPOINT " + REREAD);
		}
		else {
			autoCommit(false);
		}
		try {
			usePlainNames();
			statements.forEach(this.jdbc::execute);
			return this.jdbc.queryForObject(definition, String.class);
		}
		catch (DataAccessException ex) {
			logger.debug("A definition cannot be read again", ex);
			return null;
		}
		finally {
			if (nested) {
				this.jdbc.execute("ROLLBACK TO SAVEPOINT " + REREAD);
			}
			else {
				end();
			}
		}
	}

	@Override
	public DumpContent.Comparison tryOut(List<String> statements, DumpScope scope, DumpContent expected) {
		autoCommit(false);
		try {
			usePlainNames();
			return new SchemaTrial(this.jdbc, this).compare(statements, scope, expected);
		}
		finally {
			end();
		}
	}

	@Override
	public List<String> statements(DumpProgram program, DumpScope scope) {
		int server = Integer.parseInt(String.valueOf(this.jdbc.queryForObject("SHOW server_version_num", String.class)))
				/ 10000;
		PgDump pgDump = PgDump.find(program, server);
		String snapshot = this.jdbc.queryForObject("SELECT pg_export_snapshot()", String.class);
		List<String> common = new ArrayList<>(List.of("--no-password", "--encoding=UTF8", "--no-owner",
				"--no-privileges", "--no-tablespaces", "--no-publications", "--no-subscriptions",
				"--no-security-labels", "--lock-wait-timeout=30s", "--snapshot=" + snapshot));
		// A name in quotes is no pattern.
		scope.excluded()
			.stream()
			.flatMap((table) -> Stream.concat(Stream.of(table), names(OWNED_SEQUENCES, table).stream()))
			.forEach((name) -> common.add("--exclude-table=" + PostgresqlIdentifiers.quote(name)));
		DumpScript script = new DumpScript(this.splitter, scope.schemas());
		script.add(pgDump.run(arguments(common, List.of("--schema-only", "--section=pre-data"))));
		if (!scope.rows().isEmpty()) {
			script.add(pgDump.run(arguments(common, rowOptions(scope))));
		}
		// Without --schema-only, materialized views are filled.
		script.add(pgDump.run(arguments(common, List.of("--section=post-data"))));
		List<String> statements = script.statements();
		return DumpScript.isEmpty(statements) ? List.of() : statements;
	}

	private List<String> rowOptions(DumpScope scope) {
		List<String> options = new ArrayList<>(
				List.of("--data-only", "--section=data", "--column-inserts", "--rows-per-insert=100"));
		for (ObjectName table : leaves(scope.rows())) {
			options.add("--table=" + PostgresqlIdentifiers.quote(table));
			sequences(table).forEach((sequence) -> options.add("--table=" + PostgresqlIdentifiers.quote(sequence)));
		}
		return options;
	}

	private static String[] arguments(List<String> common, List<String> special) {
		return Stream.concat(common.stream(), special.stream()).distinct().toArray(String[]::new);
	}

}
