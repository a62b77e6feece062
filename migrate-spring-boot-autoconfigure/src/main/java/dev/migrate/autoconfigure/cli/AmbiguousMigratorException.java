package dev.migrate.autoconfigure.cli;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when a command does not say which of several migrators it means.
 */
public class AmbiguousMigratorException extends MigrateException {

	AmbiguousMigratorException(List<String> names) {
		super("This application has " + names.size() + " migrators: " + String.join(", ", names) + ".",
				"Say which one is meant with --migrator, such as --migrator=" + names.get(0)
						+ ", or mark one with @Primary.");
	}

}
