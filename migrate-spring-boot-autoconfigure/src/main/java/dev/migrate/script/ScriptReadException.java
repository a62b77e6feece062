package dev.migrate.script;

import org.jspecify.annotations.Nullable;

import dev.migrate.MigrateException;

/**
 * Thrown when a script was found and cannot be read: an I/O error, a class file that is
 * no class file, a class that cannot be loaded.
 */
public class ScriptReadException extends MigrateException {

	private final String location;

	public ScriptReadException(String location, String problem, String action, @Nullable Throwable cause) {
		super(location + " cannot be used: " + problem + ".", action, cause);
		this.location = location;
	}

	/**
	 * Returns where the script was found.
	 * @return the location
	 */
	public String getLocation() {
		return this.location;
	}

}
