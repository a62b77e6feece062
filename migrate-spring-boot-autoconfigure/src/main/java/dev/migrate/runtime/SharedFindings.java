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

	private final Set<List<Object>> trusted = ConcurrentHashMap.newKeySet();

	/**
	 * Returns the plan of an upgrade.
	 * @param make makes it
	 */
	RevisionPlan plan(String target, List<String> rows, Supplier<RevisionPlan> make) {
		return this.plans.computeIfAbsent(List.of(target, rows), (key) -> make.get());
	}

	/**
	 * Returns whether nothing was wrong with another database that was at the same.
	 * @param rows the version rows
	 * @param position a text that is equal for databases that have these rows and whose
	 * histories say the same
	 */
	boolean isTrusted(List<String> rows, String position) {
		return this.trusted.contains(List.of(rows, position));
	}

	/**
	 * Notes that nothing is wrong with a database.
	 */
	void trust(List<String> rows, String position) {
		this.trusted.add(List.of(rows, position));
	}

}
