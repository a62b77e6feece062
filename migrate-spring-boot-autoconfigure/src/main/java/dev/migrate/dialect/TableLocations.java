package dev.migrate.dialect;

import java.util.Map;

import dev.migrate.schema.ObjectName;

/**
 * Where the tables of the tool are.
 *
 * @param database the name of the database
 * @param version the version table, with its schema
 * @param versionExists whether it exists
 * @param history the history table, with its schema
 * @param historyColumns the columns of the history table with their types, without
 * lengths and in lower case, such as {@code character varying}; empty if it does not
 * exist
 */
public record TableLocations(String database, ObjectName version, boolean versionExists, ObjectName history,
		Map<String, String> historyColumns) {

	public TableLocations {
		historyColumns = Map.copyOf(historyColumns);
	}

	/**
	 * Returns whether the history table exists.
	 * @return {@code true} if it has columns
	 */
	public boolean historyExists() {
		return !this.historyColumns.isEmpty();
	}

}
