package dev.migrate.runtime;

import java.time.Duration;
import java.time.Instant;

import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.revision.RevisionStep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

/**
 * Runs one revision: in one transaction with its version row and its row in the history,
 * or piece by piece with a journal.
 */
final class RevisionRunner {

	private static final Logger logger = LoggerFactory.getLogger(Migrator.class);

	private final MigrationConnection connection;

	private final MigrationSession session;

	private final MigrationTables tables;

	private final Retry retry;

	RevisionRunner(MigrationConnection connection, MigrationSession session, MigrationTables tables,
			RetryPolicy policy) {
		this.connection = connection;
		this.session = session;
		this.tables = tables;
		this.retry = new Retry(policy, session, connection.dialect());
	}

	/**
	 * Makes sure, as the first statement of a transaction, that no other session
	 * migrates.
	 * @param lockWait how long the statements of the transaction may wait for a lock
	 */
	void fence(LockWait lockWait) {
		if (!this.session.fence(lockWait)) {
			throw new ConcurrentMigrationException("Another session has taken the migration lock from this one.");
		}
	}

	/**
	 * Runs a revision in one transaction, again as a whole if others are in its way.
	 * @param step what is done to the revision
	 * @param body what to run, in one piece
	 * @param row its row in the history
	 */
	void runWhole(RevisionStep step, RevisionBody body, HistoryTable.Step row) {
		RevisionBody.Piece piece = body.pieces().get(0);
		transaction("Revision " + step.revision().id(), piece.lockWait(), () -> {
			run(piece);
			this.session.reset();
			this.tables.versions().apply(step.rows());
			this.tables.history().add(row, Duration.between(row.startedAt(), Instant.now()));
		});
	}

	/**
	 * Runs what a journal says is left of a revision.
	 * @param step what is done to the revision
	 * @param body what to run
	 * @param journal how far it got
	 */
	void runPiecewise(RevisionStep step, RevisionBody body, HistoryTable.Journal journal) {
		if (journal.done() > 0) {
			logger.info("Continuing revision {} after statement {}", journal.revision(), journal.done());
		}
		StatementChecksums checksums = new StatementChecksums(this.connection.dialect().splitter(), body.statements());
		for (RevisionBody.Piece piece : body.pieces()) {
			if (piece.from() >= journal.done()) {
				run(piece, journal, checksums);
			}
		}
		transaction("The version row of revision " + journal.revision(), LockWait.LIMITED, () -> {
			this.tables.versions().apply(step.rows());
			this.tables.history().complete(journal);
		});
	}

	private void run(RevisionBody.Piece piece, HistoryTable.Journal journal, StatementChecksums checksums) {
		HistoryTable history = this.tables.history();
		String checksum = checksums.of(piece.to());
		if (piece.transactional()) {
			transaction("A part of revision " + journal.revision(), piece.lockWait(), () -> {
				run(piece);
				this.session.reset();
				history.progress(journal.id(), piece.to(), piece.to(), checksum);
			});
			return;
		}
		history.progress(journal.id(), piece.to(), piece.from(), checksum);
		try {
			AutocommitGuard guard = new AutocommitGuard(
					"Statement %d of revision %s".formatted(piece.to(), journal.revision()), this.session,
					this.connection.dialect(), this.retry);
			run(piece, guard);
		}
		catch (StatementFailure ex) {
			noteRefusal(piece, journal, checksums, ex);
			throw ex;
		}
		this.session.reset();
		history.progress(journal.id(), piece.to(), piece.to(), checksum);
	}

	private void run(RevisionBody.Piece piece) {
		run(piece, new TransactionGuard(this.session, this.connection.dialect(), piece.lockWait()));
	}

	private void run(RevisionBody.Piece piece, StatementGuard guard) {
		this.connection.shutdown().cancellable(() -> piece.action().run(this.connection.jdbc(), guard));
	}

	private void transaction(String what, LockWait lockWait, Runnable action) {
		this.retry.run(what, null, () -> this.connection.inTransaction(() -> {
			fence(lockWait);
			action.run();
		}));
	}

	/**
	 * A statement that the server refused has not taken effect, which a later run may
	 * rely on; of one whose connection broke nobody knows, and nobody knows what a class
	 * did before its statement was refused.
	 */
	private void noteRefusal(RevisionBody.Piece piece, HistoryTable.Journal journal, StatementChecksums checksums,
			StatementFailure failure) {
		try {
			if (checksums.of(piece.to()) != null && failure.refused(this.connection.dialect())) {
				this.tables.history().progress(journal.id(), piece.from(), piece.from(), checksums.of(piece.from()));
			}
		}
		catch (DataAccessException ex) {
			failure.addSuppressed(ex);
		}
	}

}
