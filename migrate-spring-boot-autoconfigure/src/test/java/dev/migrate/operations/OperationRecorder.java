package dev.migrate.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.naming.NamingConvention;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes down the operations that a migration would run.
 */
public final class OperationRecorder implements OperationExecutor {

	private final List<Operation> operations = new ArrayList<>();

	private OperationRecorder() {
	}

	public static List<Operation> record(Consumer<Operations> calls) {
		OperationRecorder recorder = new OperationRecorder();
		calls.accept(new DefaultOperations(recorder, new NamingConvention()));
		return recorder.operations;
	}

	/**
	 * Returns the only operation that calls make.
	 */
	static Operation one(Consumer<Operations> calls) {
		List<Operation> operations = record(calls);
		if (operations.size() != 1) {
			throw new IllegalArgumentException("not one operation: " + operations);
		}
		return operations.get(0);
	}

	@Override
	public void execute(Operation operation) {
		this.operations.add(operation);
	}

	@Override
	public void autocommitBlock(Runnable block) {
		block.run();
	}

	@Override
	public Inspector inspect() {
		throw new UnsupportedOperationException();
	}

	@Override
	public JdbcClient jdbc() {
		throw new UnsupportedOperationException();
	}

}
