package dev.migrate.hibernate;

import dev.migrate.MigrateException;

/**
 * Thrown when Hibernate does not accept the entities of an application.
 */
public class InvalidEntitiesException extends MigrateException {

	InvalidEntitiesException(String unit, RuntimeException cause) {
		super("Hibernate does not accept the entities of persistence unit '%s': %s".formatted(unit, cause.getMessage()),
				"Correct the mapping; the application would not start with it either.", cause);
	}

}
