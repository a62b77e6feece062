package dev.migrate.runtime;

import dev.migrate.MigrateException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown before a downgrade runs anything when one of its revisions has no way back.
 */
public class IrreversibleRevisionException extends MigrateException {

	private final String revision;

	IrreversibleRevisionException(String revision, String location, String reason, @Nullable Throwable cause) {
		super("Revision %s (%s) has no way back: %s. Nothing has been downgraded.".formatted(revision, location,
				reason),
				"Downgrade to this revision or above, restore a backup, or write a new revision that undoes it.",
				cause);
		this.revision = revision;
	}

	public String getRevision() {
		return this.revision;
	}

}
