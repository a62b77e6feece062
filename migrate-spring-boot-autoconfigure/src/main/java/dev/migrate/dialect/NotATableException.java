package dev.migrate.dialect;

import dev.migrate.MigrateException;
import dev.migrate.schema.ObjectName;

/**
 * Thrown when what should be a table of the tool is a view or something else.
 */
public class NotATableException extends MigrateException {

	/**
	 * Creates an exception.
	 * @param name the name
	 */
	public NotATableException(ObjectName name) {
		super("%s exists, but is not a table.".formatted(name),
				"Rename it, or set migrate.version-table, migrate.history-table or migrate.version-table-schema to other"
						+ " names.");
	}

}
