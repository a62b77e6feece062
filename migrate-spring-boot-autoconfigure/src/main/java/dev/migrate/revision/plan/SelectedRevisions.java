package dev.migrate.revision.plan;

import java.util.BitSet;
import java.util.List;

import dev.migrate.revision.graph.RevisionGraph;
import dev.migrate.revision.graph.TopologicalOrder;

/**
 * Part of the graph.
 *
 * @param revisions the revisions that were selected
 * @param heads where to start to put them in order
 * @param warnings what the user should know
 */
record SelectedRevisions(BitSet revisions, BitSet heads, List<String> warnings) {

	List<Integer> newestFirst(RevisionGraph graph) {
		return TopologicalOrder.newestFirst(graph, this.revisions, this.heads);
	}

}
