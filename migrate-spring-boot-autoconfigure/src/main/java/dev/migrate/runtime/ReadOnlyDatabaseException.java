package dev.migrate.runtime;

import dev.migrate.MigrateException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the server refuses to write, as one does that has become a standby.
 */
public class ReadOnlyDatabaseException extends MigrateException {

	private final @Nullable String revision;

	/**
	 * Creates an exception.
	 * @param message what the server said
	 * @param revision the revision that was running, or {@code null} if none was
	 * @param cause the cause
	 */
	ReadOnlyDatabaseException(String message, @Nullable String revision, Throwable cause) {
		super("The server does not write%s: %s [SQLSTATE 25006]."
			.formatted((revision != null) ? ", so that revision " + revision + " was rolled back" : "", message),
				"""
						If it has become a standby in a failover, connect to the primary (in the JDBC URL name all servers and \
						set targetServerType=primary) and start again. If not, look for default_transaction_read_only at the \
						database and the role, and for SET TRANSACTION READ ONLY in the script.""",
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
