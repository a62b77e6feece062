package dev.migrate.autogenerate;

import java.sql.SQLException;

import dev.migrate.MigrateException;

/**
 * Thrown when no connection can be had to the database that a model is to be tried out
 * in.
 */
public class UnreachableScratchDatabaseException extends MigrateException {

	UnreachableScratchDatabaseException(SQLException cause) {
		super("The scratch database cannot be reached: %s".formatted(cause.getMessage()),
				"Start it, or correct migrate.autogenerate.scratch-url, scratch-username or scratch-password.", cause);
	}

}
