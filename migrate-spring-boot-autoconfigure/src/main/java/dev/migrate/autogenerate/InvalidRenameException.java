package dev.migrate.autogenerate;

import dev.migrate.MigrateException;

/**
 * Thrown when something cannot be renamed as it was said.
 */
public class InvalidRenameException extends MigrateException {

	public InvalidRenameException(String what, String problem, String action) {
		super(what + ": " + problem, action);
	}

}
