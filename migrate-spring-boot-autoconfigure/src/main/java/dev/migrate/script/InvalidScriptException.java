package dev.migrate.script;

import dev.migrate.MigrateException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the content of a file is not what it has to be: a revision script breaks
 * the rules of its format, uses a placeholder without a value, or a template makes no
 * such script.
 */
public final class InvalidScriptException extends MigrateException {

	private final String location;

	private final int line;

	/**
	 * Creates an exception.
	 * @param location where the script was found
	 * @param line the line of the mistake, counted from 1, or 0 if it is in no one line
	 * @param problem what is wrong
	 * @param action what to do about it
	 */
	public InvalidScriptException(String location, int line, String problem, String action) {
		this(location, line, ((line > 0) ? location + ", line " + line : location) + ": " + problem, action, null);
	}

	private InvalidScriptException(String location, int line, String problem, String action,
			@Nullable Throwable cause) {
		super(problem, action, cause);
		this.location = location;
		this.line = line;
	}

	static InvalidScriptException unknownPlaceholder(String location, int line, String placeholder) {
		return new InvalidScriptException(location, line, "the placeholder ${" + placeholder + "} has no value.",
				"Set the property migrate.placeholders." + placeholder + ", write \\${" + placeholder
						+ "} for the text itself, or put '-- placeholders: none' into the header.");
	}

	public static InvalidScriptException template(String location, String problem, @Nullable Throwable cause) {
		return new InvalidScriptException(location, 0, "The template " + location + " cannot be used: " + problem + ".",
				"Correct it, or delete it to use the built-in one.", cause);
	}

	/**
	 * Returns where the script or the template was found.
	 * @return the location
	 */
	public String getLocation() {
		return this.location;
	}

	/**
	 * Returns the line of the mistake.
	 * @return the line, counted from 1, or 0 if the mistake is in no one line
	 */
	public int getLine() {
		return this.line;
	}

}
