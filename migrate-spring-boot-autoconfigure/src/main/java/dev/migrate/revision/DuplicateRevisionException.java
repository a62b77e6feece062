package dev.migrate.revision;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when two scripts have the same revision id.
 */
public final class DuplicateRevisionException extends MigrateException {

	private final String revision;

	private final List<String> locations;

	DuplicateRevisionException(String revision, List<String> locations) {
		super("Revision " + revision + " is there more than once: " + Text.ids(locations) + ".",
				"Give one of the scripts another id, or delete the copy.");
		this.revision = revision;
		this.locations = List.copyOf(locations);
	}

	/**
	 * Returns the id that is there twice.
	 * @return the id
	 */
	public String getRevision() {
		return this.revision;
	}

	/**
	 * Returns where the scripts with this id are.
	 * @return the locations
	 */
	public List<String> getLocations() {
		return this.locations;
	}

}
