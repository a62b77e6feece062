package dev.migrate.runtime;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.migrate.revision.RevisionPlan;
import org.jspecify.annotations.Nullable;

/**
 * What was found out for one of many databases with the same scripts and settings, and
 * holds for all that are at the same revisions. Safe for use by several threads.
 */
final class SharedFindings {

	private final Map<List<Object>, RevisionPlan> plans = new ConcurrentHashMap<>();

	private final Map<String, List<String>> trusted = new ConcurrentHashMap<>();

	private final Map<List<String>, List<String>> settled = new ConcurrentHashMap<>();

	/**
	 * Returns the plan of an upgrade.
	 * @param make makes it
	 */
	RevisionPlan plan(String target, List<String> rows, Supplier<RevisionPlan> make) {
		return this.plans.computeIfAbsent(List.of(target, rows), (key) -> make.get());
	}

	/**
	 * Returns the version rows of databases that are at a position.
	 * @param target the target of an upgrade
	 * @param position a text that is equal for databases that have the same version rows
	 * and whose histories say the same
	 * @return the rows, or {@code null} if no such database was found to have nothing
	 * wrong about it, or nothing to do
	 */
	@Nullable List<String> rows(String target, String position) {
		List<String> rows = this.trusted.get(position);
		return (rows != null) ? rows : this.settled.get(List.of(target, position));
	}

	/**
	 * Notes that nothing is wrong with a database. Whoever is at no revision may have
	 * been migrated by another tool, and is looked at each time.
	 */
	void trust(List<String> rows, String position) {
		if (!rows.isEmpty()) {
			this.trusted.put(position, rows);
		}
	}

	/**
	 * Notes that an upgrade to a target has nothing to do.
	 */
	void settle(String target, List<String> rows, String position) {
		this.settled.put(List.of(target, position), rows);
	}

}
