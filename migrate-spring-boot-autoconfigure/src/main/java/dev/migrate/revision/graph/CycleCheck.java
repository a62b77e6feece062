package dev.migrate.revision.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import dev.migrate.revision.InvalidRevisionGraphException;
import dev.migrate.revision.RevisionNode;

/**
 * Refuses circles and, when there are none, puts parents before children.
 */
final class CycleCheck {

	private final List<RevisionNode> nodes;

	private final GraphEdges down;

	private final GraphEdges parents;

	CycleCheck(List<RevisionNode> nodes, GraphEdges down, GraphEdges parents) {
		this.nodes = nodes;
		this.down = down;
		this.parents = parents;
	}

	int[] order() {
		int[] order = sorted(this.parents);
		if (order.length < this.nodes.size()) {
			boolean dependency = sorted(this.down).length == this.nodes.size();
			throw exception(dependency ? this.parents : this.down, dependency);
		}
		return order;
	}

	private int[] sorted(GraphEdges edges) {
		int[] waiting = new int[edges.size()];
		int[] order = new int[edges.size()];
		int end = 0;
		for (int number = 0; number < edges.size(); number++) {
			waiting[number] = edges.lower(number).length;
			if (waiting[number] == 0) {
				order[end++] = number;
			}
		}
		for (int next = 0; next < end; next++) {
			for (int upper : edges.upper(order[next])) {
				if (--waiting[upper] == 0) {
					order[end++] = upper;
				}
			}
		}
		return IntStream.of(order).limit(end).toArray();
	}

	private InvalidRevisionGraphException exception(GraphEdges edges, boolean dependency) {
		List<RevisionNode> cycle = cycle(edges);
		BitSet lost = notBetweenBaseAndHead(edges);
		List<String> revisions = lost.isEmpty() ? cycle.stream().map(RevisionNode::id).sorted().toList()
				: lost.stream().mapToObj((number) -> this.nodes.get(number).id()).sorted().toList();
		return InvalidRevisionGraphException.cycle(cycle, revisions, dependency);
	}

	private List<RevisionNode> cycle(GraphEdges edges) {
		BitSet stuck = new BitSet();
		stuck.set(0, edges.size());
		IntStream.of(sorted(edges)).forEach(stuck::clear);
		List<Integer> path = new ArrayList<>();
		BitSet onPath = new BitSet();
		int number = stuck.nextSetBit(0);
		while (!onPath.get(number)) {
			onPath.set(number);
			path.add(number);
			number = IntStream.of(edges.lower(number)).filter(stuck::get).min().orElseThrow();
		}
		List<Integer> cycle = path.subList(path.indexOf(number), path.size());
		Collections.rotate(cycle, -cycle.indexOf(Collections.min(cycle)));
		return cycle.stream().map(this.nodes::get).toList();
	}

	private static BitSet notBetweenBaseAndHead(GraphEdges edges) {
		BitSet heads = new BitSet();
		BitSet bases = new BitSet();
		for (int number = 0; number < edges.size(); number++) {
			heads.set(number, edges.upper(number).length == 0);
			bases.set(number, edges.lower(number).length == 0);
		}
		BitSet between = edges.below(heads);
		between.and(edges.above(bases));
		BitSet lost = new BitSet();
		lost.set(0, edges.size());
		lost.andNot(between);
		return lost;
	}

}
