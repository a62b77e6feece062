package dev.migrate.runtime.failure;

import dev.migrate.MigrateException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a migration is stopped because the JVM was told to end, as by SIGTERM.
 */
public class MigrationStoppedException extends MigrateException {

	private final @Nullable String revision;

	/**
	 * Creates an exception.
	 * @param revision the revision that was running, or {@code null} if none was
	 * @param state what that means for the database
	 * @param cause what it ended with, or {@code null} if it had not begun
	 */
	public MigrationStoppedException(@Nullable String revision, String state, @Nullable Throwable cause) {
		super("The migration was stopped%s, because the application is being shut down. %s"
			.formatted((revision != null) ? " while revision " + revision + " was running" : "", state),
				"Start the application again: the next run goes on from there.", cause);
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
