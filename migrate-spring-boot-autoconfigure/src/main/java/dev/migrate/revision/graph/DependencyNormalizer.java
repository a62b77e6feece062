package dev.migrate.revision.graph;

import java.util.Arrays;
import java.util.BitSet;

import org.jspecify.annotations.Nullable;

/**
 * Leaves out the dependencies that an ancestor by down revision has too: they are reached
 * through it, and the topological order closes a branch before it turns to them.
 */
final class DependencyNormalizer {

	private final GraphEdges down;

	private final int[][] dependencies;

	private final int[] rank;

	DependencyNormalizer(GraphEdges down, int[][] dependencies, int[] order) {
		this.down = down;
		this.dependencies = dependencies;
		this.rank = new int[order.length];
		for (int i = 0; i < order.length; i++) {
			this.rank[order[i]] = i;
		}
	}

	int[][] normalizedDown() {
		GraphEdges edges = new GraphEdges(this.dependencies);
		@Nullable BitSet[] dropped = new BitSet[edges.size()];
		for (int target = 0; target < edges.size(); target++) {
			if (edges.upper(target).length > 1) {
				BitSet redundant = withOneBelow(RevisionGraph.setOf(edges.upper(target)));
				for (int source = redundant.nextSetBit(0); source >= 0; source = redundant.nextSetBit(source + 1)) {
					if (dropped[source] == null) {
						dropped[source] = new BitSet();
					}
					dropped[source].set(target);
				}
			}
		}
		int[][] normalized = new int[edges.size()][];
		for (int number = 0; number < normalized.length; number++) {
			normalized[number] = RevisionGraphBuilder.union(this.down.lower(number),
					without(this.dependencies[number], dropped[number]));
		}
		return normalized;
	}

	/**
	 * Returns the elements that have another element below them. Looks no further down
	 * than the lowest element and no further up than the highest one.
	 */
	private BitSet withOneBelow(BitSet set) {
		int highest = set.stream().map((number) -> this.rank[number]).max().orElse(0);
		BitSet above = new BitSet(this.rank.length);
		int[] stack = new int[this.rank.length];
		int depth = 0;
		for (int number = set.nextSetBit(0); number >= 0; number = set.nextSetBit(number + 1)) {
			stack[depth++] = number;
			while (depth > 0) {
				for (int child : this.down.upper(stack[--depth])) {
					if (!above.get(child) && this.rank[child] <= highest) {
						above.set(child);
						stack[depth++] = child;
					}
				}
			}
		}
		above.and(set);
		return above;
	}

	private static int[] without(int[] dependencies, @Nullable BitSet dropped) {
		if (dropped == null) {
			return dependencies;
		}
		return Arrays.stream(dependencies).filter((target) -> !dropped.get(target)).toArray();
	}

}
