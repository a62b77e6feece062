package dev.migrate.runtime;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.function.Consumer;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.InsertedRows;
import dev.migrate.dialect.PreparedSql;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.operations.Backfill;
import dev.migrate.operations.Operation;
import dev.migrate.operations.OperationExecutor;
import dev.migrate.schema.Inspector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Turns operations into statements and remembers the one that it was at.
 */
final class StatementOperationExecutor implements OperationExecutor {

	private static final Logger logger = LoggerFactory.getLogger(StatementOperationExecutor.class);

	private final Dialect dialect;

	private final String location;

	private final StatementRunner runner;

	private @Nullable String running;

	private @Nullable Inspector inspector;

	/**
	 * Creates an executor.
	 * @param dialect the database
	 * @param location where the script is, for messages
	 * @param runner what runs each statement
	 */
	StatementOperationExecutor(Dialect dialect, String location, StatementRunner runner) {
		this.dialect = dialect;
		this.location = location;
		this.runner = runner;
	}

	/**
	 * Returns the statement that is running or has failed.
	 * @return the statement, or {@code null} if the last one has succeeded
	 */
	@Nullable String running() {
		return this.running;
	}

	@Override
	public void execute(Operation operation) {
		this.inspector = null;
		if (operation.autocommits()) {
			this.runner.autocommit(() -> run(operation));
		}
		else {
			run(operation);
		}
	}

	private void run(Operation operation) {
		for (SqlCommand command : this.dialect.write(operation)) {
			this.running = command.sql();
			InsertedRows rows = command.rows();
			Backfill backfill = command.backfill();
			if (backfill != null) {
				logger.debug("{}", command.sql());
				this.runner.run(new RevisionStatement(command, command::sql), backfill);
			}
			else if (rows != null) {
				run(command, (jdbc) -> this.dialect.insert(jdbc, rows));
			}
			else if (command.parameters().isEmpty()) {
				// What is executed as it stands may be several statements, or none, and
				// end in a comment.
				this.dialect.splitter()
					.split(command.sql(), this.location)
					.stream()
					.map(SqlStatement::text)
					.forEach((sql) -> run(new SqlCommand(sql, Map.of()), (jdbc) -> SqlText.execute(jdbc, sql)));
			}
			else {
				run(command, (jdbc) -> execute(jdbc, command));
			}
			this.running = null;
		}
	}

	private void run(SqlCommand command, Consumer<JdbcTemplate> execution) {
		logger.debug("{}", command.sql());
		this.running = command.sql();
		this.runner.run(new RevisionStatement(command, command::sql), execution);
	}

	@Override
	public void autocommitBlock(Runnable block) {
		this.runner.autocommit(block);
	}

	private void execute(JdbcTemplate jdbc, SqlCommand command) {
		PreparedSql prepared = this.dialect.prepare(command);
		PreparedStatementSetter values = new ArgumentPreparedStatementSetter(
				prepared.values().stream().map(StatementOperationExecutor::convert).toArray());
		jdbc.execute(prepared.sql(), (PreparedStatementCallback<Boolean>) (statement) -> {
			values.setValues(statement);
			return statement.execute();
		});
	}

	/**
	 * Turns a value that JDBC has no type for into one that it has.
	 */
	private static @Nullable Object convert(@Nullable Object value) {
		if (value instanceof Instant instant) {
			return instant.atOffset(ZoneOffset.UTC);
		}
		if (value instanceof ZonedDateTime time) {
			return time.toOffsetDateTime();
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		return value;
	}

	@Override
	public JdbcClient jdbc() {
		this.inspector = null;
		return JdbcClient.create(this.runner.jdbc());
	}

	@Override
	public Inspector inspect() {
		if (this.inspector == null) {
			this.inspector = this.runner.inspector(this.dialect).cached();
		}
		return this.inspector;
	}

}
