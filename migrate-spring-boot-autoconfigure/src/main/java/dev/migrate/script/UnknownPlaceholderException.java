package dev.migrate.script;

import dev.migrate.MigrateException;

/**
 * Thrown when an SQL script uses a placeholder that has no value.
 */
public class UnknownPlaceholderException extends MigrateException {

	private final String location;

	private final int line;

	private final String placeholder;

	public UnknownPlaceholderException(String location, int line, String placeholder) {
		super(location + ", line " + line + ": the placeholder ${" + placeholder + "} has no value.",
				"Set the property migrate.placeholders." + placeholder + ", write \\${" + placeholder
						+ "} if the text is meant as it stands, or put '-- placeholders: none' into the header.");
		this.location = location;
		this.line = line;
		this.placeholder = placeholder;
	}

	/**
	 * Returns where the script was found.
	 * @return the location
	 */
	public String getLocation() {
		return this.location;
	}

	/**
	 * Returns the line of the placeholder.
	 * @return the line, counted from 1
	 */
	public int getLine() {
		return this.line;
	}

	/**
	 * Returns the name of the placeholder.
	 * @return the name, without <code>${</code> and <code>}</code>
	 */
	public String getPlaceholder() {
		return this.placeholder;
	}

}
