package dev.migrate.runtime.run;

import java.time.Duration;
import java.util.List;

import dev.migrate.revision.RevisionStep;

/**
 * Is told how far an upgrade or downgrade has come, in the thread that runs it. What it
 * throws ends the run between two revisions. What is to take part in a migration, on its
 * connection, is a {@link MigrationCallback}.
 */
public interface MigrationListener {

	/**
	 * Called when the migration lock has been taken, also for a stamp, and also when
	 * there turns out to be nothing left to do.
	 * @param waited how long that took
	 */
	default void locked(Duration waited) {
	}

	/**
	 * Called before the first revision of a run, under the lock. Not called when there is
	 * nothing to do. Each run that was started is either {@link #finished finished} or
	 * {@link #failed failed}.
	 * @param steps what is to be done, in this order
	 */
	default void started(List<RevisionStep> steps) {
	}

	/**
	 * Called before a revision runs. When a revision is repeated because something was in
	 * its way, this is called again only if all revisions run in one transaction, which
	 * is repeated as a whole.
	 * @param step the revision and its direction
	 */
	default void starting(RevisionStep step) {
	}

	/**
	 * Called when something has failed only because another session was in its way,
	 * before the pause after which it is tried again.
	 * @param attempt which attempt failed, from 1
	 * @param delay how long the pause is
	 * @param failure what it failed with
	 */
	default void retrying(int attempt, Duration delay, RuntimeException failure) {
	}

	/**
	 * Called when a revision has been committed.
	 * @param step what was done
	 */
	default void completed(CompletedStep step) {
	}

	/**
	 * Called after the last revision of a run. If another process has migrated between
	 * two revisions, a run ends there, and what is still to be done is another one.
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
