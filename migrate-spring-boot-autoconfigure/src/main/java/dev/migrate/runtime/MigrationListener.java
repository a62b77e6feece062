package dev.migrate.runtime;

import dev.migrate.revision.RevisionStep;

/**
 * Is told how far an upgrade or downgrade has come, in the thread that runs it. What it
 * throws ends the run between two revisions.
 */
public interface MigrationListener {

	/**
	 * Called before a revision runs. When a revision is repeated because something was in
	 * its way, this is not called again.
	 * @param step the revision and its direction
	 */
	default void starting(RevisionStep step) {
	}

	/**
	 * Called when a revision has been committed.
	 * @param step what was done
	 */
	default void completed(CompletedStep step) {
	}

}
