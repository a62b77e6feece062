package dev.migrate.runtime.execution;

import java.util.List;
import java.util.Objects;

import dev.migrate.dialect.LockWait;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.history.HistoryStep;
import dev.migrate.runtime.history.HistoryTable;
import dev.migrate.runtime.history.TableWrite;
import dev.migrate.runtime.run.JournalEntry;
import dev.migrate.runtime.run.Resume;
import org.jspecify.annotations.Nullable;

/**
 * The journal of a revision that commits parts of itself: the row of the history that
 * says how far it is, over all attempts to run it.
 */
public final class RevisionJournal {

	private final RunContext context;

	private final HistoryStep row;

	private final @Nullable Resume resume;

	private @Nullable JournalEntry entry;

	/**
	 * Creates a journal.
	 * @param entry how far an earlier run got, or {@code null} if there was none
	 * @param resume what to do with a statement in doubt, or {@code null} to find out
	 */
	RevisionJournal(RunContext context, HistoryStep row, @Nullable JournalEntry entry, @Nullable Resume resume) {
		this.context = context;
		this.row = row;
		this.entry = entry;
		this.resume = resume;
	}

	/**
	 * Returns whether a part of the revision has been committed.
	 */
	boolean isBegun() {
		return this.entry != null;
	}

	JournalEntry entry() {
		return Objects.requireNonNull(this.entry);
	}

	/**
	 * Returns what passes over the statements that are done, or {@code null} if none was.
	 */
	@Nullable Continuation continuation() {
		return (this.entry != null) ? new Continuation(new InterruptedRevision(this.entry, this.row.script()),
				this.resume, this.context.session()) : null;
	}

	/**
	 * Reads how far the revision is, after a commit whose outcome was not known.
	 */
	void reread() {
		this.entry = this.context.history().interrupted().orElse(null);
	}

	/**
	 * Notes how far the revision is, outside of its transactions. Does nothing before the
	 * first part has been committed.
	 */
	void note(int started, int done, @Nullable String checksum) {
		JournalEntry noted = this.entry;
		if (noted != null) {
			this.context.lock().write(() -> this.context.history().progress(noted.id(), started, done, checksum));
			this.entry = noted.at(started, done, checksum);
		}
	}

	/**
	 * Removes the journal, because nothing of the revision was done.
	 */
	void discard() {
		JournalEntry noted = entry();
		this.context.lock().write(() -> this.context.history().discard(noted));
		this.entry = null;
	}

	/**
	 * Commits what the revision has done so far together with the note of what it does
	 * next.
	 */
	void start(RunTransaction transaction, int started, int done, @Nullable String checksum) {
		if (!this.context.lock().lasts()) {
			throw MigrationRefusedException.unlocked(this.row.revision().id(), String.valueOf(this.row.script()));
		}
		if (!transaction.isOpen() && this.entry != null) {
			note(started, done, checksum);
			return;
		}
		transaction.require(LockWait.LIMITED);
		this.context.lock().resetRole();
		commit(transaction, started, done, checksum);
	}

	/**
	 * Commits the open transaction with a note of how far the revision is then.
	 */
	void commit(RunTransaction transaction, int started, int done, @Nullable String checksum) {
		HistoryTable history = this.context.history();
		JournalEntry noted = this.entry;
		if (noted == null) {
			noted = history.begin(this.row);
		}
		history.progress(noted.id(), started, done, checksum);
		transaction.commit();
		this.entry = noted.at(started, done, checksum);
	}

	/**
	 * Returns what notes, in the last transaction of the revision, that it is complete.
	 */
	List<TableWrite> completed(int statements, @Nullable String checksum) {
		return this.context.history().completed(entry(), statements, checksum);
	}

}
