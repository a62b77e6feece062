package dev.migrate.script;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when a configured location of revision scripts does not exist.
 */
public class MissingLocationException extends MigrateException {

	private final List<String> locations;

	/**
	 * Creates an exception.
	 * @param locations the locations, as they were configured
	 */
	public MissingLocationException(List<String> locations) {
		super("No such location of revision scripts: %s.".formatted(String.join(", ", locations)),
				"Correct migrate.locations, or create the folder with a first revision in it.");
		this.locations = List.copyOf(locations);
	}

	/**
	 * Returns the locations that do not exist.
	 * @return at least one location
	 */
	public List<String> getLocations() {
		return this.locations;
	}

}
