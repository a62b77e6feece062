package dev.migrate.runtime.execution;

import dev.migrate.dialect.MigrationSession;
import dev.migrate.dialect.MigrationSession.Effect;
import dev.migrate.runtime.content.RevisionStatement;
import dev.migrate.runtime.content.StatementChecksum;
import dev.migrate.runtime.failure.InterruptedRevisionException;
import dev.migrate.runtime.run.JournalEntry;
import dev.migrate.runtime.run.Resume;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The statements of a revision, from its start, up to the first one that an earlier run
 * or attempt has not done.
 */
public final class Continuation {

	private static final Logger logger = LoggerFactory.getLogger(Continuation.class);

	private final JournalEntry journal;

	private final InterruptedRevision interruption;

	private final @Nullable Resume resume;

	private final MigrationSession session;

	private int position;

	// How many statements come before those that share a transaction with the next one.
	private int partStart;

	private boolean settled;

	/**
	 * Creates a replay, which is at the start of the revision.
	 * @param interruption how far the revision got
	 * @param resume what to do with a statement in doubt, or {@code null} to find out
	 */
	Continuation(InterruptedRevision interruption, @Nullable Resume resume, MigrationSession session) {
		this.journal = interruption.journal();
		this.interruption = interruption;
		this.resume = resume;
		this.session = session;
	}

	/**
	 * Decides about the next statement.
	 * @param alone whether it runs outside of a transaction
	 * @param checksum the checksum up to it
	 * @return whether it is done
	 * @throws InterruptedRevisionException if it cannot be told, or the statements are
	 * not those that were run
	 */
	boolean isDone(RevisionStatement statement, boolean alone, StatementChecksum checksum) {
		this.position++;
		if (this.position == this.journal.started() && this.journal.checksum() != null
				&& !this.journal.checksum().equals(checksum.value())) {
			throw this.interruption.changed();
		}
		if (this.position > this.journal.done() && !isSettled(statement)) {
			if (!alone && this.partStart < this.position - 1) {
				throw this.interruption.joined();
			}
			return false;
		}
		if (alone) {
			this.partStart = this.position;
		}
		return true;
	}

	private boolean isSettled(RevisionStatement statement) {
		if (this.position != this.journal.started()) {
			return false;
		}
		if (this.journal.started() - this.journal.done() != 1) {
			throw this.interruption.doubtful("");
		}
		Effect effect = effect(statement);
		if (effect == Effect.UNKNOWN) {
			throw this.interruption.doubtful(statement.shown().get());
		}
		this.settled = effect == Effect.TAKEN;
		logger.info("Statement {} of revision {} was interrupted and {}", this.position, this.journal.revision(),
				this.settled ? "has taken effect" : "is run again");
		return this.settled;
	}

	private Effect effect(RevisionStatement statement) {
		if (this.resume != null) {
			return (this.resume == Resume.SKIP) ? Effect.TAKEN : Effect.REPEATABLE;
		}
		return statement.backfill() != null ? Effect.REPEATABLE : this.session.effect(statement.sql());
	}

	/**
	 * Returns whether the last statement was in doubt and turned out to be done.
	 * @return {@code true} if the journal does not know yet that it is
	 */
	boolean isSettled() {
		return this.settled;
	}

	/**
	 * Returns whether what the revision is about to do besides its statements is certain
	 * not to have been done.
	 * @param alone whether it happens outside of a transaction
	 * @return {@code true} at the start of a transaction that was not committed
	 */
	boolean isOver(boolean alone) {
		// The commit of a transaction and the start of the statement after it are noted
		// together: if none was started, the transaction was not committed.
		boolean done = this.settled || this.journal.done() == this.position;
		return !alone && done && this.partStart == this.position && this.journal.started() == this.position;
	}

	/**
	 * Makes sure, when the revision has no more statements, that all that were run were
	 * among them.
	 */
	void end() {
		if (this.position < this.journal.started()) {
			throw this.interruption.changed();
		}
	}

	/**
	 * Stops, because the revision wrote besides its statements what it may have written
	 * before.
	 * @param cause the refusal of the write, or {@code null} if the database would not
	 * refuse it
	 * @return what to throw
	 */
	InterruptedRevisionException uncounted(@Nullable Throwable cause) {
		return this.interruption.uncounted(cause);
	}

}
