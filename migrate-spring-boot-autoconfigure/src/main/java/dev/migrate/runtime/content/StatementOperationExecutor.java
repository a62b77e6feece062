package dev.migrate.runtime.content;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.OperationExecutor;
import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.Inspector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Turns operations into statements and remembers the one that it was at.
 */
public final class StatementOperationExecutor implements OperationExecutor {

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
	public StatementOperationExecutor(Dialect dialect, String location, StatementRunner runner) {
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
		this.running = null;
		List<SqlCommand> commands = this.dialect.write(operation);
		if (operation.runsOutsideTransaction()) {
			this.runner.autocommit(() -> run(commands));
		}
		else {
			run(commands);
		}
	}

	private void run(List<SqlCommand> commands) {
		List<RevisionStatement> statements = new ArrayList<>();
		for (SqlCommand command : commands) {
			if (command.parameters().isEmpty() && command.rows() == null && command.backfill() == null) {
				// What is executed as it stands may be several statements, or none, and
				// end in a comment.
				this.running = command.sql();
				this.dialect.splitter()
					.split(command.sql(), this.location)
					.forEach((statement) -> statements.add(toRun(SqlCommand.of(statement))));
				this.running = null;
			}
			else {
				statements.add(toRun(command));
			}
		}
		this.runner.run(statements);
	}

	private RevisionStatement toRun(SqlCommand command) {
		logger.debug("{}", command.sql());
		return new RevisionStatement(command, command::sql, (failure) -> {
			this.running = command.sql();
			return failure;
		});
	}

	@Override
	public void autocommitBlock(Runnable block) {
		this.runner.autocommit(block);
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
