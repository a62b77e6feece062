package dev.migrate.autoconfigure.failure;

import dev.migrate.MigrateException;
import dev.migrate.text.MaskedException;
import dev.migrate.text.Secrets;

/**
 * Thrown when one of several databases could not be migrated while the application
 * starts. Its cause says why.
 */
public final class DatabaseMigrationException extends MigrateException {

	private final String database;

	public DatabaseMigrationException(String database, RuntimeException cause) {
		super("The database '%s' could not be migrated.".formatted(database),
				(cause instanceof MigrateException ex) ? ex.getProblem() + " " + ex.getAction()
						: "Remove the cause and start again: "
								+ Secrets.withoutUrls(String.valueOf(cause.getMessage())),
				MaskedException.withoutUrls(cause));
		this.database = database;
	}

	/**
	 * Returns which database it is.
	 * @return the name of the database, else the bean name of its migrator
	 */
	public String getDatabase() {
		return this.database;
	}

}
