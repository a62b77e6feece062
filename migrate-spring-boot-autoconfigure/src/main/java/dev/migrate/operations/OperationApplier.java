package dev.migrate.operations;

import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.naming.NamingConvention;

/**
 * Applies operations that are given as values, and knows the names of constraints and
 * indexes that have none. The interfaces by theme that {@link Operations} consists of add
 * a method for each operation.
 */
public interface OperationApplier {

	/**
	 * Applies an operation that is given as a value.
	 * @param operation one of Migrate's or of the application's own
	 */
	void apply(Operation operation);

	/**
	 * Returns how constraints and indexes are named that have no name.
	 * @return the naming convention
	 */
	NamingConvention naming();

}
