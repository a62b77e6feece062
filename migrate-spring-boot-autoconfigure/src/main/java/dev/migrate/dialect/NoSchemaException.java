package dev.migrate.dialect;

import dev.migrate.MigrateException;

/**
 * Thrown when a connection has no schema to keep the version table in.
 */
public class NoSchemaException extends MigrateException {

	/**
	 * Creates an exception.
	 * @param database the name of the database
	 * @param searchPath the search path of the connection
	 */
	public NoSchemaException(String database, String searchPath) {
		super("No schema of the search path (%s) exists in database '%s'.".formatted(searchPath, database),
				"Create the schema, set migrate.schema to one that exists, or name one in the JDBC URL"
						+ " (currentSchema).");
	}

}
