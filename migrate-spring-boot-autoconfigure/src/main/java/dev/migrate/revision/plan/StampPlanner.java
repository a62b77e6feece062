package dev.migrate.revision.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionResolutionException;
import dev.migrate.revision.StampPlan;
import dev.migrate.revision.VersionRowChange;
import dev.migrate.revision.graph.RevisionGraph;
import dev.migrate.revision.identifier.IdentifierResolver;

/**
 * Plans stamps: each target takes the place of the rows that are above or below it.
 */
final class StampPlanner {

	private final RevisionGraph graph;

	private final IdentifierResolver resolver;

	StampPlanner(RevisionGraph graph, IdentifierResolver resolver) {
		this.graph = graph;
		this.resolver = resolver;
	}

	StampPlan stamp(List<RevisionIdentifier> targets, Collection<String> rows, boolean purge) {
		List<String> known = purge ? rows.stream().filter((row) -> this.graph.find(row) >= 0).toList()
				: List.copyOf(rows);
		BitSet before = RevisionGraph.setOf(this.resolver.rows(known));
		BitSet kept = purge ? new BitSet() : (BitSet) before.clone();
		BitSet stamped = new BitSet();
		for (RevisionIdentifier target : targets) {
			BitSet revisions = resolve(target);
			kept.andNot(replaced(target, revisions, before));
			stamped.or(revisions);
		}
		kept.or(stamped);
		BitSet appliedAfter = this.graph.ancestors(kept);
		return plan(rows, this.graph.ancestors(before), appliedAfter);
	}

	private BitSet resolve(RevisionIdentifier target) {
		if (target.isRelative()) {
			throw RevisionResolutionException.relative(target.toString());
		}
		return RevisionGraph.setOf(this.resolver.resolve(target));
	}

	private BitSet replaced(RevisionIdentifier target, BitSet revisions, BitSet rows) {
		if (!revisions.isEmpty()) {
			return this.graph.relatives(revisions);
		}
		return (target.branch() != null)
				? this.graph.relatives(RevisionGraph.only(this.resolver.branch(target.branch()))) : rows;
	}

	private StampPlan plan(Collection<String> rows, BitSet appliedBefore, BitSet appliedAfter) {
		SortedSet<String> before = new TreeSet<>(rows);
		SortedSet<String> after = new TreeSet<>();
		this.graph.maximal(appliedAfter).stream().forEach((number) -> after.add(this.graph.node(number).id()));
		return new StampPlan(before, after,
				VersionRowChange.between(difference(before, after), difference(after, before)),
				oldestFirst(appliedAfter, appliedBefore), newestFirst(appliedBefore, appliedAfter));
	}

	private static List<String> difference(SortedSet<String> set, SortedSet<String> other) {
		return set.stream().filter((row) -> !other.contains(row)).toList();
	}

	private List<RevisionNode> oldestFirst(BitSet set, BitSet other) {
		return IntStream.of(this.graph.order())
			.filter((number) -> set.get(number) && !other.get(number))
			.mapToObj(this.graph::node)
			.toList();
	}

	private List<RevisionNode> newestFirst(BitSet set, BitSet other) {
		List<RevisionNode> reversed = new ArrayList<>(oldestFirst(set, other));
		Collections.reverse(reversed);
		return reversed;
	}

}
