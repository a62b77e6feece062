package dev.migrate.autoconfigure;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Something else changes the schema that Migrate is in charge of, and
 * {@code migrate.on-other-schema-manager=fail} says that this must not be.
 */
public class SchemaManagementConflictException extends MigrateException {

	private final List<String> conflicts;

	SchemaManagementConflictException(List<String> conflicts) {
		super("Migrate is not alone in changing the schema:\n- " + String.join("\n- ", conflicts),
				"Leave the schema to one of them. If that is how it is meant to be, set"
						+ " migrate.on-other-schema-manager=warn or ignore.");
		this.conflicts = List.copyOf(conflicts);
	}

	/**
	 * Returns what else changes the schema.
	 * @return a sentence on each, and on what to do about it
	 */
	public List<String> getConflicts() {
		return this.conflicts;
	}

}
