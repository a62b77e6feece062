package dev.migrate.autogenerate;

import java.sql.SQLException;

import dev.migrate.MigrateException;

/**
 * Thrown when no connection can be had to compare with, or it fails.
 */
public class ComparisonFailedException extends MigrateException {

	ComparisonFailedException(SQLException cause) {
		super("The database cannot be compared with what is wanted: %s".formatted(cause.getMessage()),
				"Make sure that the database can be reached, and try again.", cause);
	}

}
