package dev.migrate.dialect.postgresql;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.dialect.NoSchemaException;
import dev.migrate.dialect.ServerError;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.dialect.StatementSplitter;
import dev.migrate.dialect.TableNames;
import dev.migrate.dialect.TablesFound;
import dev.migrate.operations.Operation;
import dev.migrate.schema.ObjectName;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * The dialect of PostgreSQL.
 */
public final class PostgresqlDialect implements Dialect {

	// Both names are resolved on the server, which knows what the search path leads to.
	private static final String FIND_TABLES = """
			SELECT database, search_path, schema,
				to_regclass(quote_ident(schema) || '.' || quote_ident(version)) IS NOT NULL AS version_exists,
				to_regclass(quote_ident(schema) || '.' || quote_ident(history)) IS NOT NULL AS history_exists
			FROM (SELECT current_database() AS database, current_setting('search_path') AS search_path,
				coalesce(?::text, current_schema()) AS schema, ?::text AS version, ?::text AS history) AS names""";

	@Override
	public String name() {
		return "PostgreSQL";
	}

	@Override
	public List<SqlCommand> write(Operation operation) {
		PostgresqlSqlWriter writer = new PostgresqlSqlWriter();
		operation.write(writer);
		return writer.commands();
	}

	@Override
	public String quote(ObjectName name) {
		return PostgresqlIdentifiers.quote(name);
	}

	@Override
	public StatementSplitter splitter() {
		return new PostgresqlStatementSplitter();
	}

	@Override
	public boolean refusedInTransaction(String statement) {
		return PostgresqlTransactionRules.refusedInTransaction(statement);
	}

	@Override
	public TablesFound findTables(JdbcOperations jdbc, TableNames names) {
		return Objects.requireNonNull(jdbc.queryForObject(FIND_TABLES, (row, number) -> {
			String schema = row.getString("schema");
			if (schema == null) {
				throw new NoSchemaException(row.getString("database"), row.getString("search_path"));
			}
			return new TablesFound(row.getString("database"), new ObjectName(schema, names.version()),
					row.getBoolean("version_exists"), new ObjectName(schema, names.history()),
					row.getBoolean("history_exists"));
		}, names.schema(), names.version(), names.history()));
	}

	@Override
	public MigrationSession session(JdbcOperations jdbc, TablesFound lock) {
		return new PostgresqlSession(jdbc, AdvisoryLockKey.of(lock.database(), lock.version()));
	}

	@Override
	public ServerError error(SQLException exception) {
		if (exception instanceof PSQLException psql && psql.getServerErrorMessage() != null) {
			ServerErrorMessage error = psql.getServerErrorMessage();
			return new ServerError(Objects.requireNonNullElse(error.getMessage(), psql.getMessage()), error.getDetail(),
					error.getHint(), error.getPosition());
		}
		return new ServerError(String.valueOf(exception.getMessage()), null, null, 0);
	}

}
