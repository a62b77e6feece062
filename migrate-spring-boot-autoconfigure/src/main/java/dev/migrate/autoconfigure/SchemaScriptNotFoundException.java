package dev.migrate.autoconfigure;

import dev.migrate.MigrateException;

/**
 * Thrown when a configured schema script does not exist or cannot be read.
 */
public class SchemaScriptNotFoundException extends MigrateException {

	private final String location;

	SchemaScriptNotFoundException(String location, Throwable cause) {
		super("The schema script '%s' of migrate.autogenerate.schema-script cannot be read.".formatted(location),
				"Correct the property, such as classpath:schema.sql or file:db/schema.sql, or create the file.", cause);
		this.location = location;
	}

	/**
	 * Returns the location.
	 * @return the location as it is configured
	 */
	public String getLocation() {
		return this.location;
	}

}
