package dev.migrate.runtime.run;

import java.time.Instant;

import dev.migrate.revision.Direction;
import org.jspecify.annotations.Nullable;

/**
 * How far a revision got that does not run in one transaction.
 *
 * @param id the row
 * @param revision the revision
 * @param direction what was being done
 * @param startedAt when it was first started
 * @param started how many statements were started
 * @param done how many of them are known to be done
 * @param checksum the checksum of the statements that were started, or {@code null}
 */
public record JournalEntry(long id, String revision, Direction direction, Instant startedAt, int started, int done,
		@Nullable String checksum) {

	/**
	 * Returns whether a statement may or may not have taken effect.
	 * @return {@code true} if it was started and is not known to be done
	 */
	public boolean isInDoubt() {
		return this.started > this.done;
	}

	/**
	 * Returns whether no statement was started.
	 * @return {@code true} if none was
	 */
	public boolean isUnstarted() {
		return this.started == 0;
	}

	/**
	 * Returns this journal after another note.
	 * @param started how many statements were started
	 * @param done how many of them are done
	 * @param checksum the checksum of those that were started, or {@code null}
	 * @return the journal
	 */
	public JournalEntry at(int started, int done, @Nullable String checksum) {
		return new JournalEntry(this.id, this.revision, this.direction, this.startedAt, started, done, checksum);
	}

}
