package dev.migrate.dialect;

import dev.migrate.schema.ObjectName;

/**
 * Where the tables of the tool are.
 *
 * @param database the name of the database
 * @param version the version table, with its schema
 * @param versionExists whether it exists
 * @param history the history table, with its schema
 * @param historyExists whether it exists
 */
public record TablesFound(String database, ObjectName version, boolean versionExists, ObjectName history,
		boolean historyExists) {
}
