package dev.migrate.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.migrate.dialect.BatchedUpdate;
import dev.migrate.dialect.ConditionalScript;
import dev.migrate.dialect.Conversions;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.DryRunSession;
import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.InsertedRows;
import dev.migrate.dialect.LockMode;
import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSchemaException;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.dialect.PreparedSql;
import dev.migrate.dialect.ScratchSession;
import dev.migrate.dialect.ScriptSession;
import dev.migrate.dialect.ServerError;
import dev.migrate.dialect.SessionSettings;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.dialect.StatementSplitter;
import dev.migrate.dialect.TableLocations;
import dev.migrate.dialect.TableNames;
import dev.migrate.dialect.database.DatabaseCatalog;
import dev.migrate.dialect.database.DatabaseDump;
import dev.migrate.dialect.database.Databases;
import dev.migrate.dialect.database.OwnSchemas;
import dev.migrate.dialect.dependency.DroppedData;
import dev.migrate.dialect.dependency.ObjectDependencies;
import dev.migrate.dialect.dependency.TableEffect;
import dev.migrate.dialect.object.StoredObjects;
import dev.migrate.dialect.postgresql.catalog.EntireCatalog;
import dev.migrate.dialect.postgresql.catalog.PostgresqlDependencies;
import dev.migrate.dialect.postgresql.catalog.PostgresqlInspector;
import dev.migrate.dialect.postgresql.catalog.PostgresqlObjects;
import dev.migrate.dialect.postgresql.data.BackfillSql;
import dev.migrate.dialect.postgresql.data.BackfillTable;
import dev.migrate.dialect.postgresql.data.BulkInserts;
import dev.migrate.dialect.postgresql.data.CopiedRows;
import dev.migrate.dialect.postgresql.data.InsertStatements;
import dev.migrate.dialect.postgresql.dump.PostgresqlDump;
import dev.migrate.dialect.postgresql.session.AllSchemas;
import dev.migrate.dialect.postgresql.session.ClientScript;
import dev.migrate.dialect.postgresql.session.ConnectionSession;
import dev.migrate.dialect.postgresql.session.OtherToolSession;
import dev.migrate.dialect.postgresql.session.PostgresqlAdvisoryLock;
import dev.migrate.dialect.postgresql.session.PostgresqlDryRunSession;
import dev.migrate.dialect.postgresql.session.PostgresqlScratchSession;
import dev.migrate.dialect.postgresql.session.PostgresqlScriptSession;
import dev.migrate.dialect.postgresql.session.PostgresqlSessionMonitor;
import dev.migrate.dialect.postgresql.session.PsqlScript;
import dev.migrate.dialect.postgresql.session.StatementPipeline;
import dev.migrate.dialect.postgresql.session.TransactionSession;
import dev.migrate.dialect.postgresql.sql.CopyStatements;
import dev.migrate.dialect.postgresql.sql.PostgresqlIdentifiers;
import dev.migrate.dialect.postgresql.sql.PostgresqlLiterals;
import dev.migrate.dialect.postgresql.sql.PostgresqlLockRules;
import dev.migrate.dialect.postgresql.sql.PostgresqlScriptRules;
import dev.migrate.dialect.postgresql.sql.PostgresqlTableLocks;
import dev.migrate.dialect.postgresql.sql.PostgresqlTransactionRules;
import dev.migrate.dialect.postgresql.sql.SessionStatements;
import dev.migrate.dialect.session.SessionMonitor;
import dev.migrate.dialect.session.StatementLocks;
import dev.migrate.dialect.sql.DropStatements;
import dev.migrate.dialect.sql.NamedParameters;
import dev.migrate.dialect.sql.SqlSplitter;
import dev.migrate.dialect.sql.TableStatements;
import dev.migrate.dialect.tenant.SchemaReader;
import dev.migrate.operations.operation.Backfill;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.util.StringUtils;

/**
 * The dialect of PostgreSQL.
 */
public final class PostgresqlDialect implements Dialect {

	static final String NAME = "PostgreSQL";

	// Both names are resolved on the server, which knows what the search path leads to.
	private static final String FIND_TABLES = """
			SELECT database, search_path, schema,
				(SELECT relkind FROM pg_class
					WHERE oid = to_regclass(quote_ident(schema) || '.' || quote_ident(version))) AS version_kind,
				(SELECT relkind FROM pg_class
					WHERE oid = to_regclass(quote_ident(schema) || '.' || quote_ident(history))) AS history_kind,
				(SELECT string_agg(attname || ' ' || format_type(atttypid, NULL), E'\\n') FROM pg_attribute
					WHERE attrelid = to_regclass(quote_ident(schema) || '.' || quote_ident(history))
						AND attnum > 0 AND NOT attisdropped AND attname ~ '^[a-z0-9_]+$') AS history_columns
			FROM (SELECT current_database() AS database, current_setting('search_path') AS search_path,
				coalesce(?::text, current_schema()) AS schema, ?::text AS version, ?::text AS history) AS names""";

	// Ordinary and partitioned tables, by pg_class.relkind.
	private static final Set<String> TABLE_KINDS = Set.of("r", "p");

	private final int version;

	private PostgresqlDialect(int version) {
		this.version = version;
	}

	/**
	 * The dialect of the newest version that is known.
	 */
	public static PostgresqlDialect newest() {
		return new PostgresqlDialect(PostgresqlFeatures.NEWEST);
	}

	/**
	 * The dialect of a version.
	 * @param version the major version of the server, such as 17; one that is newer than
	 * the newest known counts as that, one that is older than the oldest as that
	 */
	public static PostgresqlDialect of(int version) {
		return new PostgresqlDialect(Math.max(PostgresqlFeatures.OLDEST, Math.min(version, PostgresqlFeatures.NEWEST)));
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public List<SqlCommand> write(Operation operation) {
		PostgresqlSqlWriter writer = new PostgresqlSqlWriter(this.version);
		operation.write(writer);
		return writer.commands();
	}

	@Override
	public String quote(ObjectName name) {
		return PostgresqlIdentifiers.quote(name);
	}

	@Override
	public String inline(SqlCommand command) {
		rejectRowsOfClient(command);
		return NamedParameters.inline(command, PostgresqlLiterals::of);
	}

	@Override
	public void execute(JdbcOperations jdbc, List<String> statements, Runnable completed) {
		new StatementPipeline(this, jdbc, completed).execute(statements);
	}

	@Override
	public PreparedSql prepare(SqlCommand command) {
		rejectRowsOfClient(command);
		// The driver takes ?? for the operator ?.
		return NamedParameters.prepare(command, "??");
	}

	private static void rejectRowsOfClient(SqlCommand command) {
		if (!command.parameters().isEmpty() && CopyStatements.readsRows(command.sql())) {
			throw new InvalidOperationException(
					"'%s' reads rows from a client and cannot have parameters.".formatted(command.sql()),
					"Insert the rows with op.bulkInsert, or call op.execute without parameters, with the rows below the"
							+ " semicolon and after them a line \\. by itself.");
		}
	}

	@Override
	public void copy(JdbcOperations jdbc, String statement, String rows) {
		CopiedRows.copy(jdbc, statement, rows);
	}

	@Override
	public void insert(JdbcOperations jdbc, InsertedRows rows) {
		BulkInserts.insert(jdbc, rows);
	}

	@Override
	public BatchedUpdate batches(JdbcOperations jdbc, Backfill backfill) {
		return BackfillTable.read(jdbc, backfill).batches(jdbc, backfill);
	}

	@Override
	public String script(Backfill backfill) {
		return BackfillSql.script(backfill);
	}

	@Override
	public Iterable<String> insertStatements(InsertedRows rows) {
		return () -> new InsertStatements(rows);
	}

	@Override
	public StatementSplitter splitter() {
		return new SqlSplitter(new PostgresqlScriptRules());
	}

	@Override
	public boolean refusedInTransaction(String statement) {
		return PostgresqlTransactionRules.refusedInTransaction(statement);
	}

	@Override
	public boolean changesOnlySession(String statement) {
		return SessionStatements.changesOnlySession(statement);
	}

	@Override
	public boolean changesSetting(String statement) {
		return SessionStatements.changesSetting(statement);
	}

	@Override
	public LockWait lockWait(String statement) {
		return PostgresqlLockRules.lockWait(statement);
	}

	@Override
	public StatementLocks locks(String statement) {
		return PostgresqlTableLocks.of(statement);
	}

	@Override
	public List<DroppedData> dropped(String statement) {
		return DropStatements.dropped(statement);
	}

	@Override
	public List<TableEffect> tableEffects(String statement) {
		return TableStatements.changes(statement, (name) -> name.toLowerCase(Locale.ROOT));
	}

	@Override
	public TableLocations findTables(JdbcOperations jdbc, TableNames names) {
		return Objects.requireNonNull(jdbc.queryForObject(FIND_TABLES, (row, number) -> {
			String schema = row.getString("schema");
			if (schema == null) {
				throw MigrationSchemaException.none(row.getString("database"), row.getString("search_path"));
			}
			ObjectName version = new ObjectName(schema, names.version());
			ObjectName history = new ObjectName(schema, names.history());
			boolean versionExists = isTable(version, row.getString("version_kind"));
			boolean historyExists = isTable(history, row.getString("history_kind"));
			return new TableLocations(row.getString("database"), version, versionExists, history,
					historyExists ? columns(row.getString("history_columns")) : Map.of());
		}, names.schema(), names.version(), names.history()));
	}

	/**
	 * Returns the types of the columns that can be those of the history table, by their
	 * names. A text is read with fewer classes than an array.
	 */
	private static Map<String, String> columns(@Nullable String found) {
		Map<String, String> columns = new HashMap<>();
		for (String column : StringUtils.delimitedListToStringArray(found, "\n")) {
			int end = column.indexOf(' ');
			if (end > 0) {
				columns.put(column.substring(0, end), column.substring(end + 1));
			}
		}
		return columns;
	}

	/**
	 * Even with IF NOT EXISTS, the server refuses a schema that exists to a role that may
	 * not create one, and to a session that another one is ahead of.
	 */
	@Override
	public void createSchema(JdbcOperations jdbc, String schema) {
		if (hasSchema(jdbc, schema)) {
			return;
		}
		try {
			jdbc.execute("CREATE SCHEMA IF NOT EXISTS " + PostgresqlIdentifiers.quote(schema));
		}
		catch (DataAccessException ex) {
			if (ex.getMostSpecificCause() instanceof SQLException cause && failureKind(cause) == FailureKind.REFUSED) {
				if (hasSchema(jdbc, schema)) {
					return;
				}
				throw MigrationSchemaException.notCreated(schema, error(cause).message(), ex);
			}
			throw ex;
		}
	}

	/**
	 * A copy of a server has its system identifier, but was not started in the same
	 * microsecond.
	 */
	@Override
	public Optional<String> findDatabase(JdbcOperations jdbc) {
		return Optional.ofNullable(jdbc.queryForObject("""
				SELECT pg_postmaster_start_time()::text || ' ' || oid FROM pg_database
				WHERE datname = current_database()""", String.class));
	}

	@Override
	public SchemaReader schemas(JdbcOperations jdbc) {
		return new AllSchemas(jdbc, Dialect.super.schemas(jdbc));
	}

	private static boolean hasSchema(JdbcOperations jdbc, String schema) {
		return Boolean.TRUE.equals(jdbc.queryForObject("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = ?)",
				Boolean.class, schema));
	}

	private static boolean isTable(ObjectName name, @Nullable String kind) {
		if (kind != null && !TABLE_KINDS.contains(kind)) {
			throw MigrationSchemaException.notATable(name);
		}
		return kind != null;
	}

	@Override
	public DryRunSession dryRun(JdbcOperations jdbc) {
		return new PostgresqlDryRunSession(jdbc);
	}

	@Override
	public Conversions conversions() {
		return new PostgresqlConversions();
	}

	@Override
	public ObjectDependencies dependencies(JdbcOperations jdbc, String defaultSchema) {
		return new PostgresqlDependencies(jdbc, this.version, defaultSchema);
	}

	@Override
	public StoredObjects objects(JdbcOperations jdbc) {
		return new PostgresqlObjects(jdbc, this.version);
	}

	@Override
	public ScratchSession scratch(JdbcOperations jdbc) {
		return new PostgresqlScratchSession(jdbc);
	}

	@Override
	public Inspector inspector(JdbcOperations jdbc) {
		return new PostgresqlInspector(jdbc, this.version);
	}

	@Override
	public List<LockMode> lockModes() {
		return List.of(LockMode.ADVISORY, LockMode.TRANSACTION, LockMode.TABLE, LockMode.NONE);
	}

	@Override
	public boolean rollsBackSchemaChanges() {
		return true;
	}

	@Override
	public String endingSessions() {
		return " with pg_terminate_backend(pid)";
	}

	@Override
	public String restartIdentity(ObjectName table, String column) {
		String quoted = quote(table);
		return "SELECT setval(pg_get_serial_sequence(%s, %s), max(%s)) FROM %s"
			.formatted(PostgresqlLiterals.quote(quoted), PostgresqlLiterals.quote(column), column, quoted);
	}

	@Override
	public boolean hasReadOnlyTransactions() {
		return true;
	}

	@Override
	public MigrationSession session(JdbcOperations jdbc, TableLocations lock, SessionSettings settings, LockMode mode) {
		return switch (mode) {
			case ADVISORY -> new ConnectionSession(jdbc, PostgresqlAdvisoryLock.of(jdbc, lock), settings);
			case TRANSACTION -> new TransactionSession(jdbc, PostgresqlAdvisoryLock.of(jdbc, lock), settings);
			case TABLE, NONE -> new ConnectionSession(jdbc, null, settings);
		};
	}

	@Override
	public ScriptSession script(TableNames tables, SessionSettings settings) {
		return PostgresqlScriptSession.of(tables, settings);
	}

	@Override
	public ScriptSession scriptForSchemas(TableNames tables, SessionSettings settings) {
		return PostgresqlScriptSession.ofSchemas(tables, settings);
	}

	@Override
	public ConditionalScript conditionalScript(TableNames tables) {
		return new PsqlScript(tables);
	}

	@Override
	public void runScript(JdbcOperations jdbc, String script) {
		ClientScript.run(jdbc, script);
	}

	@Override
	public DatabaseCatalog catalog(JdbcOperations jdbc) {
		return EntireCatalog.read(jdbc);
	}

	@Override
	public DatabaseDump dump(JdbcOperations jdbc) {
		return new PostgresqlDump(jdbc, splitter());
	}

	@Override
	public @Nullable String changesServer(String statement) {
		return PostgresqlDatabases.changesServer(statement);
	}

	@Override
	public @Nullable String otherDatabase(String url, String name) {
		return PostgresqlDatabases.url(url, name);
	}

	@Override
	public Databases databases(JdbcOperations jdbc) {
		return new PostgresqlDatabases(jdbc);
	}

	@Override
	public @Nullable String otherSchema(String url, String name) {
		return PostgresqlSchemas.url(url, name);
	}

	@Override
	public OwnSchemas ownSchemas(JdbcOperations jdbc) {
		return new PostgresqlSchemas(jdbc);
	}

	@Override
	public Connection driverConnection(Connection connection) throws SQLException {
		return (connection.isWrapperFor(PGConnection.class)
				&& connection.unwrap(PGConnection.class) instanceof Connection driver) ? driver : connection;
	}

	@Override
	public void cancel(Connection connection) throws SQLException {
		connection.unwrap(PGConnection.class).cancelQuery();
	}

	@Override
	public Optional<String> otherToolAtWork(JdbcOperations jdbc, ObjectName table, long lock) {
		return OtherToolSession.find(jdbc, table, lock);
	}

	@Override
	public @Nullable SessionMonitor monitor(Connection connection) throws SQLException {
		return PostgresqlSessionMonitor.of(connection);
	}

	@Override
	public ServerError error(SQLException exception) {
		return PostgresqlErrors.read(exception);
	}

}
