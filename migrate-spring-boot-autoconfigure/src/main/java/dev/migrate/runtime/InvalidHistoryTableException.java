package dev.migrate.runtime;

import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.schema.ObjectName;

/**
 * Thrown when the history table is not one that any version of the tool has made.
 */
public class InvalidHistoryTableException extends MigrateException {

	InvalidHistoryTableException(ObjectName table, List<String> problems) {
		super("The history table %s cannot be used: %s.".formatted(table, String.join("; ", problems)),
				"If it belongs to something else, set migrate.history-table to another name; otherwise restore it, or"
						+ " rename it: the next run makes a new one from the version table.");
	}

}
