package dev.migrate.operations;

import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.Inspector;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts operations into effect: on a database, in a script or in a list.
 */
public interface OperationExecutor {

	/**
	 * Puts an operation into effect.
	 * @param operation the operation
	 */
	void execute(Operation operation);

	/**
	 * Puts the operations that a block calls into effect outside of a transaction.
	 * @param block calls {@link #execute(Operation)} and whatever else is in this
	 * interface
	 */
	void autocommitBlock(Runnable block);

	/**
	 * Returns a client on the connection of the migration.
	 * @return the client
	 * @throws InvalidOperationException if there is no connection to give
	 */
	JdbcClient jdbc();

	/**
	 * Returns what tells what is in the database.
	 * @return the inspector, which may remember its answers until an operation is put
	 * into effect
	 * @throws InvalidOperationException if there is no connection
	 */
	Inspector inspect();

}
