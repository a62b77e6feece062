package dev.migrate.runtime.run;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * How one upgrade or downgrade is run.
 *
 * @param listener is told how far it has come; in a dry run, nobody else is
 * @param resume what to do with a statement that was interrupted and may or may not have
 * taken effect, or {@code null} to find out
 * @param dryRun whether to try all of it in one transaction and roll that back
 */
public record RunOptions(MigrationListener listener, @Nullable Resume resume, boolean dryRun) {

	private static final RunOptions DEFAULTS = new RunOptions(new MigrationListener() {
	}, null, false);

	/**
	 * Creates options.
	 * @throws IllegalArgumentException if a dry run is to resume something, which it
	 * cannot
	 */
	public RunOptions {
		Objects.requireNonNull(listener, "listener must not be null");
		if (dryRun && resume != null) {
			throw new IllegalArgumentException("A dry run cannot resume an interrupted revision");
		}
	}

	/**
	 * Returns the options of a run that nobody says anything about.
	 * @return the options: nobody but the listeners of the migrator is told, a statement
	 * in doubt is looked for in the database, and what is done is kept
	 */
	public static RunOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Tells somebody how far the run has come.
	 * @param listener is told of each revision, besides the listeners of the migrator
	 * @return the same options with this listener
	 */
	public RunOptions listener(MigrationListener listener) {
		return new RunOptions(listener, this.resume, this.dryRun);
	}

	/**
	 * Says whether the last statement of a revision that was interrupted took effect,
	 * where nobody but the caller can tell. Without such a statement the run fails.
	 * @param resume what to do with that statement
	 * @return the same options with this decision
	 */
	public RunOptions resume(Resume resume) {
		return new RunOptions(this.listener, resume, this.dryRun);
	}

	/**
	 * Tries the run: everything is run in one transaction, under the lock, and rolled
	 * back. What does not run in a transaction is left out, what comes after it is tried
	 * without it, and the result {@link MigrationResult#untried() names it}. Locks are
	 * held until the end.
	 * @return the same options for a dry run
	 */
	public RunOptions asDryRun() {
		return new RunOptions(this.listener, this.resume, true);
	}

}
