package dev.migrate.runtime.execution;

import java.util.List;
import java.util.SortedSet;

import dev.migrate.runtime.history.HistoryStep;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.UntriedPart;
import org.jspecify.annotations.Nullable;

/**
 * What a run commits as a whole: one revision, or all revisions of a plan.
 */
public interface RevisionUnit {

	/**
	 * Runs the revisions, as often as the policy of the run allows.
	 */
	void run();

	/**
	 * Prepares to run the revisions again, after a commit whose outcome was not known and
	 * which has not taken effect.
	 */
	default void reread() {
	}

	/**
	 * Returns the rows of the version table when all of them are complete.
	 */
	SortedSet<String> rowsAfter();

	/**
	 * Returns the revision that is running, or that runs last.
	 */
	PreparedRevision current();

	/**
	 * Returns the last row of the history that it writes, or {@code null} if it has not
	 * come to that.
	 */
	@Nullable HistoryStep lastRow();

	/**
	 * Returns what stays in the database when it fails.
	 */
	FailureReport.Kept kept();

	/**
	 * Returns what was left out in a dry run.
	 */
	default List<UntriedPart> untried() {
		return List.of();
	}

	/**
	 * Returns what was done.
	 */
	List<CompletedStep> completed();

}
