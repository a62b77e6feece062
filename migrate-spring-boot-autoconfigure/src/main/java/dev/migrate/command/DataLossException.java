package dev.migrate.command;

import dev.migrate.MigrateException;

/**
 * Thrown when a downgrade would drop rows and nobody has agreed to that.
 */
public class DataLossException extends MigrateException {

	DataLossException() {
		super("The downgrade would drop the rows above.",
				"Make a backup if they may be needed, then repeat the command with --yes.");
	}

}
