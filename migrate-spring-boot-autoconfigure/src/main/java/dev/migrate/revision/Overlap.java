package dev.migrate.revision;

import java.util.BitSet;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Refuses sets in which one revision is an ancestor of another.
 */
final class Overlap {

	private final RevisionGraph graph;

	Overlap(RevisionGraph graph) {
		this.graph = graph;
	}

	void check(BitSet revisions, BiFunction<RevisionNode, List<RevisionNode>, RevisionPlanException> exception) {
		BitSet covered = strictAncestors(revisions);
		covered.and(revisions);
		if (covered.isEmpty()) {
			return;
		}
		for (int upper = revisions.nextSetBit(0); upper >= 0; upper = revisions.nextSetBit(upper + 1)) {
			BitSet below = strictAncestors(RevisionGraph.only(upper));
			below.and(revisions);
			if (!below.isEmpty()) {
				throw exception.apply(this.graph.node(upper), this.graph.nodes(below));
			}
		}
	}

	private BitSet strictAncestors(BitSet revisions) {
		BitSet parents = new BitSet(this.graph.size());
		revisions.stream().forEach((number) -> {
			for (int parent : this.graph.parents(number)) {
				parents.set(parent);
			}
		});
		return this.graph.ancestors(parents);
	}

}
