package dev.migrate.runtime.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import dev.migrate.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.runtime.adoption.UnmanagedDatabase;
import dev.migrate.runtime.adoption.UnmanagedDatabase.FailedRevision;
import dev.migrate.runtime.connection.CommitFailure;
import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.connection.RunFailure;
import dev.migrate.runtime.connection.Shutdown;
import dev.migrate.runtime.content.RevisionContents;
import dev.migrate.runtime.failure.ConcurrentMigrationException;
import dev.migrate.runtime.history.HistoryTable;
import dev.migrate.runtime.history.MigrationTables;
import dev.migrate.runtime.history.TableWrite;
import dev.migrate.runtime.lock.MigrationLock;
import dev.migrate.runtime.progress.RunLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;

/**
 * What all parts of a run share.
 *
 * @param connection the connection
 * @param session its session
 * @param tables the tables of the tool
 * @param lock what keeps other migrations away
 * @param state where the database is
 * @param contents what the revisions consist of
 * @param retry how to try again
 * @param listeners who is told of the run
 * @param log what is said of its progress
 */
public record RunContext(MigrationConnection connection, MigrationSession session, MigrationTables tables,
		MigrationLock lock, RunState state, RevisionContents contents, Retry retry, MigrationListeners listeners,
		RunLog log) {

	private static final Logger logger = LoggerFactory.getLogger(RunContext.class);

	Dialect dialect() {
		return this.connection.dialect();
	}

	Shutdown shutdown() {
		return this.connection.shutdown();
	}

	HistoryTable history() {
		return this.tables.history();
	}

	/**
	 * Makes sure, under a lock that has just been taken, that what the plan was made from
	 * is still so.
	 */
	void confirm() {
		if (!this.lock.lasts() && !isSame()) {
			this.state.requireSame(this.tables.reread());
		}
	}

	/**
	 * Asks for the usual case in one round trip: the tables are as they were.
	 */
	private boolean isSame() {
		if (!this.state.tablesComplete() || this.state.interrupted().isPresent()) {
			return false;
		}
		try {
			return this.tables.isAt(this.state.rows());
		}
		catch (BadSqlGrammarException ex) {
			// One of them is gone.
			logger.debug("The tables cannot be read any more", ex);
			throw new OutdatedPlanException(List.of());
		}
	}

	/**
	 * Puts back what an attempt has left in the session that a rollback does not undo. A
	 * session that lasts no longer than a transaction is left to whoever gets it.
	 */
	void resetAfterRollback() {
		if (this.lock.lasts()) {
			// What the session knows may be of what was rolled back.
			this.session.unwatched();
			this.session.reset();
		}
	}

	/**
	 * Puts back what a revision has changed in the session and writes that it is done.
	 */
	void resetAndWrite(List<TableWrite> writes) {
		// The session is answered at once, but the rows may wait for others.
		this.connection
			.onRows(() -> this.connection.patiently(() -> this.tables.writer().resetAndWrite(this.session, writes)));
	}

	/**
	 * Returns what notes that squashed revisions count as applied with a revision.
	 */
	List<TableWrite> squashed(PreparedRevision revision) {
		return revision.squashed()
			.stream()
			.map((row) -> history().row(row.startedAt(Instant.now()), Duration.ZERO))
			.toList();
	}

	/**
	 * Finds out, after a failure, whether another process has migrated under this run,
	 * which then explains the failure better than the statement that met it.
	 * @return what to say, or {@code null} if nobody has, or it cannot be told
	 */
	@Nullable ConcurrentMigrationException overtaken() {
		try {
			this.lock.check();
			List<String> now = this.tables.reread().rows();
			return new TreeSet<>(now).equals(new TreeSet<>(this.state.rows())) ? null : ConcurrentMigrationException
				.overtaken(RevisionTexts.rows(this.state.rows()), RevisionTexts.rows(now));
		}
		catch (ConcurrentMigrationException ex) {
			return ex;
		}
		catch (MigrateException | DataAccessException | CommitFailure ex) {
			logger.debug("Whether another process has migrated cannot be told", ex);
			return null;
		}
	}

	/**
	 * Looks, after a failure, for what no revision has made, if the database was at base
	 * and never anywhere else when the run began.
	 * @param revisions the revisions that nothing is left of, the failed one among them
	 * @param exists whether something exists already
	 * @param parts how many rows of the history are of a revision that has not ended
	 * @return what the database is, empty if there is nothing to be said about it, or it
	 * cannot be told
	 */
	Optional<UnmanagedDatabase> unmanaged(Collection<String> revisions, boolean exists, int parts) {
		if (!this.state.isFromBase()) {
			return Optional.empty();
		}
		List<UnmanagedDatabase> found = new ArrayList<>();
		try {
			this.lock.inTransaction(LockWait.LIMITED, () -> {
				int entries = this.state.moves() + parts;
				if (this.tables.reread().entries(null, entries + 1).size() <= entries) {
					UnmanagedDatabase
						.find(this.contents, dialect(), this.connection.jdbc(), this.tables.found(),
								new FailedRevision(this.state.rows(), revisions, exists))
						.ifPresent(found::add);
				}
			});
		}
		catch (MigrateException | DataAccessException | RunFailure ex) {
			logger.debug("Whether the database is managed cannot be told", ex);
		}
		return found.stream().findFirst();
	}

	/**
	 * Runs an action in a transaction of its own, if no other process migrates.
	 */
	void inTransaction(Runnable action) {
		this.lock.inTransaction(LockWait.LIMITED, () -> {
			confirm();
			action.run();
		});
	}

}
