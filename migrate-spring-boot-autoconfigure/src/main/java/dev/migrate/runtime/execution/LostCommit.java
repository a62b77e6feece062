package dev.migrate.runtime.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

import dev.migrate.revision.RevisionTexts;
import dev.migrate.runtime.connection.CommitFailure;
import dev.migrate.runtime.connection.ToolInfo;
import dev.migrate.runtime.failure.ConnectionLostException;
import dev.migrate.runtime.failure.DatabaseUnavailableException;
import dev.migrate.runtime.history.HistoryStep;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether a revision was committed whose connection was lost during COMMIT. The
 * session that was lost keeps the migration lock until its transaction has ended one way
 * or the other, so what the version table says under the lock is the outcome.
 */
public final class LostCommit {

	private static final Logger logger = LoggerFactory.getLogger(LostCommit.class);

	private static final int NEWEST = 10;

	// The database keeps less of a time than there is.
	private static final Duration PRECISION = Duration.ofMillis(1);

	private final RunContext context;

	LostCommit(RunContext context) {
		this.context = context;
	}

	/**
	 * Connects again, takes the lock again and compares the version table.
	 * @param unit what was being committed
	 * @param failure what the COMMIT failed with
	 * @return whether it is complete
	 * @throws OutdatedPlanException if others have gone on meanwhile, with what was
	 * committed
	 * @throws ConnectionLostException if no other connection can be had
	 */
	boolean committed(RevisionUnit unit, CommitFailure failure) {
		String revision = unit.current().id();
		List<String> before = this.context.state().rows();
		List<String> after = List.copyOf(new TreeSet<>(unit.rowsAfter()));
		logger.warn("The connection was lost while revision {} was being committed; connecting again to find out",
				revision);
		reconnect(revision, failure);
		List<String> rows = this.context.tables().versions().read().stream().sorted().toList();
		if (!rows.equals(after) && !rows.equals(before)) {
			boolean written = isWritten(unit);
			logger.info("Revision {} {}, and others have gone on to {}", revision,
					written ? "was committed" : "was not committed", RevisionTexts.rows(rows));
			throw new OutdatedPlanException(written ? unit.completed() : List.of());
		}
		boolean committed = rows.equals(after);
		logger.info("Revision {} {}", revision, committed ? "was committed" : "is not complete and is continued");
		return committed;
	}

	/**
	 * Connects again and takes the lock again.
	 * @param revision what was being committed, or {@code null} if it was none
	 * @param failure what the COMMIT failed with
	 * @throws ConnectionLostException if no other connection can be had
	 */
	void reconnect(@Nullable String revision, CommitFailure failure) {
		String lost = this.context.connection().describe(failure.cause());
		try {
			this.context.connection().reconnect();
		}
		catch (DatabaseUnavailableException ex) {
			ConnectionLostException exception = new ConnectionLostException(lost, revision,
					"The last COMMIT may or may not have taken effect, and no other connection can be had.", failure);
			exception.addSuppressed(ex);
			throw exception;
		}
		this.context.session().open();
		this.context.lock().acquire();
	}

	/**
	 * Returns whether the history has the row that was being committed.
	 */
	private boolean isWritten(RevisionUnit unit) {
		HistoryStep row = unit.lastRow();
		if (row == null || row.startedAt() == null) {
			return false;
		}
		Instant start = row.startedAt();
		return this.context.tables()
			.reread()
			.entries(row.revision().id(), NEWEST)
			.stream()
			.anyMatch((entry) -> entry.direction() == row.direction() && entry.host().equals(ToolInfo.host())
					&& Duration.between(entry.startedAt(), start).abs().compareTo(PRECISION) < 0
					&& entry.duration() != null);
	}

}
