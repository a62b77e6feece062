package dev.migrate.revision.plan;

import java.util.BitSet;
import java.util.List;
import java.util.Set;

import dev.migrate.revision.MultipleHeadsException;
import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionPlanException;
import dev.migrate.revision.RevisionResolutionException;
import dev.migrate.revision.graph.BranchLabels;
import dev.migrate.revision.graph.RevisionGraph;
import dev.migrate.revision.identifier.IdentifierResolver;
import dev.migrate.revision.identifier.RelativeWalk;
import org.jspecify.annotations.Nullable;

/**
 * Selects what is between two ends of the graph: what an upgrade has to apply, or what a
 * history shows.
 */
final class UpgradeSelector {

	private final RevisionGraph graph;

	private final BranchLabels labels;

	private final IdentifierResolver resolver;

	private final RelativeWalk walk;

	private final OverlapCheck overlap;

	UpgradeSelector(RevisionGraph graph, BranchLabels labels, IdentifierResolver resolver) {
		this.graph = graph;
		this.labels = labels;
		this.resolver = resolver;
		this.walk = new RelativeWalk(graph, "migrate upgrade");
		this.overlap = new OverlapCheck(graph);
	}

	/**
	 * Selects what has to be applied to get from the rows to the targets.
	 */
	SelectedRevisions upgrade(List<RevisionIdentifier> targets, List<Integer> rows) {
		RevisionIdentifier first = targets.get(0);
		RangeEnd upper = (targets.size() == 1 && first.isRelative()) ? new RangeEnd(first, List.of())
				: RangeEnd.of(targets.stream().flatMap((target) -> absolute(target).stream()).distinct().toList());
		return select(upper, RangeEnd.of(rows), SelectionOptions.UPGRADE);
	}

	private List<Integer> absolute(RevisionIdentifier target) {
		if (target.isRelative()) {
			throw RevisionResolutionException.relative(target.toString());
		}
		return this.resolver.resolve(target);
	}

	/**
	 * Selects a range.
	 */
	SelectedRevisions select(RangeEnd upper, RangeEnd lower, SelectionOptions options) {
		BitSet targets = RevisionGraph.setOf(targets(upper, lower, options));
		keepToBranch(targets, lower);
		this.overlap.check(targets, RevisionPlanException::overlappingTargets);
		BitSet required = this.graph.ancestors(targets);
		BitSet from = from(lower, upper, targets, required);
		if (!options.implicitBase() && !contains(required, from)) {
			throw RevisionPlanException.notAncestor(lower.text(this.graph), upper.text(this.graph));
		}
		if (lower.identifier() == null) {
			this.overlap.check(from, RevisionPlanException::overlappingRows);
		}
		else {
			this.overlap.check(from, RevisionPlanException::overlappingTargets);
		}
		BitSet selected = required;
		selected.andNot(this.graph.ancestors(from));
		if (options.inclusive()) {
			selected.or(from);
		}
		if (!from.isEmpty() && !options.implicitBase()) {
			selected.and(this.graph.downDescendants(from));
		}
		return new SelectedRevisions(selected, targets, List.of());
	}

	private List<Integer> targets(RangeEnd upper, RangeEnd lower, SelectionOptions options) {
		RevisionIdentifier target = upper.identifier();
		if (target == null || !target.isRelative()) {
			return upper.revisions();
		}
		int place = relativeTarget(target, lower.revisions(), options.exact());
		if (place < 0 && options.exact()) {
			throw outOfReach(target);
		}
		return (place < 0) ? List.of() : List.of(place);
	}

	private int relativeTarget(RevisionIdentifier target, List<Integer> rows, boolean exact) {
		String branch = target.branch();
		boolean up = target.offset() != null && target.offset() > 0;
		if (target.symbol() == null && !up) {
			throw RevisionResolutionException.outOfReach(target.toString(), "an upgrade goes up",
					"Write '+1' for the next revision; to go down, use 'migrate downgrade " + target + "'.");
		}
		if (!up) {
			int start = this.resolver.single(new RevisionIdentifier(branch, target.symbol(), null));
			return this.walk.walk(target, start, null, exact);
		}
		BitSet lineage = (branch != null) ? this.resolver.lineage(branch) : null;
		int start = (target.symbol() != null)
				? this.resolver.single(new RevisionIdentifier(null, target.symbol(), null))
				: currentPlace(target, rows, lineage);
		return this.walk.walk(target, start, lineage, exact);
	}

	private int currentPlace(RevisionIdentifier target, List<Integer> rows, @Nullable BitSet lineage) {
		BitSet places = RevisionGraph.setOf(rows);
		if (lineage != null) {
			places.and(lineage);
			if (places.isEmpty()) {
				places = appliedTips(rows, lineage);
			}
		}
		if (places.cardinality() > 1) {
			throw RevisionResolutionException.ambiguousCurrent(target.toString(), this.graph.nodes(places));
		}
		return places.isEmpty() ? RevisionGraph.BASE : places.nextSetBit(0);
	}

	private BitSet appliedTips(List<Integer> rows, BitSet lineage) {
		BitSet applied = this.graph.ancestors(RevisionGraph.setOf(rows));
		applied.and(lineage);
		BitSet tips = (BitSet) applied.clone();
		applied.stream().forEach((number) -> {
			for (int parent : this.graph.normalizedDown(number)) {
				tips.clear(parent);
			}
		});
		return tips;
	}

	private void keepToBranch(BitSet targets, RangeEnd lower) {
		if (lower.identifier() == null || lower.identifier().branch() == null) {
			return;
		}
		String branch = lower.identifier().branch();
		int revision = this.resolver.branch(branch);
		Set<String> borne = this.labels.of(revision);
		if (this.graph.node(revision).labels().contains(branch)) {
			targets.stream().filter((target) -> !this.labels.of(target).contains(branch)).forEach(targets::clear);
		}
		else if (borne.size() == 1) {
			targets.stream().filter((target) -> !this.labels.of(target).containsAll(borne)).forEach(targets::clear);
		}
		else {
			targets.and(this.graph.lineage(RevisionGraph.only(revision)));
		}
	}

	/**
	 * A lower end {@code -N} counts from the heads, or, if that leads past base, from the
	 * upper end.
	 */
	private BitSet from(RangeEnd lower, RangeEnd upper, BitSet targets, BitSet required) {
		RevisionIdentifier identifier = lower.identifier();
		if (identifier == null || !identifier.isRelative()) {
			return lower.set();
		}
		List<Integer> places = this.resolver.walkFromHeads(identifier);
		BitSet from = RevisionGraph.setOf(places.stream().filter((place) -> place >= 0).toList());
		if (places.contains(RevisionGraph.BASE) || !contains(required, from)) {
			throw RevisionPlanException.notAncestor(lower.text(this.graph), upper.text(this.graph));
		}
		if (places.isEmpty() || places.get(0) != RevisionGraph.NOWHERE) {
			return from;
		}
		if (targets.cardinality() > 1) {
			throw new MultipleHeadsException(upper.text(this.graph), this.graph.nodes(targets));
		}
		if (targets.isEmpty()) {
			return targets;
		}
		int place = this.walk.walk(identifier, targets.nextSetBit(0), null, false);
		return (place < 0) ? new BitSet() : RevisionGraph.only(place);
	}

	private static boolean contains(BitSet set, BitSet subset) {
		BitSet rest = (BitSet) subset.clone();
		rest.andNot(set);
		return rest.isEmpty();
	}

	private static RevisionResolutionException outOfReach(RevisionIdentifier target) {
		return RevisionResolutionException.outOfReach(target.toString(), "the graph ends before that",
				"Count fewer steps, or write 'head' for the newest revision.");
	}

}
