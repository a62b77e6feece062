package dev.migrate.autoconfigure;

import dev.migrate.MigrateException;

/**
 * Thrown when no JDBC driver accepts the URL of the scratch database. The URL is not
 * said, because it may hold a password.
 */
public class InvalidScratchUrlException extends MigrateException {

	InvalidScratchUrlException() {
		super("No JDBC driver on the class path accepts the URL of migrate.autogenerate.scratch-url.",
				"Correct the property, such as jdbc:postgresql://localhost/scratch, or add the driver to the"
						+ " dependencies.");
	}

}
