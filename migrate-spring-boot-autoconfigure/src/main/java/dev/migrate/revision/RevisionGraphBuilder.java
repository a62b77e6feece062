package dev.migrate.revision;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks a collection of revisions and builds their graph.
 */
final class RevisionGraphBuilder {

	private static final Comparator<RevisionNode> LOAD_ORDER = Comparator.comparing(RevisionNode::location)
		.thenComparing(RevisionNode::id);

	private final List<RevisionNode> nodes;

	private final NavigableMap<String, Integer> keys = new TreeMap<>();

	RevisionGraphBuilder(Collection<RevisionNode> nodes) {
		this.nodes = nodes.stream().sorted(LOAD_ORDER).toList();
	}

	RevisionGraph build() {
		numberIds();
		numberLabels();
		int[][] down = new int[this.nodes.size()][];
		int[][] parents = new int[this.nodes.size()][];
		int[][] dependencies = new int[this.nodes.size()][];
		for (int number = 0; number < down.length; number++) {
			down[number] = downRevisions(number);
			dependencies[number] = dependencies(number);
			parents[number] = union(down[number], dependencies[number]);
		}
		Edges downEdges = new Edges(down);
		Edges allEdges = new Edges(parents);
		int[] order = new CycleCheck(this.nodes, downEdges, allEdges).order();
		int[][] normalized = new DependencyNormalizer(downEdges, dependencies, order).normalizedDown();
		return new RevisionGraph(this.nodes, this.keys, downEdges, allEdges, normalized, order);
	}

	private void numberIds() {
		for (int number = 0; number < this.nodes.size(); number++) {
			String id = this.nodes.get(number).id();
			if (this.keys.put(id, number) != null) {
				List<String> locations = this.nodes.stream()
					.filter((node) -> node.id().equals(id))
					.map((node) -> node.location().isEmpty() ? "a script without location" : node.location())
					.toList();
				throw new DuplicateRevisionException(id, locations);
			}
		}
	}

	private void numberLabels() {
		for (int number = 0; number < this.nodes.size(); number++) {
			RevisionNode node = this.nodes.get(number);
			for (String label : node.labels()) {
				Integer owner = this.keys.putIfAbsent(label, number);
				if (owner != null) {
					throw new DuplicateBranchLabelException(label, this.nodes.get(owner), node.id(), node.location());
				}
			}
		}
	}

	private int[] downRevisions(int number) {
		RevisionNode node = this.nodes.get(number);
		return node.downRevisions().stream().mapToInt((id) -> {
			Integer target = this.keys.get(id);
			if (target == null || !this.nodes.get(target).id().equals(id)) {
				throw new UnknownDownRevisionException(node, id, new Candidates(idsOnly()).nearest(id));
			}
			if (target == number) {
				throw new SelfLoopException(node, false);
			}
			return target;
		}).toArray();
	}

	private int[] dependencies(int number) {
		RevisionNode node = this.nodes.get(number);
		return node.dependsOn().stream().mapToInt((key) -> {
			Integer target = this.keys.get(key);
			if (target == null) {
				throw new UnknownDependencyException(node, key, new Candidates(byKey()).nearest(key));
			}
			if (target == number) {
				throw new SelfLoopException(node, true);
			}
			return target;
		}).distinct().toArray();
	}

	private Map<String, RevisionNode> idsOnly() {
		Map<String, RevisionNode> ids = new HashMap<>();
		this.nodes.forEach((node) -> ids.put(node.id(), node));
		return ids;
	}

	private Map<String, RevisionNode> byKey() {
		Map<String, RevisionNode> byKey = new HashMap<>();
		this.keys.forEach((key, number) -> byKey.put(key, this.nodes.get(number)));
		return byKey;
	}

	static int[] union(int[] first, int[] second) {
		if (second.length == 0) {
			return first;
		}
		Set<Integer> union = new LinkedHashSet<>();
		Arrays.stream(first).forEach(union::add);
		Arrays.stream(second).forEach(union::add);
		return union.stream().mapToInt(Integer::intValue).toArray();
	}

}
