package dev.migrate.dialect.h2;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.InsertedRows;
import dev.migrate.dialect.LockMode;
import dev.migrate.dialect.MigrationSchemaException;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.dialect.PreparedSql;
import dev.migrate.dialect.ServerError;
import dev.migrate.dialect.SessionSettings;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.dialect.StatementSplitter;
import dev.migrate.dialect.TableLocations;
import dev.migrate.dialect.TableNames;
import dev.migrate.dialect.database.DatabaseCatalog;
import dev.migrate.dialect.database.Databases;
import dev.migrate.dialect.dependency.DroppedData;
import dev.migrate.dialect.sql.DropStatements;
import dev.migrate.dialect.sql.NamedParameters;
import dev.migrate.dialect.sql.SqlSplitter;
import dev.migrate.dialect.tenant.EachSchema;
import dev.migrate.dialect.tenant.SchemaReader;
import dev.migrate.dialect.tenant.SchemaTables;
import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.ResultSetExtractor;

/**
 * The dialect of H2, for tests of applications whose own database is another one. It uses
 * nothing but JDBC, so that H2 need not be on the class path.
 */
public final class H2Dialect implements Dialect {

	static final String NAME = "H2";

	private static final String FIND_TABLES = """
			SELECT CURRENT_CATALOG AS database_name, coalesce(CAST(? AS varchar), CURRENT_SCHEMA) AS schema_name,
				t.TABLE_NAME AS table_name, t.TABLE_TYPE AS table_type, c.COLUMN_NAME AS column_name,
				c.DATA_TYPE AS data_type
			FROM (SELECT 1 AS one)
			LEFT JOIN INFORMATION_SCHEMA.TABLES t
				ON t.TABLE_SCHEMA = coalesce(CAST(? AS varchar), CURRENT_SCHEMA) AND t.TABLE_NAME IN (?, ?)
			LEFT JOIN INFORMATION_SCHEMA.COLUMNS c
				ON c.TABLE_SCHEMA = t.TABLE_SCHEMA AND c.TABLE_NAME = t.TABLE_NAME""";

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public List<SqlCommand> write(Operation operation) {
		H2SqlWriter writer = new H2SqlWriter();
		operation.write(writer);
		return writer.commands();
	}

	@Override
	public String quote(ObjectName name) {
		return H2Identifiers.quote(name);
	}

	@Override
	public String inline(SqlCommand command) {
		return NamedParameters.inline(command, H2Literals::of);
	}

	@Override
	public PreparedSql prepare(SqlCommand command) {
		return NamedParameters.prepare(command, "?");
	}

	@Override
	public void insert(JdbcOperations jdbc, InsertedRows rows) {
		H2Inserts.insert(jdbc, rows);
	}

	@Override
	public Iterable<String> insertStatements(InsertedRows rows) {
		return H2Inserts.statements(rows);
	}

	@Override
	public StatementSplitter splitter() {
		return new SqlSplitter(H2Statements::refusal);
	}

	@Override
	public boolean refusedInTransaction(String statement) {
		return H2Statements.commits(statement);
	}

	@Override
	public List<DroppedData> dropped(String statement) {
		return DropStatements.dropped(statement);
	}

	@Override
	public TableLocations findTables(JdbcOperations jdbc, TableNames names) {
		H2Identifiers identifiers = H2Identifiers.of(jdbc);
		String schema = (names.schema() != null) ? identifiers.stored(names.schema()) : null;
		String version = identifiers.stored(names.version());
		String history = identifiers.stored(names.history());
		ResultSetExtractor<TableLocations> reading = (rows) -> found(rows, identifiers, names, version);
		return Objects.requireNonNull(jdbc.query(FIND_TABLES, reading, schema, schema, version, history));
	}

	private static TableLocations found(ResultSet rows, H2Identifiers identifiers, TableNames names, String version)
			throws SQLException {
		boolean versionExists = false;
		Map<String, String> historyColumns = new HashMap<>();
		String database = "";
		String schema = "";
		while (rows.next()) {
			database = rows.getString("database_name");
			schema = identifiers.given(rows.getString("schema_name"));
			String table = rows.getString("table_name");
			if (table == null) {
				continue;
			}
			if (!rows.getString("table_type").equals("BASE TABLE")) {
				throw MigrationSchemaException.notATable(new ObjectName(schema, identifiers.given(table)));
			}
			if (table.equals(version)) {
				versionExists = true;
			}
			else if (rows.getString("column_name") != null) {
				historyColumns.put(identifiers.given(rows.getString("column_name")),
						rows.getString("data_type").toLowerCase(Locale.ROOT));
			}
		}
		return new TableLocations(database, new ObjectName(schema, names.version()), versionExists,
				new ObjectName(schema, names.history()), historyColumns);
	}

	@Override
	public SchemaReader schemas(JdbcOperations jdbc) {
		return new EachSchema(jdbc, H2Identifiers.of(jdbc)::given, (schema, version, history) -> {
			TableLocations found = findTables(jdbc, new TableNames(schema, version, history));
			return new SchemaTables(found.database(), found.versionExists(), found.historyColumns());
		});
	}

	@Override
	public DatabaseCatalog catalog(JdbcOperations jdbc) {
		return H2Catalog.read(jdbc);
	}

	@Override
	public @Nullable String otherDatabase(String url, String name) {
		return H2Databases.url(url, name);
	}

	@Override
	public Databases databases(JdbcOperations jdbc) {
		return new H2Databases();
	}

	@Override
	public Inspector inspector(JdbcOperations jdbc) {
		return new H2Inspector(jdbc);
	}

	@Override
	public MigrationSession session(JdbcOperations jdbc, TableLocations lock, SessionSettings settings, LockMode mode) {
		return new H2Session(jdbc, settings);
	}

	@Override
	public ServerError error(SQLException exception) {
		return H2Errors.read(exception);
	}

}
