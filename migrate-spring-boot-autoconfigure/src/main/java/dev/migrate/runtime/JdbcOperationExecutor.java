package dev.migrate.runtime;

import java.sql.PreparedStatement;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.Operation;
import dev.migrate.operations.OperationExecutor;
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

	private final JdbcTemplate jdbc;

	private final StatementGuard guard;

	private @Nullable String running;

	JdbcOperationExecutor(Dialect dialect, JdbcTemplate jdbc, StatementGuard guard) {
		this.dialect = dialect;
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
		for (SqlCommand command : this.dialect.write(operation)) {
			logger.debug("{}", command.sql());
			this.running = command.sql();
			this.guard.run(command.sql(), () -> execute(command));
			this.running = null;
		}
	}

	private void execute(SqlCommand command) {
		if (command.parameters().isEmpty()) {
			SqlText.execute(this.jdbc, command.sql());
		}
		else {
			new NamedParameterJdbcTemplate(this.jdbc).execute(command.sql(), command.parameters(),
					PreparedStatement::execute);
		}
	}

	@Override
	public JdbcClient jdbc() {
		return JdbcClient.create(this.jdbc);
	}

}
