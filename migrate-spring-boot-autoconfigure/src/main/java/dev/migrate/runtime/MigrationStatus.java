package dev.migrate.runtime;

import java.util.List;

import dev.migrate.runtime.run.HistoryEntry;
import dev.migrate.runtime.run.JournalEntry;
import dev.migrate.script.RevisionScript;
import org.jspecify.annotations.Nullable;

/**
 * Where a database stands.
 *
 * @param current the revisions of the version table, sorted
 * @param heads the heads of the scripts
 * @param pending what an upgrade would run, in this order; nothing while there are
 * unknown revisions
 * @param unknown the revisions of the version table that no script has
 * @param ahead whether the unknown revisions come from a newer version of the
 * application, so that there is nothing to do for this one; without it the database has
 * diverged, and an upgrade fails
 * @param implied the revisions that count as applied because later ones are, but of which
 * the history has no trace
 * @param modified the revisions whose scripts have changed since they were applied
 * @param interrupted how far a revision is that an earlier run did not complete, and
 * which is to be continued before anything else; {@code null} if there is none
 * @param inconsistency what the history says and the version table denies, so that an
 * upgrade that has something to do is refused; {@code null} if they agree
 * @param adoption what another tool has applied to a database that no revision has been
 * applied to, and what the next upgrade does about it; {@code null} if there is no such
 * thing
 * @param history the newest entries of the history, newest first, as many as were asked
 * for
 */
public record MigrationStatus(List<String> current, List<String> heads, List<RevisionScript> pending,
		List<String> unknown, boolean ahead, List<String> implied, List<String> modified,
		@Nullable JournalEntry interrupted, @Nullable String inconsistency, @Nullable String adoption,
		List<HistoryEntry> history) {

	public MigrationStatus {
		current = List.copyOf(current);
		heads = List.copyOf(heads);
		pending = List.copyOf(pending);
		unknown = List.copyOf(unknown);
		implied = List.copyOf(implied);
		modified = List.copyOf(modified);
		history = List.copyOf(history);
	}

	/**
	 * Returns whether an upgrade has nothing to do.
	 * @return {@code true} if nothing is pending, to be taken over or interrupted, and
	 * the database has not diverged
	 */
	public boolean upToDate() {
		return this.pending.isEmpty() && this.adoption == null
				&& (this.ahead || (this.unknown.isEmpty() && this.interrupted == null));
	}

}
