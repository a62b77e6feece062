package dev.migrate.runtime;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.InsertedRows;
import dev.migrate.dialect.PreparedSql;
import dev.migrate.dialect.SqlCommand;
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
 * Runs operations on the connection of the migration and remembers the statement that it
 * was at.
 */
final class JdbcOperationExecutor implements OperationExecutor {

	private static final Logger logger = LoggerFactory.getLogger(JdbcOperationExecutor.class);

	private final Dialect dialect;

	private final String location;

	private final JdbcTemplate jdbc;

	private final StatementGuard guard;

	private @Nullable String running;

	private @Nullable Inspector inspector;

	/**
	 * Creates an executor.
	 * @param dialect the database
	 * @param location where the script is, for messages
	 * @param jdbc the connection
	 * @param guard what runs each statement
	 */
	JdbcOperationExecutor(Dialect dialect, String location, JdbcTemplate jdbc, StatementGuard guard) {
		this.dialect = dialect;
		this.location = location;
		this.jdbc = jdbc;
		this.guard = guard;
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
		for (SqlCommand command : this.dialect.write(operation)) {
			InsertedRows rows = command.rows();
			if (rows != null) {
				run(command.sql(), () -> this.dialect.insert(this.jdbc, rows));
			}
			else if (command.parameters().isEmpty()) {
				this.running = command.sql();
				this.dialect.splitter()
					.split(command.sql(), this.location)
					.forEach((statement) -> run(statement.text(), () -> SqlText.execute(this.jdbc, statement.text())));
			}
			else {
				run(command.sql(), () -> execute(command));
			}
			this.running = null;
		}
	}

	private void run(String statement, Runnable execution) {
		logger.debug("{}", statement);
		this.running = statement;
		this.guard.run(statement, execution);
	}

	private void execute(SqlCommand command) {
		PreparedSql prepared = this.dialect.prepare(command);
		PreparedStatementSetter values = new ArgumentPreparedStatementSetter(
				prepared.values().stream().map(JdbcOperationExecutor::convert).toArray());
		this.jdbc.execute(prepared.sql(), (PreparedStatementCallback<Boolean>) (statement) -> {
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
		return JdbcClient.create(this.jdbc);
	}

	@Override
	public Inspector inspect() {
		if (this.inspector == null) {
			this.inspector = this.dialect.inspector(this.jdbc).cached();
		}
		return this.inspector;
	}

}
