package dev.migrate.runtime;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.operations.Backfill;
import dev.migrate.operations.InvalidOperationException;
import dev.migrate.revision.RevisionStep;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Runs one revision: in one transaction with its version row and its row in the history,
 * unless a statement has to run outside of a transaction. Then what came before it is
 * committed, and the journal in the history notes how far the revision is.
 *
 * <p>
 * Whether that happens shows only while the revision runs. A revision that has committed
 * a part of itself is therefore run again from its start to continue it, and a
 * {@link Replay} passes over what is done.
 */
final class RevisionRun implements StatementRunner {

	private final RevisionStep step;

	private final HistoryTable.Step row;

	private final MigrationConnection connection;

	private final Dialect dialect;

	private final MigrationSession session;

	private final MigrationTables tables;

	private final RunTransaction transaction;

	private final MigrationLock lock;

	private final Retry retry;

	private final @Nullable Resume resume;

	private final JdbcTemplate watched;

	private HistoryTable.@Nullable Journal journal;

	private @Nullable Replay replay;

	private StatementChecksum checksum;

	private int position;

	private int blocks;

	// What the transaction that is open, or the last one, consists of.
	private boolean hasStatements;

	private boolean hasUncounted;

	private @Nullable LockWait limit;

	private @Nullable RuntimeException broken;

	private boolean repeatable;

	/**
	 * Creates a run.
	 * @param step what is done to the revision
	 * @param row its row in the history
	 * @param connection the connection
	 * @param session its session
	 * @param tables the tables of the tool
	 * @param transaction the transactions, none of which is open
	 * @param lock what keeps other migrations away
	 * @param retry how to try again
	 * @param journal how far an earlier run got, or {@code null} if there was none
	 * @param resume what to do with a statement in doubt, or {@code null} to find out
	 */
	RevisionRun(RevisionStep step, HistoryTable.Step row, MigrationConnection connection, MigrationSession session,
			MigrationTables tables, RunTransaction transaction, MigrationLock lock, Retry retry,
			HistoryTable.@Nullable Journal journal, @Nullable Resume resume) {
		this.step = step;
		this.row = row;
		this.connection = connection;
		this.dialect = connection.dialect();
		this.session = session;
		this.tables = tables;
		this.transaction = transaction;
		this.lock = lock;
		this.retry = retry;
		this.journal = journal;
		this.resume = resume;
		this.watched = WatchedConnection.of(connection.jdbc(), this::beforeUncounted);
		this.checksum = new StatementChecksum(this.dialect);
	}

	/**
	 * Runs the revision, or what is left of it.
	 * @param body what the revision consists of
	 */
	void run(RevisionBody body) {
		this.retry.run("Revision " + this.row.revision().id(), null, () -> attempt(body), () -> this.repeatable);
	}

	/**
	 * Returns whether a part of the revision stays when it fails.
	 * @return whether a part was committed
	 */
	boolean isPartlyCommitted() {
		return this.journal != null;
	}

	/**
	 * Reads how far the revision is, after a commit whose outcome was not known.
	 */
	void refresh() {
		this.journal = this.tables.history().interrupted().orElse(null);
	}

	private void attempt(RevisionBody body) {
		this.replay = (this.journal != null)
				? new Replay(new Interruption(this.journal, this.row.script()), this.resume, this.session) : null;
		this.checksum = new StatementChecksum(this.dialect);
		this.position = 0;
		this.hasStatements = false;
		this.hasUncounted = false;
		this.limit = null;
		this.broken = null;
		try {
			this.connection.shutdown().cancellable(() -> body.run(this));
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

	private RuntimeException explain(RuntimeException failure) {
		SQLException cause = MigrationConnection.sqlCause(failure);
		return (this.replay != null && cause != null && this.dialect.failureKind(cause) == FailureKind.READ_ONLY)
				? this.replay.uncounted(failure) : failure;
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
	public void before(Consumer<JdbcTemplate> action) {
		// Committed with the journal, so that whoever continues the revision leaves it
		// out.
		if (this.journal == null) {
			action.accept(this.watched);
			requireIntact();
			this.hasUncounted = false;
		}
	}

	@Override
	public void after(Consumer<JdbcTemplate> action) {
		if (this.replay == null && this.transaction.isOpen()) {
			guarded(this.session::reset);
		}
		action.accept(this.watched);
		requireIntact();
	}

	@Override
	public JdbcTemplate jdbc() {
		return this.watched;
	}

	@Override
	public void run(RevisionStatement statement, Consumer<JdbcTemplate> execution) {
		requireIntact();
		boolean alone = this.blocks > 0 || this.dialect.refusedInTransaction(statement.sql());
		String before = alone ? this.checksum.value() : null;
		this.checksum.add(statement);
		this.position++;
		Replay replayed = this.replay;
		if (replayed != null) {
			guarded(() -> replay(replayed, statement, alone));
		}
		if (this.replay != null) {
			return;
		}
		if (alone) {
			runAlone(statement.sql(), execution, before);
		}
		else {
			guarded(() -> this.transaction.require(() -> this.dialect.lockWait(statement.sql())));
			this.hasStatements = true;
			execution.accept(this.connection.jdbc());
		}
	}

	@Override
	public void run(RevisionStatement statement, Backfill backfill) {
		requireIntact();
		if (this.blocks == 0) {
			throw new BackfillInTransactionException(backfill);
		}
		String before = this.checksum.value();
		this.checksum.add(statement);
		this.position++;
		Replay replayed = this.replay;
		if (replayed != null) {
			guarded(() -> replay(replayed, statement, true));
		}
		if (this.replay == null) {
			runInBatches(statement.sql(), backfill, before);
		}
	}

	private void runInBatches(String sql, Backfill backfill, @Nullable String before) {
		guarded(() -> start(this.position, this.position - 1, this.checksum.value()));
		HistoryTable.Journal noted = Objects.requireNonNull(this.journal);
		ProgressTable progress = new ProgressTable(this.connection, this.tables.found(), noted, this.position);
		guarded(() -> progress.create(this.lock));
		try {
			new BackfillRun(backfill, sql, this.connection, this.transaction, this.retry, progress).run();
		}
		catch (CommitFailure | ConcurrentMigrationException ex) {
			this.broken = ex;
			throw ex;
		}
		catch (RuntimeException ex) {
			noteRefusal(before, ex);
			throw ex;
		}
		guarded(() -> {
			this.transaction.require(LockWait.LIMITED);
			this.session.reset();
			progress.clear();
			this.tables.history().progress(noted.id(), this.position, this.position, this.checksum.value());
			this.transaction.commit();
			this.journal = noted.at(this.position, this.position, this.checksum.value());
		});
		this.hasStatements = false;
		this.hasUncounted = false;
	}

	private void replay(Replay replay, RevisionStatement statement, boolean alone) {
		this.transaction.rollback();
		if (!replay.isDone(statement, alone, this.checksum)) {
			this.replay = null;
		}
		else if (replay.isSettled()) {
			note(this.position, this.position);
		}
	}

	private void runAlone(String sql, Consumer<JdbcTemplate> execution, @Nullable String before) {
		guarded(() -> {
			start(this.position, this.position - 1, this.checksum.value());
			limit(this.dialect.lockWait(sql));
		});
		try {
			this.retry.run("Statement %d of revision %s".formatted(this.position, this.row.revision().id()), sql,
					() -> {
						this.session.dropLeftovers(sql);
						execution.accept(this.connection.jdbc());
						this.session.verify(sql);
					}, () -> true);
		}
		catch (RuntimeException ex) {
			noteRefusal(before, ex);
			throw ex;
		}
		guarded(() -> {
			this.session.reset();
			note(this.position, this.position);
		});
		this.hasStatements = false;
		this.hasUncounted = false;
	}

	/**
	 * Commits what the revision has done so far together with the note of what it does
	 * next.
	 */
	private void start(int started, int done, @Nullable String checksum) {
		if (!this.lock.lasts()) {
			throw new UnlockedRevisionException(this.row.revision().id(), String.valueOf(this.row.script()));
		}
		if (!this.transaction.isOpen() && this.journal != null) {
			note(started, done, checksum);
			return;
		}
		this.transaction.require(LockWait.LIMITED);
		this.session.reset();
		HistoryTable history = this.tables.history();
		HistoryTable.Journal noted = this.journal;
		if (noted == null) {
			history.begin(this.row);
			noted = history.interrupted().orElseThrow();
		}
		history.progress(noted.id(), started, done, checksum);
		this.transaction.commit();
		this.journal = noted.at(started, done, checksum);
	}

	private void note(int started, int done) {
		note(started, done, this.checksum.value());
	}

	private void note(int started, int done, @Nullable String checksum) {
		HistoryTable.Journal noted = this.journal;
		if (noted != null) {
			this.lock.write(() -> this.tables.history().progress(noted.id(), started, done, checksum));
			this.journal = noted.at(started, done, checksum);
		}
	}

	/**
	 * A statement that the server refused has not taken effect, which a later run may
	 * rely on; of one whose connection broke nobody knows. Without statements in the
	 * transaction before it, only its start shows that this was committed.
	 */
	private void noteRefusal(@Nullable String before, RuntimeException failure) {
		SQLException cause = MigrationConnection.sqlCause(failure);
		boolean refused = failure instanceof InvalidOperationException || failure instanceof UnfinishedBackfillException
				|| (cause != null && cause.getSQLState() != null
						&& this.dialect.failureKind(cause) != FailureKind.CONNECTION_LOST);
		if (!refused || (this.hasUncounted && !this.hasStatements)) {
			return;
		}
		try {
			this.connection.shutdown().uncancellable(() -> note(this.position - 1, this.position - 1, before));
		}
		catch (DataAccessException | CommitFailure | ConcurrentMigrationException ex) {
			failure.addSuppressed(ex);
		}
	}

	/**
	 * Called before the revision uses the connection on its own, for what nobody counts.
	 * While it passes over what is done, it may read again but not write again.
	 */
	private void beforeUncounted() {
		requireIntact();
		guarded(() -> {
			boolean alone = this.blocks > 0;
			if (this.replay != null && !this.replay.isOver(alone)) {
				if (!this.dialect.hasReadOnlyTransactions()) {
					throw this.replay.uncounted(null);
				}
				this.transaction.requireReadOnly();
				return;
			}
			if (this.replay != null) {
				this.replay = null;
				this.transaction.rollback();
			}
			if (alone) {
				startUncounted();
			}
			else {
				this.transaction.require(LockWait.LIMITED);
				this.hasUncounted = true;
			}
		});
	}

	private void startUncounted() {
		if (this.transaction.isOpen() || this.journal == null) {
			boolean uncounted = this.hasUncounted && !this.hasStatements;
			start(uncounted ? this.position + 1 : this.position, this.position,
					uncounted ? null : this.checksum.value());
		}
		limit(LockWait.LIMITED);
	}

	// Only a change is sent, so that a limit that the script sets itself stays.
	private void limit(LockWait lockWait) {
		if (lockWait != this.limit) {
			this.session.limitStatements(lockWait);
			this.limit = lockWait;
		}
	}

	private void complete() {
		requireIntact();
		if (this.replay != null) {
			this.replay.end();
			this.transaction.rollback();
		}
		this.transaction.require(LockWait.LIMITED);
		this.session.reset();
		this.tables.versions().apply(this.step.rows());
		if (this.journal == null) {
			this.tables.history().add(this.row, Duration.between(this.row.startedAt(), Instant.now()));
		}
		else {
			this.tables.history().progress(this.journal.id(), this.position, this.position, this.checksum.value());
			this.tables.history().complete(this.journal);
		}
		this.transaction.commit();
	}

	/**
	 * Makes sure that a class which has caught the failure of a transaction, or what a
	 * shutdown has cancelled, does not go on without it.
	 */
	private void requireIntact() {
		if (this.broken != null) {
			throw this.broken;
		}
		this.connection.shutdown().check();
	}

	private void guarded(Runnable action) {
		try {
			this.connection.shutdown().uncancellable(action);
		}
		catch (RuntimeException ex) {
			this.broken = ex;
			throw ex;
		}
	}

}
