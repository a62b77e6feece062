package dev.migrate.runtime.execution;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.LockWait;
import dev.migrate.runtime.connection.CommitFailure;
import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.connection.WatchedConnection;
import dev.migrate.runtime.content.RevisionStatement;
import dev.migrate.runtime.content.StatementChecksum;
import dev.migrate.runtime.content.StatementRunner;
import dev.migrate.runtime.failure.BackfillException;
import dev.migrate.runtime.failure.ConcurrentMigrationException;
import dev.migrate.runtime.history.HistoryStep;
import dev.migrate.runtime.history.TableWrite;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One attempt to run a revision, from its start: in one transaction with its version row
 * and its row in the history, unless a statement has to run outside of a transaction.
 * Then what came before it is committed, and the {@link RevisionJournal} notes how far
 * the revision is.
 *
 * <p>
 * Whether that happens shows only while the revision runs. An attempt that follows one
 * which has committed a part of the revision passes over what is done.
 */
public final class RevisionAttempt implements StatementRunner, Retry.Attempt {

	private final RunContext context;

	private final PreparedRevision revision;

	private final RunCallbacks callbacks;

	private final RevisionJournal journal;

	private final HistoryStep row;

	private final RunTransaction transaction;

	private final StandaloneStatements standalone;

	private final JdbcTemplate watched;

	private final StatementChecksum checksum;

	private @Nullable Continuation continuation;

	private int position;

	private int blocks;

	// What the transaction that is open consists of.
	private boolean hasStatements;

	private boolean hasUncounted;

	// Whether the journal was committed with nothing else.
	private boolean bare;

	private boolean calledBack;

	private @Nullable RuntimeException broken;

	private boolean repeatable;

	/**
	 * Creates an attempt.
	 * @param callbacks what is called before and after it
	 * @param journal how far earlier attempts got
	 */
	RevisionAttempt(RunContext context, PreparedRevision revision, HistoryStep row, RunCallbacks callbacks,
			RevisionJournal journal) {
		this.context = context;
		this.revision = revision;
		this.row = row;
		this.callbacks = callbacks;
		this.journal = journal;
		this.transaction = RunTransaction.confirmed(context);
		this.standalone = new StandaloneStatements(context, revision.id(), journal, this.transaction);
		this.watched = WatchedConnection.of(context.connection().jdbc(), this::beforeUncounted);
		this.checksum = new StatementChecksum(context.dialect());
		this.continuation = journal.continuation();
	}

	@Override
	public void run() {
		try {
			this.context.shutdown().cancellable(this::runStatements);
			complete();
		}
		catch (RuntimeException ex) {
			RuntimeException failure = (this.broken != null) ? this.broken : explain(ex);
			this.repeatable = this.transaction.isOpen();
			this.transaction.rollback(failure);
			throw failure;
		}
		catch (Error ex) {
			this.transaction.rollback(ex);
			throw ex;
		}
	}

	@Override
	public boolean isRepeatable() {
		return this.repeatable;
	}

	private void runStatements() {
		if (!this.callbacks.isEmpty() && !this.journal.isBegun()) {
			this.callbacks.beforeRevision(this.revision.step(), this.watched);
			requireIntact();
			// Committed with the journal, so that whoever continues the revision leaves
			// it out.
			this.calledBack = this.hasUncounted;
			this.hasUncounted = false;
		}
		this.revision.content().run(this);
		if (!this.callbacks.isEmpty()) {
			if (this.continuation == null && (this.transaction.isOpen() || this.journal.isBegun())) {
				guarded(() -> {
					this.transaction.require(LockWait.LIMITED);
					this.context.session().reset();
				});
			}
			this.callbacks.afterRevision(this.revision.step(), this.watched);
			requireIntact();
		}
	}

	private RuntimeException explain(RuntimeException failure) {
		SQLException cause = MigrationConnection.sqlCause(failure);
		return (this.continuation != null && cause != null
				&& this.context.dialect().failureKind(cause) == FailureKind.READ_ONLY)
						? this.continuation.uncounted(failure) : failure;
	}

	@Override
	public void autocommit(Runnable block) {
		this.blocks++;
		try {
			block.run();
		}
		finally {
			this.blocks--;
		}
	}

	@Override
	public JdbcTemplate jdbc() {
		return this.watched;
	}

	@Override
	public void run(Iterable<RevisionStatement> statements) {
		StatementBatch batch = new StatementBatch(this.context.connection());
		for (RevisionStatement statement : statements) {
			requireIntact();
			try {
				take(statement, batch);
			}
			catch (RuntimeException ex) {
				throw batch.explain(statement, ex);
			}
		}
		batch.send();
	}

	/**
	 * Runs a statement, or adds it to those that are to be sent together.
	 */
	private void take(RevisionStatement statement, StatementBatch batch) {
		if (statement.backfill() != null && this.blocks == 0) {
			batch.send();
			throw BackfillException.inTransaction(statement.backfill());
		}
		Dialect dialect = this.context.dialect();
		boolean alone = this.blocks > 0 || dialect.refusedInTransaction(statement.sql());
		if (alone) {
			batch.send();
		}
		String before = alone ? this.checksum.value() : null;
		this.checksum.add(statement);
		this.position++;
		if (this.continuation != null) {
			Continuation passed = this.continuation;
			guarded(() -> pass(passed, statement, alone));
			if (this.continuation != null) {
				return;
			}
		}
		Runnable watch = this.context.session().watch(statement.sql());
		if (watch != null) {
			batch.send();
			guarded(watch);
		}
		if (alone) {
			runAlone(statement, before);
			return;
		}
		if (!this.transaction.isLimited()) {
			guarded(() -> this.transaction.require(dialect.lockWait(statement.sql()), batch, this::broken));
		}
		this.hasStatements = true;
		batch.add(statement);
	}

	private RuntimeException broken(RuntimeException failure) {
		this.broken = failure;
		return failure;
	}

	private void pass(Continuation passed, RevisionStatement statement, boolean alone) {
		this.transaction.rollback();
		if (!passed.isDone(statement, alone, this.checksum)) {
			this.continuation = null;
			return;
		}
		if (this.context.dialect().changesOnlySession(statement.sql())) {
			Runnable watch = this.context.session().watch(statement.sql());
			if (watch != null) {
				watch.run();
			}
			statement.execute(this.context.dialect(), this.context.connection().jdbc());
		}
		if (passed.isSettled()) {
			this.journal.note(this.position, this.position, this.checksum.value());
		}
	}

	private void runAlone(RevisionStatement statement, @Nullable String before) {
		if (!this.journal.isBegun()) {
			this.bare = !this.hasStatements && !this.hasUncounted && !this.calledBack;
		}
		guarded(() -> this.standalone.start(statement, this.position, this.checksum.value()));
		try {
			this.standalone.run(statement, this.position);
		}
		catch (CommitFailure | ConcurrentMigrationException ex) {
			this.broken = ex;
			throw ex;
		}
		catch (RuntimeException ex) {
			// Without statements in the transaction before it, only the start of the
			// statement shows that this was committed.
			if (!this.hasUncounted || this.hasStatements) {
				this.standalone.noteRefusal(statement, this.position, before, this.bare, ex);
			}
			throw ex;
		}
		guarded(() -> this.standalone.end(statement, this.position, this.checksum.value()));
		this.hasStatements = false;
		this.hasUncounted = false;
	}

	/**
	 * Called before the revision uses the connection on its own, for what nobody counts.
	 * While it passes over what is done, it may read again but not write again.
	 */
	private void beforeUncounted() {
		requireIntact();
		guarded(this::openForUncounted);
	}

	private void openForUncounted() {
		this.context.session().unwatched();
		boolean alone = this.blocks > 0;
		if (this.continuation != null && !this.continuation.isOver(alone)) {
			if (!this.context.dialect().hasReadOnlyTransactions()) {
				throw this.continuation.uncounted(null);
			}
			this.transaction.requireReadOnly();
			return;
		}
		if (this.continuation != null) {
			this.continuation = null;
			this.transaction.rollback();
		}
		if (!alone) {
			this.transaction.require(LockWait.LIMITED);
			this.hasUncounted = true;
			return;
		}
		if (this.transaction.isOpen() || !this.journal.isBegun()) {
			boolean uncounted = this.hasUncounted && !this.hasStatements;
			this.journal.start(this.transaction, uncounted ? this.position + 1 : this.position, this.position,
					uncounted ? null : this.checksum.value());
		}
		this.standalone.limit(LockWait.LIMITED);
	}

	private void complete() {
		requireIntact();
		if (this.continuation != null) {
			this.continuation.end();
			this.transaction.rollback();
		}
		if (!this.transaction.isOpen()) {
			this.transaction.require(LockWait.LIMITED);
		}
		List<TableWrite> rows = this.context.tables().versions().writes(this.revision.step().rows());
		if (this.journal.isBegun()) {
			rows.addAll(this.journal.completed(this.position, this.checksum.value()));
		}
		else {
			rows.add(this.context.history().row(this.row, Duration.between(this.row.startedAt(), Instant.now())));
		}
		rows.addAll(this.context.squashed(this.revision));
		this.transaction.commit(rows);
	}

	/**
	 * Makes sure that a class which has caught the failure of a transaction, or what a
	 * shutdown has cancelled, does not go on without it.
	 */
	private void requireIntact() {
		if (this.broken != null) {
			throw this.broken;
		}
		this.context.shutdown().check();
	}

	private void guarded(Runnable action) {
		try {
			this.context.shutdown().uncancellable(action);
		}
		catch (RuntimeException ex) {
			this.broken = ex;
			throw ex;
		}
	}

}
