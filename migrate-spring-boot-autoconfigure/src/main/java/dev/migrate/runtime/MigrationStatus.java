package dev.migrate.runtime;

import java.util.List;

import dev.migrate.script.RevisionScript;

/**
 * Where a database stands.
 *
 * @param current the revisions of the version table, sorted
 * @param heads the heads of the scripts
 * @param pending what an upgrade would run, in this order
 * @param history the newest entries of the history, newest first, as many as were asked
 * for
 */
public record MigrationStatus(List<String> current, List<String> heads, List<RevisionScript> pending,
		List<HistoryEntry> history) {

	public MigrationStatus {
		current = List.copyOf(current);
		heads = List.copyOf(heads);
		pending = List.copyOf(pending);
		history = List.copyOf(history);
	}

	/**
	 * Returns whether an upgrade has nothing to do.
	 * @return {@code true} if nothing is pending
	 */
	public boolean upToDate() {
		return this.pending.isEmpty();
	}

}
