package dev.migrate.revision;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What it takes to declare a database to be at other revisions without running scripts.
 *
 * @param before the version rows to start from, with purge also rows that no script has
 * @param after the version rows at the end
 * @param rows the change of the version table
 * @param stamped the revisions that count as applied from now on, parents first
 * @param unstamped the revisions that no longer count as applied, children first
 */
public record StampPlan(SortedSet<String> before, SortedSet<String> after, VersionRowChange rows,
		List<RevisionNode> stamped, List<RevisionNode> unstamped) {

	/**
	 * Creates a plan.
	 */
	public StampPlan {
		before = Collections.unmodifiableSortedSet(new TreeSet<>(before));
		after = Collections.unmodifiableSortedSet(new TreeSet<>(after));
		Objects.requireNonNull(rows, "rows must not be null");
		stamped = List.copyOf(stamped);
		unstamped = List.copyOf(unstamped);
	}

	/**
	 * Returns whether there is nothing to do.
	 * @return whether no row changes
	 */
	public boolean isEmpty() {
		return this.rows.isEmpty();
	}

}
