package dev.migrate.runtime.execution;

import java.sql.SQLException;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.operations.operation.Backfill;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.runtime.connection.CommitFailure;
import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.content.RevisionStatement;
import dev.migrate.runtime.failure.BackfillException;
import dev.migrate.runtime.failure.ConcurrentMigrationException;
import dev.migrate.runtime.failure.MigrationStateException;
import dev.migrate.runtime.history.ProgressTable;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * Runs what a revision runs outside of a transaction: a statement by itself, or a
 * backfill batch by batch. The journal notes the start of each and its end.
 */
public final class StandaloneStatements {

	private final RunContext context;

	private final String revision;

	private final RevisionJournal journal;

	private final RunTransaction transaction;

	private @Nullable LockWait limit;

	/**
	 * Creates what runs the statements of an attempt.
	 * @param revision the id of the revision
	 * @param transaction the transactions of the attempt
	 */
	StandaloneStatements(RunContext context, String revision, RevisionJournal journal, RunTransaction transaction) {
		this.context = context;
		this.revision = revision;
		this.journal = journal;
		this.transaction = transaction;
	}

	/**
	 * Commits what came before a statement and notes that it starts.
	 */
	void start(RevisionStatement statement, int position, @Nullable String checksum) {
		this.journal.start(this.transaction, position, position - 1, checksum);
		if (statement.backfill() != null) {
			createTable(progress(position));
		}
		else {
			limit(this.context.dialect().lockWait(statement.sql()));
		}
	}

	private void createTable(ProgressTable progress) {
		if (progress.exists()) {
			return;
		}
		try {
			this.context.lock().write(progress::create);
		}
		catch (DataAccessException ex) {
			// Somebody with another version table, and so with another lock, was first.
			if (!progress.exists()) {
				throw ex;
			}
		}
	}

	/**
	 * Runs a statement that has been started.
	 */
	void run(RevisionStatement statement, int position) {
		Backfill backfill = statement.backfill();
		if (backfill != null) {
			new BackfillRun(this.context, backfill, statement.sql(), this.transaction, progress(position)).run();
			return;
		}
		this.context.retry()
			.run("Statement %d of revision %s".formatted(position, this.revision), statement.sql(),
					() -> execute(statement));
	}

	private void execute(RevisionStatement statement) {
		MigrationSession session = this.context.session();
		this.context.connection().patiently(() -> session.dropLeftovers(statement.sql()));
		statement.execute(this.context.dialect(), this.context.connection().jdbc());
		session.verify(statement.sql());
	}

	/**
	 * Notes that a statement has taken effect.
	 */
	void end(RevisionStatement statement, int position, @Nullable String checksum) {
		if (statement.backfill() != null) {
			this.transaction.require(LockWait.LIMITED);
			this.context.lock().resetRole();
			progress(position).clear();
			this.journal.commit(this.transaction, position, position, checksum);
		}
		else {
			this.context.lock().resetRole();
			this.journal.note(position, position, checksum);
		}
	}

	private ProgressTable progress(int position) {
		return new ProgressTable(this.context.connection(), this.context.tables().found(), this.journal.entry(),
				position);
	}

	/**
	 * Sets what the statements to come may wait for. Only a change is sent, so that a
	 * limit that the script sets itself stays.
	 */
	void limit(LockWait lockWait) {
		if (lockWait != this.limit) {
			this.context.session().limitStatements(lockWait);
			this.limit = lockWait;
		}
	}

	/**
	 * A statement that the server refused has not taken effect, which a later run may
	 * rely on; of one whose connection broke nobody knows. If nothing came before it,
	 * there is nothing that a later run would have to continue.
	 * @param position the number of the statement
	 * @param checksum the checksum of what came before it
	 * @param bare whether the journal was committed with nothing else
	 * @param failure what it failed with
	 */
	void noteRefusal(RevisionStatement statement, int position, @Nullable String checksum, boolean bare,
			RuntimeException failure) {
		Dialect dialect = this.context.dialect();
		SQLException cause = MigrationConnection.sqlCause(failure);
		boolean refused = failure instanceof InvalidOperationException || failure instanceof BackfillException
				|| (cause != null && cause.getSQLState() != null
						&& dialect.failureKind(cause) != FailureKind.CONNECTION_LOST);
		if (!refused) {
			return;
		}
		try {
			this.context.shutdown().uncancellable(() -> {
				if (bare && position == 1 && (statement.backfill() == null || progress(position).read().isEmpty())) {
					this.journal.discard();
				}
				else {
					this.journal.note(position - 1, position - 1, checksum);
				}
			});
		}
		catch (DataAccessException | CommitFailure | ConcurrentMigrationException | MigrationStateException ex) {
			failure.addSuppressed(ex);
		}
	}

}
