package dev.migrate.autogenerate;

import java.util.Collection;

import dev.migrate.MigrateException;

/**
 * Thrown when the user of the database may not create schemas, and temporary objects do
 * not do, because what is wanted is in several schemas.
 */
public class NoScratchSchemaException extends MigrateException {

	NoScratchSchemaException(Collection<String> schemas) {
		super("The model is in the schemas %s, and the user of the database may not create schemas to try it out in."
			.formatted(String.join(", ", schemas)), "Grant CREATE on the database to the user that runs this command.");
	}

}
