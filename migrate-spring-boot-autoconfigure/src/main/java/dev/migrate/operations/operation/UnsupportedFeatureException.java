package dev.migrate.operations.operation;

import dev.migrate.MigrateException;
import dev.migrate.schema.DataType;

/**
 * Thrown when an operation needs something that the database does not have.
 */
public class UnsupportedFeatureException extends MigrateException {

	/**
	 * Creates an exception.
	 * @param database the database with its version, such as {@code PostgreSQL 14}
	 * @param feature what it does not have
	 */
	public UnsupportedFeatureException(String database, Feature feature) {
		this("%s does not have %s.".formatted(database, feature.description()), feature.alternative());
	}

	private UnsupportedFeatureException(String problem, String action) {
		super(problem, action);
	}

	/**
	 * Returns the exception for a data type that the database does not have.
	 * @param database the database, such as {@code H2}
	 * @param type the type
	 * @param action what to do instead, a sentence
	 * @return the exception
	 */
	public static UnsupportedFeatureException dataType(String database, DataType type, String action) {
		return new UnsupportedFeatureException("%s does not have the data type %s.".formatted(database, type), action);
	}

}
