package dev.migrate.runtime.failure;

import dev.migrate.MigrateException;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.runtime.run.JournalEntry;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when an earlier run was interrupted in a revision that does not run in one
 * transaction, and it cannot be told how to go on: whether its last statement took
 * effect, or whether the script still does what was done of it.
 */
public class InterruptedRevisionException extends MigrateException {

	private static final String BY_HAND = """
			 by hand to where the revision begins or where it ends, then say with 'migrate stamp' (or Migrator.stamp) \
			which revision the database is at.""";

	private final String revision;

	private final int done;

	public InterruptedRevisionException(JournalEntry journal, String location, String rest, boolean resumable,
			@Nullable Throwable cause) {
		super("""
				Revision %s (%s) does not run in one transaction and was interrupted while it was %s: %s, and %s."""
			.formatted(journal.revision(), location, RevisionTexts.direction(journal.direction()) + "d",
					(journal.done() > 0) ? "the first %d of its statements are done".formatted(journal.done())
							: "none of its statements is known to be done",
					rest),
				resumable ? resume(journal) : "Look at the schema and bring it" + BY_HAND, cause);
		this.revision = journal.revision();
		this.done = journal.done();
	}

	private static String resume(JournalEntry journal) {
		return """
				Look at the schema. If statement %d took effect, go on after it with 'migrate %2$s --resume=skip' (or \
				Migrator.%2$s with Resume.SKIP); if it did not, run it again with '--resume=repeat' (Resume.REPEAT). Or \
				bring the schema"""
			.formatted(journal.started(), RevisionTexts.direction(journal.direction())) + BY_HAND;
	}

	public String getRevision() {
		return this.revision;
	}

	/**
	 * Returns how many statements are known to have taken effect.
	 * @return the number, at least 0
	 */
	public int getDone() {
		return this.done;
	}

}
