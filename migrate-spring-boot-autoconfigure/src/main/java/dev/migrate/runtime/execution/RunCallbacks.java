package dev.migrate.runtime.execution;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

import dev.migrate.MigrateException;
import dev.migrate.dialect.LockWait;
import dev.migrate.revision.RevisionStep;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.connection.WatchedConnection;
import dev.migrate.runtime.failure.ConcurrentMigrationException;
import dev.migrate.runtime.failure.MigrationCallbackException;
import dev.migrate.runtime.failure.MigrationStoppedException;
import dev.migrate.runtime.run.MigrationCallback;
import dev.migrate.runtime.run.MigrationResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The callbacks of a run, and the connection that they get.
 */
public final class RunCallbacks {

	private static final Logger logger = LoggerFactory.getLogger(RunCallbacks.class);

	private static final String AGAIN = "Fix the callback, or what it found in the database, and run it again.";

	private final List<MigrationCallback> callbacks;

	private final RunContext context;

	/**
	 * Creates the callbacks of a run.
	 * @param callbacks all callbacks, in order
	 */
	RunCallbacks(List<MigrationCallback> callbacks, RunContext context) {
		this.callbacks = List.copyOf(callbacks);
		this.context = context;
	}

	boolean isEmpty() {
		return this.callbacks.isEmpty();
	}

	void beforeRun(List<RevisionStep> steps) {
		besideRevisions(RunTransaction.confirmed(this.context), (jdbc) -> call("before the first revision",
				"Nothing has been run.", AGAIN, (callback) -> callback.beforeRun(steps, jdbc)));
	}

	void afterRun(MigrationResult result) {
		String consequence = "All revisions have been committed, and the database is at %s."
			.formatted(RevisionTexts.rows(result.after()));
		besideRevisions(RunTransaction.unconfirmed(this.context),
				(jdbc) -> call("after the last revision", consequence,
						"Do by hand what the callback was to do: the next run has nothing left to run it after.",
						(callback) -> callback.afterRun(result, jdbc)));
	}

	/**
	 * Tells every callback of a failure, whose place no other one takes.
	 */
	void onFailure(RuntimeException failure) {
		MigrationListeners.tellAll(this.callbacks, failure, (callback) -> {
			try {
				callback.onFailure(failure);
			}
			catch (RuntimeException ex) {
				logger.warn("The callback {} could not deal with the failure of the migration: {}",
						callback.getClass().getName(), ex.toString());
				throw ex;
			}
		});
	}

	/**
	 * Calls what comes before a revision.
	 * @param step what is done to the revision
	 * @param jdbc the connection that it is called with
	 */
	void beforeRevision(RevisionStep step, JdbcTemplate jdbc) {
		revision("before", step, jdbc, MigrationCallback::beforeRevision);
	}

	/**
	 * Calls what comes after a revision.
	 * @param step what is done to the revision
	 * @param jdbc the connection that it is called with
	 */
	void afterRevision(RevisionStep step, JdbcTemplate jdbc) {
		revision("after", step, jdbc, MigrationCallback::afterRevision);
	}

	private void revision(String moment, RevisionStep step, JdbcTemplate connection, RevisionCall call) {
		JdbcClient jdbc = JdbcClient.create(connection);
		call("%s the %s of revision %s".formatted(moment, RevisionTexts.direction(step.direction()),
				step.revision().id()),
				"Nothing of this revision has been kept, except for what it committed on its way.", AGAIN,
				(callback) -> call.accept(callback, step, jdbc));
	}

	private void besideRevisions(RunTransaction transaction, Consumer<JdbcClient> calls) {
		if (this.callbacks.isEmpty()) {
			return;
		}
		JdbcTemplate jdbc = WatchedConnection.of(this.context.connection().jdbc(), () -> {
			this.context.session().unwatched();
			transaction.require(LockWait.LIMITED);
		});
		try {
			this.context.shutdown().cancellable(() -> calls.accept(JdbcClient.create(jdbc)));
			if (transaction.isOpen()) {
				this.context.session().reset();
				transaction.commit();
			}
		}
		catch (RuntimeException | Error ex) {
			transaction.rollback(ex);
			throw ex;
		}
	}

	private void call(String moment, String consequence, String action, Consumer<MigrationCallback> call) {
		for (MigrationCallback callback : this.callbacks) {
			try {
				call.accept(callback);
			}
			catch (MigrationStoppedException | OutdatedPlanException | ConcurrentMigrationException ex) {
				throw ex;
			}
			catch (RuntimeException ex) {
				throw new MigrationCallbackException(callback.getClass(), moment, reason(ex), consequence, action, ex);
			}
		}
	}

	private String reason(RuntimeException failure) {
		if (failure instanceof MigrateException exception) {
			return exception.getProblem();
		}
		SQLException cause = MigrationConnection.sqlCause(failure);
		String message = (cause != null) ? this.context.dialect().error(cause).message() : failure.getMessage();
		return (message != null) ? message : failure.toString();
	}

	/**
	 * What a callback does beside a revision.
	 */
	@FunctionalInterface
	private interface RevisionCall {

		void accept(MigrationCallback callback, RevisionStep step, JdbcClient jdbc);

	}

}
