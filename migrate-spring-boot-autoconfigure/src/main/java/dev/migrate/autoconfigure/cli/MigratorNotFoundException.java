package dev.migrate.autoconfigure.cli;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when a command needs a migrator that the application does not have.
 */
public class MigratorNotFoundException extends MigrateException {

	MigratorNotFoundException() {
		super("This application has no database to migrate.",
				"Set spring.datasource.url or migrate.url, or define a DataSource, and leave migrate.enabled on.");
	}

	MigratorNotFoundException(String name, List<String> names) {
		super("There is no migrator '" + name + "'.", "The migrators are: " + String.join(", ", names) + ".");
	}

}
