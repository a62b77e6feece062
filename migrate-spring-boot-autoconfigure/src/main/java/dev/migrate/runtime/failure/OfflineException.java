package dev.migrate.runtime.failure;

import dev.migrate.MigrateException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a script cannot be written: it is not said properly from where to where, or
 * what a revision does needs a connection or cannot be said in SQL.
 */
public class OfflineException extends MigrateException {

	private final @Nullable String revision;

	private final @Nullable String location;

	private final int line;

	private OfflineException(@Nullable String revision, @Nullable String location, int line, String problem,
			String action, @Nullable Throwable cause) {
		super(problem, action, cause);
		this.revision = revision;
		this.location = location;
		this.line = line;
	}

	/**
	 * Creates an exception for a range that is not well-formed.
	 * @param range what the user wrote
	 * @param problem what is wrong with it, following the range in the sentence
	 * @param action what to do about it
	 * @return the exception
	 */
	public static OfflineException range(String range, String problem, String action) {
		return new OfflineException(null, null, 0, "'" + range + "' " + problem + ".", action, null);
	}

	/**
	 * Creates an exception for a revision that cannot be written down.
	 * @param revision the id of the revision
	 * @param location the file
	 * @param line the line of the file, or 0 if it is not known
	 * @param problem why it cannot be written
	 * @param action what to do about it
	 * @param cause the cause, or {@code null}
	 * @return the exception
	 */
	public static OfflineException revision(String revision, String location, int line, String problem, String action,
			@Nullable Throwable cause) {
		return new OfflineException(revision, location, line, "Revision %s (%s%s) cannot be written into a script: %s"
			.formatted(revision, location, (line > 0) ? ", line " + line : "", problem), action, cause);
	}

	/**
	 * Returns the revision that cannot be written.
	 * @return the id, or {@code null} if the range is wrong
	 */
	public @Nullable String getRevision() {
		return this.revision;
	}

	/**
	 * Returns where it cannot be written.
	 * @return the file, or {@code null} if the range is wrong
	 */
	public @Nullable String getLocation() {
		return this.location;
	}

	/**
	 * Returns the line of the file.
	 * @return the line, counted from 1, or 0 if it is not known
	 */
	public int getLine() {
		return this.line;
	}

}
