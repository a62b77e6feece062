package dev.migrate.autoconfigure;

import dev.migrate.MigrateException;

/**
 * The application reaches its database over R2DBC alone, in a way that has no counterpart
 * in JDBC, which migrations use.
 */
public class UnderivableJdbcUrlException extends MigrateException {

	UnderivableJdbcUrlException(String reason) {
		super("The application has no DataSource, and the JDBC URL of its database does not follow from its R2DBC"
				+ " ConnectionFactory: " + reason + ".",
				"Set migrate.url, migrate.user and migrate.password. To start without migrating, set"
						+ " migrate.enabled=false.");
	}

}
