package dev.migrate.runtime;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.operations.IrreversibleOperationException;
import dev.migrate.operations.Operation;
import dev.migrate.operations.OperationExecutor;
import dev.migrate.schema.Inspector;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes down the operations of a reversible migration, each of which must have a reverse.
 */
final class RecordingOperationExecutor implements OperationExecutor {

	private final List<Operation> operations = new ArrayList<>();

	private final List<Operation> reverses = new ArrayList<>();

	@Override
	public void execute(Operation operation) {
		this.operations.add(operation);
		this.reverses.add(0,
				operation.reverse().orElseThrow(() -> new IrreversibleOperationException(operation.describe())));
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
	 * Returns the operations.
	 * @return the operations in their order
	 */
	List<Operation> operations() {
		return this.operations;
	}

	/**
	 * Returns what undoes the operations.
	 * @return the reverses, the last one's first
	 */
	List<Operation> reverses() {
		return this.reverses;
	}

}
