package dev.migrate.dialect;

import dev.migrate.MigrateException;

/**
 * Thrown when the default schema of a run is not there, so that what the revisions create
 * would end up in another one.
 */
public class MissingSchemaException extends MigrateException {

	/**
	 * Creates an exception.
	 * @param schema the schema
	 * @param database the name of the database
	 */
	public MissingSchemaException(String schema, String database) {
		super("Schema '%s' does not exist in database '%s', or the role may not use it.".formatted(schema, database),
				"Create the schema and grant USAGE and CREATE on it, or set migrate.schema to another one.");
	}

}
