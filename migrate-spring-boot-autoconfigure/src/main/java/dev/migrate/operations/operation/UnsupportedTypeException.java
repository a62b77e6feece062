package dev.migrate.operations.operation;

import dev.migrate.MigrateException;
import dev.migrate.schema.DataType;

/**
 * Thrown when an operation needs a data type that the database has not.
 */
public class UnsupportedTypeException extends MigrateException {

	private final DataType type;

	/**
	 * Creates an exception.
	 * @param database the database, such as {@code H2}
	 * @param type the type that it has not
	 * @param action what to do instead, a sentence
	 */
	public UnsupportedTypeException(String database, DataType type, String action) {
		super("%s does not have the data type %s.".formatted(database, type), action);
		this.type = type;
	}

	public DataType getType() {
		return this.type;
	}

}
