package dev.migrate.revision;

import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * What a user sees as current: the rows, and the newest applied revision of each branch
 * that has no row because a row depends on it.
 */
final class CurrentRevisions {

	private CurrentRevisions() {
	}

	static BitSet of(RevisionGraph graph, BitSet rows) {
		BitSet applied = graph.ancestors(rows);
		BitSet current = new BitSet(graph.size());
		applied.stream()
			.filter((number) -> IntStream.of(graph.children(number)).noneMatch(applied::get))
			.forEach(current::set);
		return current;
	}

}
