package dev.migrate.hibernate;

import dev.migrate.FormerName;
import dev.migrate.MigrateException;

/**
 * Thrown when {@link FormerName @FormerName} stands where it does not name one table or
 * one column.
 */
public class InvalidFormerNameException extends MigrateException {

	InvalidFormerNameException(String place, String problem) {
		super("@FormerName does not apply to %s, which %s.".formatted(place, problem),
				"Move it to what has one table or one column of its own, or give the names with --rename.");
	}

}
