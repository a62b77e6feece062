package dev.migrate.runtime.execution;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.migrate.runtime.history.MigrationTables;
import dev.migrate.runtime.run.JournalEntry;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is, as read under the lock and changed by the run since.
 */
public final class RunState {

	private final SortedSet<String> rows;

	private Optional<JournalEntry> interrupted;

	private boolean tablesComplete;

	private boolean fromBase;

	private int moves;

	private final @Nullable String position;

	private final boolean confirmed;

	/**
	 * Reads where the database is.
	 * @param position a text that is equal for databases that are at the same, or
	 * {@code null}
	 */
	RunState(MigrationTables tables, @Nullable String position) {
		this.rows = new TreeSet<>(tables.rows());
		this.interrupted = tables.interrupted();
		this.tablesComplete = tables.complete();
		this.fromBase = this.rows.isEmpty();
		this.position = position;
		this.confirmed = false;
	}

	/**
	 * Creates the state of a database that is where another one was: its tables are
	 * complete, and no revision was interrupted.
	 * @param rows the rows of the version table
	 * @param position a text that is equal for databases that are at the same
	 */
	RunState(List<String> rows, String position) {
		this.rows = new TreeSet<>(rows);
		this.interrupted = Optional.empty();
		this.tablesComplete = true;
		this.fromBase = this.rows.isEmpty();
		this.position = position;
		this.confirmed = true;
	}

	/**
	 * Returns a text that is equal for databases that were at the same when the run
	 * began, or {@code null}.
	 */
	@Nullable String position() {
		return this.position;
	}

	/**
	 * Returns whether another database was at the same, so that this one was not read.
	 */
	boolean isConfirmed() {
		return this.confirmed;
	}

	List<String> rows() {
		return List.copyOf(this.rows);
	}

	/**
	 * Returns the journal of the revision that an earlier run did not complete.
	 */
	Optional<JournalEntry> interrupted() {
		return this.interrupted;
	}

	void forgetInterrupted() {
		this.interrupted = Optional.empty();
	}

	boolean tablesComplete() {
		return this.tablesComplete;
	}

	void completeTables() {
		this.tablesComplete = true;
	}

	/**
	 * Returns whether the run has begun at base.
	 */
	boolean isFromBase() {
		return this.fromBase;
	}

	/**
	 * Says that another tool has brought the database from base.
	 */
	void adopt() {
		this.fromBase = false;
	}

	/**
	 * Returns how many units of the run have been completed.
	 */
	int moves() {
		return this.moves;
	}

	void moveTo(SortedSet<String> after) {
		this.moves++;
		this.rows.clear();
		this.rows.addAll(after);
	}

	/**
	 * Makes sure that no other process has changed what the plan was made from.
	 * @throws OutdatedPlanException if one has
	 */
	void requireSame(MigrationTables now) {
		if (now.complete() != this.tablesComplete || !new TreeSet<>(now.rows()).equals(this.rows)
				|| !now.interrupted().equals(this.interrupted)) {
			throw new OutdatedPlanException(List.of());
		}
	}

}
