package dev.migrate.autogenerate;

import java.util.Collection;

import dev.migrate.MigrateException;

/**
 * Thrown when the user of the database in which a model is tried out may not create what
 * that takes: schemas or, for a model in a single schema, temporary objects.
 */
public class NoScratchSchemaException extends MigrateException {

	private NoScratchSchemaException(String problem, String right) {
		super(problem,
				("Grant %s on that database to that user, or set migrate.autogenerate.scratch-url to a database where the"
						+ " user may create schemas.")
					.formatted(right));
	}

	static NoScratchSchemaException forSchemas(Collection<String> schemas, String database) {
		return new NoScratchSchemaException(
				"The model is in the schemas %s, and the user of %s may not create schemas to try it out in."
					.formatted(String.join(", ", schemas), database),
				"CREATE");
	}

	static NoScratchSchemaException forAnything(String database) {
		return new NoScratchSchemaException(
				("The user of %s has neither the right CREATE nor the right TEMPORARY on it, one of which it takes to try"
						+ " the model out.")
					.formatted(database),
				"CREATE or TEMPORARY");
	}

}
