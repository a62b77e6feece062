package dev.migrate.revision;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The revisions to run to get from one state of the database to another.
 *
 * @param before the version rows to start from
 * @param after the version rows at the end
 * @param steps what to run, in this order; empty if there is nothing to do
 * @param warnings what the user should know before it runs, one sentence each
 */
public record RevisionPlan(SortedSet<String> before, SortedSet<String> after, List<RevisionStep> steps,
		List<String> warnings) {

	/**
	 * Creates a plan.
	 */
	public RevisionPlan {
		before = Collections.unmodifiableSortedSet(new TreeSet<>(before));
		after = Collections.unmodifiableSortedSet(new TreeSet<>(after));
		steps = List.copyOf(steps);
		warnings = List.copyOf(warnings);
	}

	/**
	 * Returns whether there is nothing to do.
	 * @return whether the plan has no steps
	 */
	public boolean isEmpty() {
		return this.steps.isEmpty();
	}

	/**
	 * Returns the revisions to run.
	 * @return the revisions, in the order of the steps
	 */
	public List<RevisionNode> revisions() {
		return this.steps.stream().map(RevisionStep::revision).toList();
	}

}
