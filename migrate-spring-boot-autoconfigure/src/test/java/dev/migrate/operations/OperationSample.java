package dev.migrate.operations;

import java.util.List;
import java.util.function.Consumer;

import dev.migrate.operations.operation.Operation;

/**
 * An operation with what must be there before it, which every test of operations tries.
 *
 * @param name what is special about it, a few words
 * @param since the first major version of PostgreSQL that has it
 * @param given SQL statements that make what the operation needs, in an empty database
 * @param operation the operation
 */
record OperationSample(String name, int since, List<String> given, Operation operation) {

	/**
	 * A sample for every version that is supported.
	 */
	static OperationSample of(String name, Operation operation, String... given) {
		return new OperationSample(name, 14, List.of(given), operation);
	}

	/**
	 * A sample for every version that is supported, of the one operation that a call of a
	 * migration makes.
	 */
	static OperationSample call(String name, Consumer<Operations> call, String... given) {
		return of(name, OperationRecorder.one(call), given);
	}

	/**
	 * Returns this sample for a version and all later ones.
	 */
	OperationSample since(int version) {
		return new OperationSample(this.name, version, this.given, this.operation);
	}

	@Override
	public String toString() {
		return this.operation.getClass().getSimpleName() + ": " + this.name;
	}

}
