package dev.migrate.dialect.tenant;

import java.util.Map;

/**
 * The tables of the tool in one of many schemas.
 *
 * @param database the name of the database
 * @param versionExists whether there is a version table
 * @param historyColumns the columns of the history table with their types, as for the
 * tables of a single schema; empty if it does not exist
 */
public record SchemaTables(String database, boolean versionExists, Map<String, String> historyColumns) {

	public SchemaTables {
		historyColumns = Map.copyOf(historyColumns);
	}

	/**
	 * Returns whether there is a history table.
	 * @return {@code true} if it has columns
	 */
	public boolean historyExists() {
		return !this.historyColumns.isEmpty();
	}

}
