package dev.migrate.autoconfigure.cli;

import dev.migrate.MigrateException;

/**
 * Thrown when the migrator that a command needs cannot be created, as when the
 * configuration of the DataSource is wrong.
 */
public class UnusableMigratorException extends MigrateException {

	UnusableMigratorException(String problem, String action, Throwable cause) {
		super(problem, action, cause);
	}

}
