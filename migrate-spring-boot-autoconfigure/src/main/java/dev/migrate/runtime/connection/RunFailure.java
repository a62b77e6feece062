package dev.migrate.runtime.connection;

import dev.migrate.runtime.execution.FailureReport;
import dev.migrate.runtime.failure.MigrationCallbackException;
import dev.migrate.runtime.failure.MigrationStoppedException;

import org.springframework.dao.DataAccessException;

/**
 * A failure of what a run does in the database. What it means for the revision that it
 * happened in is said by a {@link FailureReport}.
 */
public abstract class RunFailure extends RuntimeException {

	public RunFailure(Throwable cause) {
		super(cause);
	}

	/**
	 * Returns whether a failure happened in what a run does: a {@link RunFailure}, or
	 * what the tool's own statements, a callback or a shutdown ended it with. Everything
	 * else is for the caller as it is.
	 */
	public static boolean includes(RuntimeException failure) {
		return failure instanceof RunFailure || failure instanceof DataAccessException
				|| failure instanceof MigrationCallbackException || failure instanceof MigrationStoppedException;
	}

}
