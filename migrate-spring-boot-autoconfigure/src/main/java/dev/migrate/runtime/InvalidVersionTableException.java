package dev.migrate.runtime;

import dev.migrate.MigrateException;
import dev.migrate.schema.ObjectName;

/**
 * Thrown when the version table holds what no migration has written.
 */
public class InvalidVersionTableException extends MigrateException {

	InvalidVersionTableException(ObjectName table, String found) {
		super("The version table %s has %s.".formatted(table, found),
				"Delete what is wrong, leaving one row for each head that the schema is at; the table needs a primary key"
						+ " on version_num.");
	}

}
