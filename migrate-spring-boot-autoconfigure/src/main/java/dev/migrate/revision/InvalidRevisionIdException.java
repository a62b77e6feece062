package dev.migrate.revision;

import dev.migrate.MigrateException;

/**
 * Thrown when a revision id has a form that identifiers could not be told apart with, or
 * that the version table cannot hold.
 */
public final class InvalidRevisionIdException extends MigrateException {

	private final String revision;

	private final String location;

	InvalidRevisionIdException(String revision, String location, String reason) {
		super("The revision id '" + Text.at(revision + "'", location) + " is not allowed: " + reason + ".",
				"Use letters, digits, '_' and '.' only, as in '7c1f0a9be2d4', in this script and in those that refer to it.");
		this.revision = revision;
		this.location = location;
	}

	/**
	 * Returns the id that is not allowed.
	 * @return the id
	 */
	public String getRevision() {
		return this.revision;
	}

	/**
	 * Returns where the script is.
	 * @return the location, empty if there is none
	 */
	public String getLocation() {
		return this.location;
	}

}
