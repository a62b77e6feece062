package dev.migrate.runtime;

import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.Operation;
import dev.migrate.operations.OperationExecutor;
import dev.migrate.schema.Inspector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
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
			if (command.parameters().isEmpty()) {
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
		Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
		command.parameters().forEach((name, value) -> parameters.put(name, convert(value)));
		new NamedParameterJdbcTemplate(this.jdbc).execute(command.sql(), parameters, PreparedStatement::execute);
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
		if (value instanceof Collection<?> collection) {
			return collection.stream().map(JdbcOperationExecutor::convert).toList();
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
