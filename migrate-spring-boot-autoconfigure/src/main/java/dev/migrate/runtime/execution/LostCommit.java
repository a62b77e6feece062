package dev.migrate.runtime.execution;

import java.util.List;
import java.util.TreeSet;

import dev.migrate.revision.RevisionTexts;
import dev.migrate.runtime.connection.CommitFailure;
import dev.migrate.runtime.failure.ConnectionLostException;
import dev.migrate.runtime.failure.DatabaseUnavailableException;
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

	private final RunContext context;

	LostCommit(RunContext context) {
		this.context = context;
	}

	/**
	 * Connects again, takes the lock again and compares the version table.
	 * @param unit what was being committed
	 * @param failure what the COMMIT failed with
	 * @return whether it is complete
	 * @throws ConnectionLostException if that cannot be told
	 */
	boolean committed(RevisionUnit unit, CommitFailure failure) {
		String revision = unit.current().id();
		String lost = this.context.connection().describe(failure.cause());
		List<String> before = this.context.state().rows();
		List<String> after = List.copyOf(new TreeSet<>(unit.rowsAfter()));
		logger.warn("The connection was lost while revision {} was being committed; connecting again to find out",
				revision);
		try {
			this.context.connection().reconnect();
		}
		catch (DatabaseUnavailableException ex) {
			throw unknown(lost, revision, "no other connection can be had", failure, ex);
		}
		this.context.session().open();
		this.context.lock().acquire();
		List<String> rows = this.context.tables().versions().read().stream().sorted().toList();
		if (!rows.equals(after) && !rows.equals(before)) {
			if (!this.context.lock().lasts()) {
				throw new OutdatedPlanException(List.of());
			}
			throw unknown(lost, revision, "the database is at %s now".formatted(RevisionTexts.rows(rows)), failure,
					null);
		}
		boolean committed = rows.equals(after);
		logger.info("Revision {} {}", revision, committed ? "was committed" : "is not complete and is continued");
		return committed;
	}

	private static ConnectionLostException unknown(String lost, String revision, String state, CommitFailure failure,
			@Nullable Exception further) {
		ConnectionLostException exception = new ConnectionLostException(lost, revision,
				"Its COMMIT may or may not have taken effect, and " + state + ".", failure);
		if (further != null) {
			exception.addSuppressed(further);
		}
		return exception;
	}

}
