package dev.migrate.command;

import dev.migrate.MigrateException;

/**
 * Thrown when there is nothing to compare the database with.
 */
public class NoTargetSchemaException extends MigrateException {

	NoTargetSchemaException() {
		super("The application has no JPA entities and no bean of type TargetSchema to compare the database with.",
				"Add spring-boot-starter-data-jpa and entities, or declare a bean of that type.");
	}

}
