package dev.migrate.runtime.content;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.migrate.operations.IrreversibleOperationException;
import dev.migrate.operations.OperationExecutor;
import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.Inspector;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes down the operations of a reversible migration, each of which must have a reverse.
 */
public final class RecordingOperationExecutor implements OperationExecutor {

	private List<Consumer<OperationExecutor>> operations = new ArrayList<>();

	private List<Consumer<OperationExecutor>> reverses = new ArrayList<>();

	@Override
	public void execute(Operation operation) {
		Operation reverse = operation.reverse()
			.orElseThrow(() -> new IrreversibleOperationException(operation.describe()));
		this.operations.add((executor) -> executor.execute(operation));
		this.reverses.add(0, (executor) -> executor.execute(reverse));
	}

	@Override
	public void autocommitBlock(Runnable block) {
		List<Consumer<OperationExecutor>> outerOperations = this.operations;
		List<Consumer<OperationExecutor>> outerReverses = this.reverses;
		this.operations = new ArrayList<>();
		this.reverses = new ArrayList<>();
		try {
			block.run();
			outerOperations.add(asBlock(this.operations));
			outerReverses.add(0, asBlock(this.reverses));
		}
		finally {
			this.operations = outerOperations;
			this.reverses = outerReverses;
		}
	}

	private static Consumer<OperationExecutor> asBlock(List<Consumer<OperationExecutor>> operations) {
		return (executor) -> executor
			.autocommitBlock(() -> operations.forEach((operation) -> operation.accept(executor)));
	}

	@Override
	public JdbcClient jdbc() {
		throw NoConnection.inReversibleMigration();
	}

	@Override
	public Inspector inspect() {
		throw NoConnection.inspectionInReversibleMigration();
	}

	/**
	 * Puts the operations into effect in their order.
	 * @param executor where
	 */
	void replay(OperationExecutor executor) {
		this.operations.forEach((operation) -> operation.accept(executor));
	}

	/**
	 * Puts into effect what undoes the operations, the last one's reverse first.
	 * @param executor where
	 */
	void reverse(OperationExecutor executor) {
		this.reverses.forEach((operation) -> operation.accept(executor));
	}

}
