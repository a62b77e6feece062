package dev.migrate.runtime.run;

import java.util.List;

import dev.migrate.revision.RevisionStep;
import dev.migrate.runtime.failure.MigrationCallbackException;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes part in every upgrade and downgrade, on the connection and in the transactions of
 * the migration: a backup before a run, a role or a row of an audit with each revision,
 * privileges or a notification after it. Whoever only wants to know is a
 * {@link MigrationListener}.
 *
 * <p>
 * All methods are called under the migration lock, in the thread that migrates; each of
 * them for every callback in order. Nothing is called when there is nothing to do, for a
 * stamp, or when SQL is written instead of being run.
 *
 * <p>
 * What a method throws fails the migration with a {@link MigrationCallbackException} that
 * names the callback. If it was only that another session was in the way of a revision,
 * the revision is rolled back and tried again, with what is called before and after it.
 */
public interface MigrationCallback {

	/**
	 * Called before the first revision. If it throws, nothing is run.
	 * @param steps what is to be done, in this order
	 * @param jdbc the connection of the migration. A transaction begins when it is first
	 * used, and is committed when the callbacks before the run are done
	 */
	default void beforeRun(List<RevisionStep> steps, JdbcClient jdbc) {
	}

	/**
	 * Called before a revision. If it throws, the revision is not run. Not called again
	 * when a revision that has committed a part of itself is continued.
	 * @param step the revision and its direction
	 * @param jdbc the connection, in the transaction of the revision. What it sets for
	 * the session, such as {@code SET ROLE}, is in force until that transaction ends. For
	 * a revision that does not run in one transaction, that is before the first statement
	 * that runs outside of it
	 */
	default void beforeRevision(RevisionStep step, JdbcClient jdbc) {
	}

	/**
	 * Called after the last statement of a revision, before it is committed. If it
	 * throws, the revision is rolled back, except for what it has committed on its way.
	 * @param step the revision and its direction
	 * @param jdbc the connection, in the transaction that completes the revision. What
	 * the revision has set for the session is no longer in force
	 */
	default void afterRevision(RevisionStep step, JdbcClient jdbc) {
	}

	/**
	 * Called after the last revision. If it throws, the migration fails although every
	 * revision has been committed, and there is nothing left to do the next time: what
	 * must not be missed belongs into {@link #afterRevision}, and what may fail is to be
	 * caught.
	 * @param result what was done
	 * @param jdbc the connection of the migration. A transaction begins when it is first
	 * used, and is committed when the callbacks after the run are done
	 */
	default void afterRun(MigrationResult result, JdbcClient jdbc) {
	}

	/**
	 * Called when a run fails, also by what a callback throws. What this throws is logged
	 * and added to the failure.
	 * @param failure what it fails with
	 */
	default void onFailure(RuntimeException failure) {
	}

}
