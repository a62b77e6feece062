package dev.migrate.operations;

import dev.migrate.MigrateException;

/**
 * Thrown when a {@link ReversibleMigration} contains an operation that has no reverse.
 */
public class IrreversibleOperationException extends MigrateException {

	private final String operation;

	/**
	 * Creates an exception.
	 * @param operation the description of the operation
	 */
	public IrreversibleOperationException(String operation) {
		super("A reversible migration contains an operation that cannot be reversed: %s.".formatted(operation),
				"Give the operation the definition of what it drops, or implement Migration with a downgrade instead.");
		this.operation = operation;
	}

	public String getOperation() {
		return this.operation;
	}

}
