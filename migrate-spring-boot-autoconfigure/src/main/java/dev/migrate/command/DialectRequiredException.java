package dev.migrate.command;

import dev.migrate.MigrateException;

/**
 * Thrown when nothing tells which database an SQL script is for.
 */
public class DialectRequiredException extends MigrateException {

	DialectRequiredException() {
		super("No property says which database the SQL is for.",
				"Say it with --dialect, such as --dialect=postgresql.");
	}

}
