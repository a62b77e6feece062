package dev.migrate.runtime;

import dev.migrate.MigrateException;

/**
 * Thrown when a run is told what to do with a statement in doubt, and there is none.
 */
public class NothingToResumeException extends MigrateException {

	NothingToResumeException() {
		super("No statement of this database is in doubt: either no revision was interrupted, or another process has"
				+ " continued it.", "Run it again without 'resume'.");
	}

}
