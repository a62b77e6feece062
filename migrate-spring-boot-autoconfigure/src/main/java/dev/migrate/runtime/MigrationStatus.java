package dev.migrate.runtime;

import java.util.List;

import dev.migrate.script.RevisionScript;

/**
 * Where a database stands.
 *
 * @param current the revisions of the version table, sorted
 * @param heads the heads of the scripts
 * @param pending what an upgrade would run, in this order
 */
public record MigrationStatus(List<String> current, List<String> heads, List<RevisionScript> pending) {

	public MigrationStatus {
		current = List.copyOf(current);
		heads = List.copyOf(heads);
		pending = List.copyOf(pending);
	}

	/**
	 * Returns whether an upgrade has nothing to do.
	 * @return {@code true} if nothing is pending
	 */
	public boolean upToDate() {
		return this.pending.isEmpty();
	}

}
