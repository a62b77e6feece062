package dev.migrate.runtime;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.migrate.revision.RevisionPlan;

/**
 * What was found out for one of many databases with the same scripts and settings, and
 * holds for all that are at the same revisions. Safe for use by several threads.
 */
final class SharedFindings {

	private final Map<List<Object>, RevisionPlan> plans = new ConcurrentHashMap<>();

	private final Set<List<Object>> consistent = ConcurrentHashMap.newKeySet();

	/**
	 * Returns the plan of an upgrade.
	 * @param make makes it
	 */
	RevisionPlan plan(String target, List<String> rows, Supplier<RevisionPlan> make) {
		return this.plans.computeIfAbsent(List.of(target, rows), (key) -> make.get());
	}

	/**
	 * Returns whether nothing was wrong with a history that says the same.
	 * @param history a text that is equal for such histories
	 */
	boolean isConsistent(List<String> rows, String history) {
		return this.consistent.contains(List.of(rows, history));
	}

	/**
	 * Notes that nothing is wrong with a history.
	 */
	void addConsistent(List<String> rows, String history) {
		this.consistent.add(List.of(rows, history));
	}

}
