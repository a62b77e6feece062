package dev.migrate.autoconfigure.failure;

import dev.migrate.MigrateException;
import dev.migrate.text.Advice;
import dev.migrate.text.MaskedException;
import dev.migrate.text.Secrets;

/**
 * Thrown when one of several databases could not be migrated while the application
 * starts. Its cause says why.
 */
public final class DatabaseMigrationException extends MigrateException {

	private final String database;

	private final String properties;

	/**
	 * Creates an exception.
	 * @param database the name of the database
	 * @param properties what the names of its properties begin with
	 * @param cause why it could not be migrated
	 */
	public DatabaseMigrationException(String database, String properties, RuntimeException cause) {
		super("The database '%s' could not be migrated.".formatted(database),
				(cause instanceof MigrateException ex)
						? Advice.forDatabase(ex.getProblem() + " " + ex.getAction(), database, properties)
						: "Remove the cause and start again: "
								+ Secrets.withoutUrls(String.valueOf(cause.getMessage())),
				MaskedException.withoutUrls(cause));
		this.database = database;
		this.properties = properties;
	}

	/**
	 * Makes the commands and properties that a text proposes those of the database.
	 */
	String addressed(String text) {
		return Advice.forDatabase(text, this.database, this.properties);
	}

	/**
	 * Returns which database it is.
	 * @return the name of the database, else the bean name of its migrator
	 */
	public String getDatabase() {
		return this.database;
	}

}
