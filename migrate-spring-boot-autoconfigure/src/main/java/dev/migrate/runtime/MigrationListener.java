package dev.migrate.runtime;

import java.util.List;

import dev.migrate.revision.RevisionStep;

/**
 * Is told how far an upgrade or downgrade has come, in the thread that runs it. What it
 * throws ends the run between two revisions.
 */
public interface MigrationListener {

	/**
	 * Called before the first revision of a run, under the lock. Not called when there is
	 * nothing to do.
	 * @param steps what is to be done, in this order
	 */
	default void started(List<RevisionStep> steps) {
	}

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

	/**
	 * Called after the last revision of a run.
	 * @param result what was done
	 */
	default void finished(MigrationResult result) {
	}

	/**
	 * Called when a run that has been started fails. What this throws is added to the
	 * failure.
	 * @param failure what it fails with
	 */
	default void failed(RuntimeException failure) {
	}

}
