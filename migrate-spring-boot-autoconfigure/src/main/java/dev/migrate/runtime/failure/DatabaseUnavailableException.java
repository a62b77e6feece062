package dev.migrate.runtime.failure;

import java.sql.SQLException;

import dev.migrate.MigrateException;
import dev.migrate.text.MaskedException;
import dev.migrate.text.Secrets;

/**
 * Thrown when no connection to the database can be had.
 */
public class DatabaseUnavailableException extends MigrateException {

	public DatabaseUnavailableException(SQLException cause) {
		super("No connection to the database can be had: %s"
			.formatted(Secrets.withoutUrls(String.valueOf(cause.getMessage()))),
				"Check that the database runs and that spring.datasource.* (or migrate.url, migrate.user and"
						+ " migrate.password) name it and a role that may connect.",
				MaskedException.of(cause, Secrets::withoutUrls));
	}

}
