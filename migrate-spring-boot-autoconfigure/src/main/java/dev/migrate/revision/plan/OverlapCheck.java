package dev.migrate.revision.plan;

import java.util.BitSet;
import java.util.List;
import java.util.function.BiFunction;

import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionPlanException;
import dev.migrate.revision.graph.RevisionGraph;

/**
 * Refuses sets in which one revision is an ancestor of another.
 */
final class OverlapCheck {

	private final RevisionGraph graph;

	OverlapCheck(RevisionGraph graph) {
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
