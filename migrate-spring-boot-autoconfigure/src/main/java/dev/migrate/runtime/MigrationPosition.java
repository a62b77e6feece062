package dev.migrate.runtime;

import java.util.List;

/**
 * Where a database stands, as far as it can be told without reading the history or the
 * scripts: what is asked again and again while an application runs.
 *
 * @param state what that means for this application
 * @param ready whether a start would have nothing to do and nothing to refuse: the
 * database is at the target, or it differs in a way that the settings allow
 * @param current the revisions of the version table, sorted
 * @param heads the heads of the scripts
 * @param pending the ids of what an upgrade would run, in this order; none while there
 * are unknown revisions
 * @param unknown the revisions of the version table that no script has
 * @param modified the revisions whose SQL scripts have changed since they were applied,
 * looked for only if that keeps the application from starting
 * @param applied how many revisions of this application are applied
 * @see Migrator#position()
 */
public record MigrationPosition(State state, boolean ready, List<String> current, List<String> heads,
		List<String> pending, List<String> unknown, List<String> modified, int applied) {

	public MigrationPosition {
		current = List.copyOf(current);
		heads = List.copyOf(heads);
		pending = List.copyOf(pending);
		unknown = List.copyOf(unknown);
		modified = List.copyOf(modified);
	}

	/**
	 * What a position means.
	 */
	public enum State {

		/**
		 * The database is at the target.
		 */
		UP_TO_DATE,

		/**
		 * A newer version of the application has migrated the database.
		 */
		AHEAD,

		/**
		 * There are revisions to be run.
		 */
		PENDING,

		/**
		 * The database has a revision that no script has, and is not ahead.
		 */
		DIVERGED,

		/**
		 * SQL scripts have changed since they were applied, which the settings forbid.
		 */
		MODIFIED,

		/**
		 * A downgrade has been interrupted and must be continued.
		 */
		INTERRUPTED

	}

}
