package dev.migrate.script;

import dev.migrate.MigrateException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a template of revision scripts cannot be read, is not well-formed, or makes
 * scripts that do not say what they are to say.
 */
public class InvalidTemplateException extends MigrateException {

	private final String location;

	InvalidTemplateException(String location, String problem, @Nullable Throwable cause) {
		super("The template " + location + " cannot be used: " + problem + ".",
				"Correct it, or delete it to use the built-in one.", cause);
		this.location = location;
	}

	/**
	 * Returns where the template was found.
	 * @return the location
	 */
	public String getLocation() {
		return this.location;
	}

}
