package dev.migrate.runtime.execution;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.migrate.MigrateException;
import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.ServerError;
import dev.migrate.revision.Direction;
import dev.migrate.revision.RevisionStep;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.runtime.adoption.UnmanagedDatabase;
import dev.migrate.runtime.connection.CommitFailure;
import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.connection.RunFailure;
import dev.migrate.runtime.content.StatementFailure;
import dev.migrate.runtime.failure.ConcurrentMigrationException;
import dev.migrate.runtime.failure.ConnectionLostException;
import dev.migrate.runtime.failure.FailedStatement;
import dev.migrate.runtime.failure.MigrationCallbackException;
import dev.migrate.runtime.failure.MigrationStateException;
import dev.migrate.runtime.failure.MigrationStoppedException;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.runtime.run.UntriedPart;
import dev.migrate.script.JavaRevision;
import dev.migrate.script.RevisionScript;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.util.StringUtils;

/**
 * Says what a failure means for the revision that it happened in.
 *
 * @param context the run
 * @param step what was being done
 * @param kept what stays of it
 * @param untried what was left out before it in a dry run, else nothing
 */
public record FailureReport(RunContext context, RevisionStep step, Kept kept, List<UntriedPart> untried) {

	private static final String MORE_LOCKS = "raise max_locks_per_transaction in the configuration of the server, which"
			+ " takes effect when it is restarted, and run it again.";

	/**
	 * Returns what to throw for a failure.
	 * @param failure what was caught
	 * @return the exception that says it; the failure itself if it has nothing to do with
	 * what the revision runs
	 */
	RuntimeException of(RuntimeException failure) {
		if (!RunFailure.includes(failure)) {
			return failure;
		}
		StatementFailure statement = find(StatementFailure.class, failure);
		Throwable shown = (statement != null) ? statement.mask(failure) : failure;
		if (this.context.shutdown().isRequested()) {
			return new MigrationStoppedException(this.step.revision().id(), lost(), shown);
		}
		SQLException cause = MigrationConnection.sqlCause(failure);
		FailureKind kind = (cause != null) ? this.context.dialect().failureKind(cause) : FailureKind.REFUSED;
		if (cause != null && kind == FailureKind.CONNECTION_LOST) {
			return new ConnectionLostException(this.context.connection().describe(cause), this.step.revision().id(),
					lost(), shown);
		}
		if (cause != null && kind == FailureKind.READ_ONLY) {
			return MigrationStateException.readOnly(error(cause, statement).message(), this.step.revision().id(),
					shown);
		}
		MigrationCallbackException callback = find(MigrationCallbackException.class, failure);
		if (callback != null) {
			return callback;
		}
		ConcurrentMigrationException other = this.context.overtaken();
		if (other != null) {
			other.addSuppressed(failure);
			return other;
		}
		if (failure instanceof DataAccessException) {
			return failure;
		}
		if (statement == null) {
			String what = (find(CommitFailure.class, failure) != null) ? "COMMIT" : null;
			statement = new StatementFailure(this.step.revision().location(), 0, what, failure);
		}
		return statement(statement, failure, cause);
	}

	private ServerError error(SQLException cause, @Nullable StatementFailure statement) {
		ServerError error = this.context.dialect().error(cause);
		return (statement != null) ? statement.mask(error) : error;
	}

	private RuntimeException statement(StatementFailure statement, RuntimeException failure,
			@Nullable SQLException cause) {
		ServerError error = (cause != null) ? error(cause, statement)
				: new ServerError(FailureKind.REFUSED, describe(statement.failure()), null, null, 0);
		RetriesExhausted exhausted = find(RetriesExhausted.class, failure);
		Optional<UnmanagedDatabase> unmanaged = (exhausted != null) ? Optional.empty() : unmanaged(error.kind());
		return new RevisionFailedException(this.step.revision().id(), this.step.direction(),
				new FailedStatement(statement.place(), statement.line(), statement.statement(),
						(cause != null) ? cause.getSQLState() : null, error),
				(exhausted != null) ? exhausted.attempts() : 0, (exhausted != null) ? exhausted.blockers() : List.of(),
				"The database is at %s. %s%s%s".formatted(RevisionTexts.rows(this.context.state().rows()),
						this.kept.text, without(),
						unmanaged.map((database) -> "%n%n%s".formatted(database.description())).orElse("")),
				unmanaged.map(UnmanagedDatabase::action).orElseGet(() -> action(cause, exhausted != null)),
				statement.mask(statement.failure()));
	}

	private Optional<UnmanagedDatabase> unmanaged(FailureKind kind) {
		boolean exists = kind == FailureKind.ALREADY_EXISTS;
		if (this.step.direction() != Direction.UPGRADE || !(exists || kind == FailureKind.REFUSED)) {
			return Optional.empty();
		}
		String failed = this.step.revision().id();
		return switch (this.kept) {
			case NOTHING -> this.context.unmanaged(List.of(failed), exists, 0);
			case NOTHING_OF_PLAN, DRY_RUN ->
				this.context.unmanaged(this.context.contents().revisions().applied(List.of(failed)), exists, 0);
			case PART -> this.context.unmanaged(List.of(), exists, 1);
		};
	}

	private String without() {
		return this.untried.isEmpty() ? ""
				: this.untried.stream()
					.map((part) -> "%n    %s: %s".formatted(part.revision(), part.description()))
					.collect(Collectors.joining("",
							" It may depend on what was left out, because it does not run in a" + " transaction:", ""));
	}

	private String action(@Nullable SQLException cause, boolean blocked) {
		FailureKind kind = (cause != null) ? this.context.dialect().failureKind(cause) : FailureKind.REFUSED;
		RevisionScript script = this.context.contents().script(this.step.revision().id());
		if (kind == FailureKind.NOT_IN_TRANSACTION && script != null && isInTransaction(script)) {
			return outsideTransaction(script);
		}
		if (kind == FailureKind.TOO_MANY_LOCKS) {
			return (this.kept == Kept.NOTHING_OF_PLAN)
					? "Set migrate.transaction=per-revision, so that each revision gives its locks back, or "
							+ MORE_LOCKS
					: "Divide the revision into several, each of which gives its locks back at its end (with"
							+ " migrate.transaction=per-revision), or " + MORE_LOCKS;
		}
		if (cause != null && this.context.dialect().failureKind(cause) == FailureKind.NO_SPACE) {
			return MigrationStateException.MORE_SPACE;
		}
		if (kind == FailureKind.ALREADY_EXISTS && this.step.direction() == Direction.UPGRADE) {
			return "Fix the script, or what it found in the database, and run it again. If the database has everything"
					+ " that the revision does, say so: migrate stamp " + this.step.revision().id();
		}
		return blocked
				? "Run it again when they are done, end them%s, or raise migrate.session.lock-timeout or migrate.retry.max-attempts."
					.formatted(this.context.dialect().endingSessions())
				: "Fix the script, or what it found in the database, and run it again.";
	}

	private boolean isInTransaction(RevisionScript script) {
		return script.transactional() && this.context.contents().transaction() != TransactionMode.NONE;
	}

	private String outsideTransaction(RevisionScript script) {
		String none = (script instanceof JavaRevision)
				? "annotate %s with @Revision(…, transaction = Transaction.NONE), or call the operation in"
						+ " op.autocommitBlock(…)"
				: "write '-- transaction: none' into the header of %s, so that each statement commits by itself";
		String action = none.formatted(script.location()) + ". What is to commit as a whole can be a revision before or"
				+ " after it.";
		return switch (this.kept) {
			case NOTHING_OF_PLAN -> "Set migrate.transaction=per-revision. If the statement fails then, too, " + action;
			case DRY_RUN ->
				"A dry run has one transaction for all revisions, in which the statement cannot succeed. If it"
						+ " fails in a run, too, " + action;
			case NOTHING, PART -> StringUtils.capitalize(action);
		};
	}

	private String lost() {
		return ((this.kept == Kept.PART)
				? "What was committed of the revision has been kept: the database is still at %s."
				: "The server rolls back what was not committed: the database is at %s.")
			.formatted(RevisionTexts.rows(this.context.state().rows()));
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

	/**
	 * What stays when a revision fails.
	 */
	enum Kept {

		/**
		 * Nothing of the revision.
		 */
		NOTHING("Nothing of this revision has been kept."),

		/**
		 * Nothing of all revisions that ran together.
		 */
		NOTHING_OF_PLAN("Nothing of the plan has been kept."),

		/**
		 * Nothing, because nothing was to be kept.
		 */
		DRY_RUN("This was a dry run: nothing has been kept."),

		/**
		 * What the revision has committed on its way.
		 */
		PART("What this revision has committed so far has been kept, and the next run continues there.");

		private final String text;

		Kept(String text) {
			this.text = text;
		}

	}

}
