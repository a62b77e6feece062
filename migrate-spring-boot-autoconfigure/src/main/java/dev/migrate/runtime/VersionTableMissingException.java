package dev.migrate.runtime;

import dev.migrate.MigrateException;
import dev.migrate.schema.ObjectName;

/**
 * Thrown when a schema has a history of migrations but no version table.
 */
public class VersionTableMissingException extends MigrateException {

	VersionTableMissingException(ObjectName version, ObjectName history) {
		super("The table %s says that this schema has been migrated, but the version table %s does not exist."
			.formatted(history, version),
				"Restore the version table, or, if the schema is known to be at a revision, say so with"
						+ " 'migrate stamp <revision>' (Migrator.stamp). If both settings name tables of"
						+ " different schemas, mend migrate.version-table and migrate.history-table.");
	}

}
