package dev.migrate.runtime.execution;

import dev.migrate.runtime.failure.InterruptedRevisionException;
import dev.migrate.runtime.run.JournalEntry;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.SqlRevision;
import org.jspecify.annotations.Nullable;

/**
 * A revision that an earlier run did not complete, and what to say where it cannot be
 * continued.
 *
 * @param journal how far it got
 * @param location where its script is, or {@code null} if there is none any more
 */
public record InterruptedRevision(JournalEntry journal, @Nullable String location) {

	/**
	 * Returns whether a journal holds nothing that would have to be continued before
	 * something else is done.
	 * @param script the script of its revision, or {@code null} if there is none any more
	 * @return {@code true} if no statement was started, and nothing but statements can
	 * have written
	 */
	public static boolean isVoid(JournalEntry journal, @Nullable RevisionScript script) {
		return journal.isUnstarted() && script instanceof SqlRevision;
	}

	/**
	 * Stops the run, because it is about to do something else.
	 * @return what to throw
	 */
	InterruptedRevisionException other() {
		return this.journal.isInDoubt() ? doubtful("")
				: stop("the rest have not been started, and are not what is to be run now");
	}

	/**
	 * Stops the run, because nobody can tell whether a statement took effect.
	 * @param statement the statement without secrets, or an empty text if it is not known
	 * @return what to throw
	 */
	InterruptedRevisionException doubtful(String statement) {
		return stop(
				"statement %d may or may not have taken effect%s".formatted(this.journal.started(),
						statement.isEmpty() ? "" : ": " + statement),
				this.journal.started() == this.journal.done() + 1, null);
	}

	/**
	 * Stops the run, because the statements that come first are not those that were run.
	 * @return what to throw
	 */
	InterruptedRevisionException changed() {
		return stop("""
				its script has changed since in the first %d, or decides differently what to run, so that it cannot be \
				told which are left; put these back as they were to continue""".formatted(this.journal.started()));
	}

	/**
	 * Stops the run, because a statement that is left runs in the same transaction as one
	 * that is done.
	 * @return what to throw
	 */
	InterruptedRevisionException joined() {
		return stop("the script has been changed so that the next one runs together with some of these");
	}

	/**
	 * Stops the run, because the revision writes in a way that is not counted.
	 * @param cause the refusal of the write, or {@code null} if the database would not
	 * refuse it
	 * @return what to throw
	 */
	InterruptedRevisionException uncounted(@Nullable Throwable cause) {
		return stop("""
				what the class writes over JDBC on its way to the rest may have been committed as well, and is not \
				written a second time""", false, cause);
	}

	private InterruptedRevisionException stop(String rest) {
		return stop(rest, false, null);
	}

	private InterruptedRevisionException stop(String rest, boolean resumable, @Nullable Throwable cause) {
		return new InterruptedRevisionException(this.journal,
				(this.location != null) ? this.location : "no script of this application", rest, resumable, cause);
	}

}
