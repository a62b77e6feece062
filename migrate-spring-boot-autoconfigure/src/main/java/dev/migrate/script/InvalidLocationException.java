package dev.migrate.script;

import dev.migrate.MigrateException;

/**
 * Thrown when a configured location is none that scripts can be looked for in.
 */
public class InvalidLocationException extends MigrateException {

	private final String location;

	public InvalidLocationException(String location) {
		super("The location '" + location + "' of revision scripts is neither a class path nor a file system folder.",
				"Correct the property migrate.locations: write 'classpath:db/revisions' or 'file:/path/to/folder',"
						+ (location.contains("{vendor}")
								? " and a property of your own such as ${app.vendor} in place of {vendor},"
										+ " because the revisions must be known without a connection."
								: " without wildcards."));
		this.location = location;
	}

	/**
	 * Returns the location.
	 * @return the location, as it was configured
	 */
	public String getLocation() {
		return this.location;
	}

}
