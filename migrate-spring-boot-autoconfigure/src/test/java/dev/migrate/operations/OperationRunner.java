package dev.migrate.operations;

import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.InsertedRows;
import dev.migrate.dialect.PreparedSql;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.dialect.postgresql.PostgresqlDialect;
import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.testsupport.CatalogText;
import dev.migrate.testsupport.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs operations on a database and reads what is there.
 */
final class OperationRunner implements OperationExecutor {

	private static final String ROWS = """
			SELECT concat_ws(' ', 'rows', c.oid::regclass, query_to_xml('SELECT * FROM ' || c.oid::regclass, true, true, ''))
			FROM pg_class c WHERE c.relkind = 'r' AND c.oid >= 16384
				AND c.relnamespace <> 'information_schema'::regnamespace ORDER BY 1""";

	private final Dialect dialect;

	private final JdbcTemplate jdbc;

	private final @Nullable TransactionTemplate transaction;

	/**
	 * Creates a runner that leaves transactions to others.
	 */
	OperationRunner(JdbcTemplate jdbc, Dialect dialect) {
		this.jdbc = jdbc;
		this.dialect = dialect;
		this.transaction = null;
	}

	/**
	 * Creates a runner that runs each operation in a transaction.
	 */
	OperationRunner(TestDatabase database) {
		this.dialect = PostgresqlDialect.newest();
		DataSource dataSource = database.dataSource();
		this.jdbc = new JdbcTemplate(dataSource);
		this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
	}

	static List<String> statements(Operation operation) {
		return PostgresqlDialect.newest().write(operation).stream().map(SqlCommand::sql).toList();
	}

	/**
	 * Operations whose calls are checked and then lead to nothing.
	 */
	static Operations refusing() {
		return new DefaultOperations(new OperationExecutor() {

			@Override
			public void execute(Operation operation) {
				throw new AssertionError(operation.describe());
			}

			@Override
			public void autocommitBlock(Runnable block) {
				throw new UnsupportedOperationException();
			}

			@Override
			public Inspector inspect() {
				throw new UnsupportedOperationException();
			}

			@Override
			public JdbcClient jdbc() {
				throw new UnsupportedOperationException();
			}

		}, new NamingConvention());
	}

	Operations op() {
		return new DefaultOperations(this, new NamingConvention());
	}

	void run(Operation operation) {
		execute(operation);
	}

	@Override
	public void execute(Operation operation) {
		List<SqlCommand> commands = this.dialect.write(operation);
		if (this.transaction == null || operation.runsOutsideTransaction()) {
			commands.forEach(this::execute);
			return;
		}
		this.transaction.executeWithoutResult((status) -> commands.forEach(this::execute));
	}

	private void execute(SqlCommand command) {
		InsertedRows rows = command.rows();
		if (rows != null) {
			this.dialect.insert(this.jdbc, rows);
		}
		else if (command.backfill() != null) {
			this.dialect.batches(this.jdbc, command.backfill()).update(null);
		}
		else if (command.parameters().isEmpty()) {
			this.jdbc.execute(command.sql());
		}
		else {
			PreparedSql prepared = this.dialect.prepare(command);
			this.jdbc.update(prepared.sql(), prepared.values().toArray());
		}
	}

	@Override
	public void autocommitBlock(Runnable block) {
		block.run();
	}

	@Override
	public Inspector inspect() {
		return this.dialect.inspector(this.jdbc);
	}

	@Override
	public JdbcClient jdbc() {
		return JdbcClient.create(this.jdbc);
	}

	/**
	 * Reads what is in the database besides what belongs to an extension or the system.
	 */
	List<String> state() {
		List<String> lines = new ArrayList<>(CatalogText.of(this.jdbc));
		lines.addAll(this.jdbc.queryForList(ROWS, String.class));
		return lines;
	}

}
