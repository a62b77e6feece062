package dev.migrate.runtime.content;

import dev.migrate.dialect.Dialect;
import dev.migrate.operations.OperationExecutor;
import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.Inspector;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes operations down and throws the text away, only to learn whether the database has
 * what they need.
 */
public final class FeatureCheck implements OperationExecutor {

	private final Dialect dialect;

	FeatureCheck(Dialect dialect) {
		this.dialect = dialect;
	}

	@Override
	public void execute(Operation operation) {
		this.dialect.write(operation);
	}

	@Override
	public void autocommitBlock(Runnable block) {
		block.run();
	}

	@Override
	public JdbcClient jdbc() {
		throw NoConnection.whileChecking();
	}

	@Override
	public Inspector inspect() {
		throw NoConnection.whileChecking();
	}

}
