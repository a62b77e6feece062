package dev.migrate.runtime.tenant;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.migrate.MigrateException;
import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionMap;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.history.PositionQuery;

/**
 * How far version rows are from a target, found out once for all tenants that have the
 * same.
 */
final class TargetDistance {

	private final RevisionMap revisions;

	private final String target;

	private final Map<List<String>, Boolean> known = new ConcurrentHashMap<>();

	private final Map<List<String>, Boolean> atTarget = new ConcurrentHashMap<>();

	private final Map<List<String>, Set<String>> applied = new ConcurrentHashMap<>();

	private final Map<List<String>, Integer> pending = new ConcurrentHashMap<>();

	TargetDistance(Migrator migrator, String target) {
		this.revisions = migrator.revisions();
		this.target = target;
	}

	/**
	 * Makes sure that there is a way to the target, before each tenant fails by itself.
	 */
	void requireTarget() {
		if (!RevisionIdentifier.parse(this.target).isRelative()) {
			this.revisions.upgrade(this.target, List.of());
		}
	}

	/**
	 * Returns whether there are scripts of all the revisions.
	 */
	boolean isKnown(List<String> rows) {
		return this.known.computeIfAbsent(rows, (key) -> this.revisions.unknownRows(key).isEmpty());
	}

	/**
	 * Returns how many revisions an upgrade runs, to the target as a look from outside
	 * has it, to which several heads are no mistake.
	 */
	int pending(List<String> rows) {
		String wanted = this.target.equals("head") ? "heads" : this.target;
		return this.pending.computeIfAbsent(rows, (key) -> this.revisions.upgrade(wanted, key).steps().size());
	}

	/**
	 * Returns whether rows may be where a last step has led.
	 * @param step the step as {@link PositionQuery#lastStep} has it
	 */
	boolean isReachedBy(String step, List<String> rows) {
		return step.startsWith("+") == this.applied.computeIfAbsent(rows, this.revisions::applied)
			.contains(step.substring(1));
	}

	/**
	 * Returns whether an upgrade has nothing to do.
	 */
	boolean isAtTarget(List<String> rows) {
		return isKnown(rows) && this.atTarget.computeIfAbsent(rows, this::hasNothingToDo);
	}

	private boolean hasNothingToDo(List<String> rows) {
		try {
			return this.revisions.upgrade(this.target, rows).isEmpty();
		}
		catch (MigrateException ex) {
			// Each tenant with such rows fails with that.
			return false;
		}
	}

}
