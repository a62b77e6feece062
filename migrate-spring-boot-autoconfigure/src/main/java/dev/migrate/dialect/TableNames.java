package dev.migrate.dialect;

import org.jspecify.annotations.Nullable;

/**
 * How the tables of the tool are called.
 *
 * @param schema the schema of both, or {@code null} for the one that the connection
 * creates tables in
 * @param version the name of the version table
 * @param history the name of the history table, another one
 */
public record TableNames(@Nullable String schema, String version, String history) {

	public TableNames {
		if (schema != null && schema.isBlank()) {
			throw MigrationSchemaException.invalidName("migrate.version-table-schema is empty.");
		}
		if (version.isBlank()) {
			throw MigrationSchemaException.invalidName("migrate.version-table is empty.");
		}
		if (history.isBlank()) {
			throw MigrationSchemaException.invalidName("migrate.history-table is empty.");
		}
		if (version.equals(history)) {
			throw MigrationSchemaException
				.invalidName("migrate.version-table and migrate.history-table are both '%s'.".formatted(version));
		}
	}

}
