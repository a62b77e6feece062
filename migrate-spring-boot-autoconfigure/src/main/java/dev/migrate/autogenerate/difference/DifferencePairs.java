package dev.migrate.autogenerate.difference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.schema.Constraint;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;

/**
 * Makes one difference of two where a constraint or an index has become another one: what
 * only the database has is then the former state of what is missing.
 */
public final class DifferencePairs {

	private final List<Difference> differences;

	private final Map<ObjectName, Set<String>> comingAndGoing = new HashMap<>();

	private DifferencePairs(List<Difference> differences) {
		this.differences = differences;
		for (Difference difference : differences) {
			if (difference instanceof ColumnDifference column) {
				this.comingAndGoing.computeIfAbsent(column.object(), (table) -> new HashSet<>()).add(column.part());
			}
		}
	}

	/**
	 * Returns the differences, the two halves of a change as one, in their order. The
	 * halves that are most alike are joined first.
	 */
	public static List<Difference> join(List<Difference> differences) {
		return new DifferencePairs(differences).joined();
	}

	/**
	 * Returns the two halves of a difference, as if neither had become the other.
	 */
	public static List<Difference> halves(Difference difference) {
		if (difference instanceof ConstraintDifference constraint && constraint.wanted() != null
				&& constraint.found() != null) {
			return List.of(ConstraintDifference.of(constraint.object(), constraint.wanted(), null),
					ConstraintDifference.of(constraint.object(), null, constraint.found()));
		}
		if (difference instanceof IndexDifference index && index.wanted() != null && index.found() != null) {
			return List.of(IndexDifference.of(index.object(), index.wanted(), null),
					IndexDifference.of(index.object(), null, index.found()));
		}
		return List.of(difference);
	}

	private List<Difference> joined() {
		IdentityHashMap<Difference, Difference> formerStates = new IdentityHashMap<>();
		Set<Difference> joined = Collections.newSetFromMap(new IdentityHashMap<>());
		for (Pair pair : pairs()) {
			if (!formerStates.containsKey(pair.missing()) && !joined.contains(pair.extra())) {
				formerStates.put(pair.missing(), pair.extra());
				joined.add(pair.extra());
			}
		}
		List<Difference> all = new ArrayList<>();
		for (Difference difference : this.differences) {
			Difference former = formerStates.get(difference);
			if (former != null) {
				all.add(join(difference, former));
			}
			else if (!joined.contains(difference)) {
				all.add(difference);
			}
		}
		return all;
	}

	private static Difference join(Difference missing, Difference extra) {
		return (missing instanceof ConstraintDifference constraint)
				? ConstraintDifference.of(missing.object(), constraint.wanted(), ((ConstraintDifference) extra).found())
				: IndexDifference.of(missing.object(), ((IndexDifference) missing).wanted(),
						((IndexDifference) extra).found());
	}

	private List<Pair> pairs() {
		Map<ObjectName, List<Difference>> extra = new HashMap<>();
		this.differences.stream()
			.filter((difference) -> isPart(difference) && difference.isExtra())
			.forEach((difference) -> extra.computeIfAbsent(difference.object(), (table) -> new ArrayList<>())
				.add(difference));
		List<Pair> pairs = new ArrayList<>();
		for (Difference missing : this.differences) {
			if (isPart(missing) && missing.isMissing()) {
				for (Difference other : extra.getOrDefault(missing.object(), List.of())) {
					int likeness = likeness(missing, other);
					if (likeness > 0) {
						pairs.add(new Pair(missing, other, likeness));
					}
				}
			}
		}
		pairs.sort(Comparator.comparingInt(Pair::likeness).reversed());
		return pairs;
	}

	private static boolean isPart(Difference difference) {
		return difference instanceof ConstraintDifference || difference instanceof IndexDifference;
	}

	private int likeness(Difference missing, Difference extra) {
		if (missing.wanted() instanceof Index wanted && extra.found() instanceof Index found) {
			return Likeness.of(wanted, found);
		}
		if (missing.wanted() instanceof Constraint wanted && extra.found() instanceof Constraint found) {
			return Likeness.of(wanted, found, this.comingAndGoing.getOrDefault(missing.object(), Set.of()));
		}
		return 0;
	}

	/**
	 * What may be one change.
	 *
	 * @param missing what is wanted
	 * @param extra what only the database has
	 * @param likeness how much alike they are
	 */
	private record Pair(Difference missing, Difference extra, int likeness) {
	}

}
