package dev.migrate.revision.plan;

import java.util.BitSet;
import java.util.List;

import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.graph.RevisionGraph;
import org.jspecify.annotations.Nullable;

/**
 * Where a range of the graph begins or ends: what an identifier means, or given
 * revisions, such as the rows of the version table.
 *
 * @param identifier the identifier, or {@code null} if the revisions are given
 * @param revisions the given revisions, or what the identifier means without rows; none
 * for base
 */
record RangeEnd(@Nullable RevisionIdentifier identifier, List<Integer> revisions) {

	RangeEnd {
		revisions = List.copyOf(revisions);
	}

	static RangeEnd of(List<Integer> revisions) {
		return new RangeEnd(null, revisions);
	}

	static RangeEnd base() {
		return new RangeEnd(null, List.of());
	}

	BitSet set() {
		return RevisionGraph.setOf(this.revisions);
	}

	String text(RevisionGraph graph) {
		if (this.identifier != null) {
			return this.identifier.toString();
		}
		if (this.revisions.isEmpty()) {
			return RevisionIdentifier.BASE;
		}
		return String.join(", ", graph.nodes(this.revisions).stream().map(RevisionNode::id).toList());
	}

}
