package dev.migrate.runtime;

import dev.migrate.MigrateException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a revision cannot be written into a script, because what it does needs a
 * connection or cannot be said in SQL.
 */
public class OfflineRevisionException extends MigrateException {

	private final String revision;

	private final String location;

	private final int line;

	OfflineRevisionException(String revision, String location, int line, String problem, String action,
			@Nullable Throwable cause) {
		super("Revision %s (%s%s) cannot be written into a script: %s".formatted(revision, location,
				(line > 0) ? ", line " + line : "", problem), action, cause);
		this.revision = revision;
		this.location = location;
		this.line = line;
	}

	public String getRevision() {
		return this.revision;
	}

	/**
	 * Returns where it cannot be written.
	 * @return the file
	 */
	public String getLocation() {
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
