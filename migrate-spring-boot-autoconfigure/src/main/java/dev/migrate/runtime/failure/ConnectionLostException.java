package dev.migrate.runtime.failure;

import dev.migrate.MigrateException;
import dev.migrate.text.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the connection to the database is lost, because the server, the network or
 * an administrator ended it.
 */
public class ConnectionLostException extends MigrateException {

	private final @Nullable String revision;

	/**
	 * Creates an exception.
	 * @param message what the driver or the server said
	 * @param revision the revision that was running, or {@code null} if none was
	 * @param state what that means for the database
	 * @param cause the cause
	 */
	public ConnectionLostException(String message, @Nullable String revision, String state, Throwable cause) {
		super("The connection to the database was lost%s: %s. %s".formatted(
				(revision != null) ? " while revision " + revision + " was running" : "", Secrets.withoutUrls(message),
				state),
				"Look at the log of the server for the reason, and run the migration again: it finds out how far"
						+ " this run got.",
				cause);
		this.revision = revision;
	}

	/**
	 * Returns the revision that was running.
	 * @return the id, or {@code null} if none was
	 */
	public @Nullable String getRevision() {
		return this.revision;
	}

}
