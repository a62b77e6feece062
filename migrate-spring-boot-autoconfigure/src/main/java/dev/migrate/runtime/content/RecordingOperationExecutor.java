package dev.migrate.runtime.content;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.migrate.operations.IrreversibleOperationException;
import dev.migrate.operations.OperationExecutor;
import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.Inspector;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes down the operations of a reversible migration, each of which must have a reverse.
 */
public final class RecordingOperationExecutor implements OperationExecutor {

	private final Supplier<@Nullable StackTraceElement> position;

	private List<Recorded> operations = new ArrayList<>();

	private List<Recorded> reverses = new ArrayList<>();

	private @Nullable StackTraceElement failed;

	/**
	 * Creates an executor that does not tell where an operation was called.
	 */
	public RecordingOperationExecutor() {
		this(() -> null);
	}

	/**
	 * Creates an executor.
	 * @param position returns where the migration is when it calls an operation
	 */
	public RecordingOperationExecutor(Supplier<@Nullable StackTraceElement> position) {
		this.position = position;
	}

	@Override
	public void execute(Operation operation) {
		Operation reverse = operation.reverse()
			.orElseThrow(() -> new IrreversibleOperationException(operation.describe()));
		StackTraceElement place = this.position.get();
		this.operations.add(new Recorded((executor) -> executor.execute(operation), place));
		this.reverses.add(0, new Recorded((executor) -> executor.execute(reverse), place));
	}

	@Override
	public void autocommitBlock(Runnable block) {
		StackTraceElement place = this.position.get();
		List<Recorded> outerOperations = this.operations;
		List<Recorded> outerReverses = this.reverses;
		this.operations = new ArrayList<>();
		this.reverses = new ArrayList<>();
		try {
			block.run();
			outerOperations.add(new Recorded(asBlock(this.operations), place));
			outerReverses.add(0, new Recorded(asBlock(this.reverses), place));
		}
		finally {
			this.operations = outerOperations;
			this.reverses = outerReverses;
		}
	}

	private Consumer<OperationExecutor> asBlock(List<Recorded> operations) {
		return (executor) -> executor.autocommitBlock(() -> run(operations, executor));
	}

	private void run(List<Recorded> operations, OperationExecutor executor) {
		for (Recorded operation : operations) {
			try {
				operation.effect().accept(executor);
			}
			catch (RuntimeException ex) {
				this.failed = (this.failed != null) ? this.failed : operation.place();
				throw ex;
			}
		}
	}

	/**
	 * Returns where the operation was called that failed when it was put into effect.
	 * @return the place, or {@code null} if none failed
	 */
	@Nullable StackTraceElement failed() {
		return this.failed;
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
		run(this.operations, executor);
	}

	/**
	 * Puts into effect what undoes the operations, the last one's reverse first.
	 * @param executor where
	 */
	void reverse(OperationExecutor executor) {
		run(this.reverses, executor);
	}

	private record Recorded(Consumer<OperationExecutor> effect, @Nullable StackTraceElement place) {

	}

}
