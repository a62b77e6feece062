package dev.migrate.script;

import dev.migrate.MigrateException;

/**
 * Thrown when a script is not the one that the {@link RevisionIndex} of the application
 * was written from.
 */
public class OutdatedIndexException extends MigrateException {

	private final String location;

	OutdatedIndexException(String location, boolean exists) {
		super("%s %s the application was processed ahead of time.".formatted(location,
				exists ? "has been changed since" : "is gone that was there when"),
				"Build the application again, or run it with spring.aot.enabled=false, so that scripts are looked for.");
		this.location = location;
	}

	/**
	 * Returns where the script is.
	 * @return the location
	 */
	public String getLocation() {
		return this.location;
	}

}
