package dev.migrate.runtime;

import java.sql.SQLException;
import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.ServerError;
import dev.migrate.revision.RevisionStep;
import org.jspecify.annotations.Nullable;

/**
 * Says what a failure means for the revision that it happened in.
 *
 * @param dialect the dialect of the database
 * @param step what was being done
 * @param rows the revisions that the database was at
 * @param body what was running
 */
record FailureReport(Dialect dialect, RevisionStep step, List<String> rows, RevisionBody body) {

	RuntimeException of(RuntimeException failure) {
		StatementFailure statement = find(StatementFailure.class, failure);
		if (statement == null) {
			String what = (find(CommitFailure.class, failure) != null) ? "COMMIT" : null;
			statement = new StatementFailure(this.step.revision().location(), 0, what, failure);
		}
		SQLException cause = MigrationConnection.sqlCause(failure);
		ServerError error = (cause != null) ? this.dialect.error(cause)
				: new ServerError(describe(statement.failure()), null, null, 0);
		return new RevisionFailedException(this.step.revision().id(), this.step.direction(), statement,
				(cause != null) ? cause.getSQLState() : null, error, find(RetriesExhausted.class, failure),
				"The database is at %s. %s".formatted(MigrationRun.describe(this.rows), kept()));
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
