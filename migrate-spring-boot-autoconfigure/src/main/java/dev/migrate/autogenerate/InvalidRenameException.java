package dev.migrate.autogenerate;

import dev.migrate.MigrateException;

/**
 * Thrown when a table or column cannot be renamed as requested.
 */
public class InvalidRenameException extends MigrateException {

	public InvalidRenameException(String what, String problem, String action) {
		super(what + ": " + problem, action);
	}

}
