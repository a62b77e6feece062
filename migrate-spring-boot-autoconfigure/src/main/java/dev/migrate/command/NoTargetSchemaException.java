package dev.migrate.command;

import dev.migrate.MigrateException;

/**
 * Thrown when there is nothing to compare the database with.
 */
public class NoTargetSchemaException extends MigrateException {

	NoTargetSchemaException() {
		super("The application has no JPA entities, no schema script and no bean of type TargetSchema to compare the"
				+ " database with.",
				"Add spring-boot-starter-data-jpa and entities, set migrate.autogenerate.schema-script, or declare a bean"
						+ " of that type.");
	}

}
