package dev.migrate.runtime;

import java.util.List;

import dev.migrate.dialect.MigrationSession;
import dev.migrate.revision.RevisionTexts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether a revision was committed whose connection was lost during COMMIT. The
 * session that was lost keeps the migration lock until its transaction has ended one way
 * or the other, so what the version table says under the lock is the outcome.
 */
final class LostCommit {

	private static final Logger logger = LoggerFactory.getLogger(LostCommit.class);

	private final MigrationConnection connection;

	private final MigrationSession session;

	private final MigrationLock lock;

	private final MigrationTables tables;

	LostCommit(MigrationConnection connection, MigrationSession session, MigrationLock lock, MigrationTables tables) {
		this.connection = connection;
		this.session = session;
		this.lock = lock;
		this.tables = tables;
	}

	/**
	 * Connects again, takes the lock again and compares the version table.
	 * @param revision the revision whose transaction it was
	 * @param before the rows if the revision is not complete, sorted
	 * @param after the rows if it is, sorted
	 * @param failure what the COMMIT failed with
	 * @return whether it is complete
	 * @throws ConnectionLostException if that cannot be told
	 */
	boolean committed(String revision, List<String> before, List<String> after, CommitFailure failure) {
		logger.warn("The connection was lost while revision {} was being committed; connecting again to find out",
				revision);
		try {
			this.connection.reconnect();
		}
		catch (DatabaseUnavailableException ex) {
			throw unknown(revision, "no other connection can be had", failure, ex);
		}
		this.session.open();
		this.lock.acquire();
		List<String> rows = this.tables.versions().read().stream().sorted().toList();
		if (!rows.equals(after) && !rows.equals(before)) {
			if (!this.lock.lasts()) {
				throw new OutdatedPlanException(List.of());
			}
			throw unknown(revision, "the database is at %s now".formatted(RevisionTexts.rows(rows)), failure, null);
		}
		boolean committed = rows.equals(after);
		logger.info("Revision {} {}", revision, committed ? "was committed" : "is not complete and is continued");
		return committed;
	}

	private static ConnectionLostException unknown(String revision, String state, CommitFailure failure,
			@Nullable Exception further) {
		ConnectionLostException exception = new ConnectionLostException(String.valueOf(failure.cause().getMessage()),
				revision, "Its COMMIT may or may not have taken effect, and " + state + ".", failure);
		if (further != null) {
			exception.addSuppressed(further);
		}
		return exception;
	}

}
