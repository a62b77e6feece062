package dev.migrate.runtime;

import java.sql.SQLException;
import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.ServerError;
import dev.migrate.revision.RevisionStep;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * Says what a failure means for the revision that it happened in.
 *
 * @param dialect the dialect of the database
 * @param step what was being done
 * @param rows the revisions that the database was at
 * @param body what was running
 */
record FailureReport(Dialect dialect, RevisionStep step, List<String> rows, RevisionBody body) {

	/**
	 * Returns what to throw for a failure.
	 * @param failure what was caught
	 * @return the exception that says it; the failure itself if it has nothing to do with
	 * what the revision runs
	 */
	RuntimeException of(RuntimeException failure) {
		SQLException cause = MigrationConnection.sqlCause(failure);
		FailureKind kind = (cause != null) ? this.dialect.failureKind(cause) : FailureKind.REFUSED;
		if (cause != null && kind == FailureKind.CONNECTION_LOST) {
			return new ConnectionLostException(this.dialect.error(cause).message(), this.step.revision().id(), lost(),
					failure);
		}
		if (cause != null && kind == FailureKind.READ_ONLY) {
			return new ReadOnlyDatabaseException(this.dialect.error(cause).message(), this.step.revision().id(),
					failure);
		}
		return (failure instanceof DataAccessException) ? failure : statement(failure, cause);
	}

	/**
	 * Returns what to throw when the JVM is about to end.
	 * @param failure what was caught
	 * @return the exception that says it
	 */
	MigrationStoppedException stopped(RuntimeException failure) {
		return new MigrationStoppedException(this.step.revision().id(), lost(), failure);
	}

	private RuntimeException statement(RuntimeException failure, @Nullable SQLException cause) {
		StatementFailure statement = find(StatementFailure.class, failure);
		if (statement == null) {
			String what = (find(CommitFailure.class, failure) != null) ? "COMMIT" : null;
			statement = new StatementFailure(this.step.revision().location(), 0, what, failure);
		}
		ServerError error = (cause != null) ? statement.mask(this.dialect.error(cause))
				: new ServerError(describe(statement.failure()), null, null, 0);
		return new RevisionFailedException(this.step.revision().id(), this.step.direction(), statement,
				(cause != null) ? cause.getSQLState() : null, error, find(RetriesExhausted.class, failure),
				"The database is at %s. %s".formatted(MigrationRun.describe(this.rows), kept()));
	}

	private String lost() {
		return this.body.atomic()
				? "The server rolls back what was not committed: the database is at %s."
					.formatted(MigrationRun.describe(this.rows))
				: "What was committed of the revision has been kept: the database is still at %s."
					.formatted(MigrationRun.describe(this.rows));
	}

	private String kept() {
		if (this.body.atomic()) {
			return "Nothing of this revision has been kept.";
		}
		return this.body.statements().isEmpty()
				? "What this revision did before that has been kept. It does not run in a transaction, so that nobody"
						+ " can tell where to go on: the next run stops and says what to do."
				: "What this revision did before that statement has been kept, and the next run continues at it.";
	}

	private static <T extends Throwable> @Nullable T find(Class<T> type, Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (type.isInstance(cause)) {
				return type.cast(cause);
			}
		}
		return null;
	}

	private static String describe(Throwable failure) {
		String message = failure.getMessage();
		return (failure instanceof MigrateException && message != null) ? message : failure.toString();
	}

}
