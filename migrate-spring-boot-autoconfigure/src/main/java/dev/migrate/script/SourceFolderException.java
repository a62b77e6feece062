package dev.migrate.script;

import dev.migrate.MigrateException;

/**
 * Thrown when no folder can be told that new revision scripts of a location are written
 * to.
 */
public class SourceFolderException extends MigrateException {

	private final String location;

	SourceFolderException(String location, String problem, String action) {
		super(problem, action);
		this.location = location;
	}

	/**
	 * Returns the location of the scripts.
	 * @return the location
	 */
	public String getLocation() {
		return this.location;
	}

}
