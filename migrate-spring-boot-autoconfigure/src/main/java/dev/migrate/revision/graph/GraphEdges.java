package dev.migrate.revision.graph;

import java.util.BitSet;

/**
 * One kind of edges between numbered revisions, in both directions.
 */
final class GraphEdges {

	private final int[][] lower;

	private final int[][] upper;

	/**
	 * Creates edges.
	 */
	GraphEdges(int[][] lower) {
		this.lower = lower;
		this.upper = reversed(lower);
	}

	private static int[][] reversed(int[][] lower) {
		int[] sizes = new int[lower.length];
		for (int[] targets : lower) {
			for (int target : targets) {
				sizes[target]++;
			}
		}
		int[][] upper = new int[lower.length][];
		for (int i = 0; i < upper.length; i++) {
			upper[i] = new int[sizes[i]];
		}
		int[] filled = new int[lower.length];
		for (int source = 0; source < lower.length; source++) {
			for (int target : lower[source]) {
				upper[target][filled[target]++] = source;
			}
		}
		return upper;
	}

	int size() {
		return this.lower.length;
	}

	int[] lower(int number) {
		return this.lower[number];
	}

	int[] upper(int number) {
		return this.upper[number];
	}

	BitSet below(BitSet from) {
		return flood(this.lower, from);
	}

	BitSet above(BitSet from) {
		return flood(this.upper, from);
	}

	private static BitSet flood(int[][] edges, BitSet from) {
		BitSet seen = (BitSet) from.clone();
		int[] stack = new int[edges.length];
		int depth = 0;
		for (int number = from.nextSetBit(0); number >= 0; number = from.nextSetBit(number + 1)) {
			stack[depth++] = number;
		}
		while (depth > 0) {
			for (int next : edges[stack[--depth]]) {
				if (!seen.get(next)) {
					seen.set(next);
					stack[depth++] = next;
				}
			}
		}
		return seen;
	}

}
