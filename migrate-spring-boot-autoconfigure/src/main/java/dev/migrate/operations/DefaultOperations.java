package dev.migrate.operations;

import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.naming.NamingConvention;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The {@link Operations} that hand everything to an {@link OperationExecutor}.
 */
public final class DefaultOperations implements Operations {

	private final OperationExecutor executor;

	private final NamingConvention naming;

	/**
	 * Creates operations.
	 * @param executor what puts them into effect
	 * @param naming how to name constraints and indexes that have no name
	 */
	public DefaultOperations(OperationExecutor executor, NamingConvention naming) {
		this.executor = executor;
		this.naming = naming;
	}

	@Override
	public void apply(Operation operation) {
		this.executor.execute(operation);
	}

	@Override
	public NamingConvention naming() {
		return this.naming;
	}

	@Override
	public void autocommitBlock(Runnable block) {
		this.executor.autocommitBlock(block);
	}

	@Override
	public JdbcClient jdbc() {
		return this.executor.jdbc();
	}

	@Override
	public Inspector inspect() {
		return this.executor.inspect();
	}

}
