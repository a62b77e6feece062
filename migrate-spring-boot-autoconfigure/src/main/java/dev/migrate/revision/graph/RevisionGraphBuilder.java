package dev.migrate.revision.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import dev.migrate.revision.InvalidRevisionGraphException;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.SimilarNames;

/**
 * Checks a collection of revisions and builds their graph.
 */
public final class RevisionGraphBuilder {

	private static final int UNKNOWN = -1;

	private static final int[] NONE = {};

	private final List<RevisionNode> nodes;

	private final NavigableMap<String, Integer> keys = new TreeMap<>();

	private final Map<String, String> aliases;

	private final Consumer<InvalidRevisionGraphException> mistakes;

	public RevisionGraphBuilder(Collection<RevisionNode> nodes) {
		this(nodes, Map.of(), (mistake) -> {
			throw mistake;
		});
	}

	/**
	 * Creates a builder that goes on after a mistake, without what is wrong.
	 * @param aliases other ids under which revisions are found, each with the id of its
	 * revision
	 * @param mistakes takes every mistake
	 */
	public RevisionGraphBuilder(Collection<RevisionNode> nodes, Map<String, String> aliases,
			Consumer<InvalidRevisionGraphException> mistakes) {
		this.aliases = aliases;
		this.nodes = new ArrayList<>(nodes);
		this.nodes.sort(RevisionGraphBuilder::inLoadOrder);
		this.mistakes = mistakes;
	}

	private static int inLoadOrder(RevisionNode one, RevisionNode other) {
		int order = one.location().compareTo(other.location());
		return (order != 0) ? order : one.id().compareTo(other.id());
	}

	public RevisionGraph build() {
		numberIds();
		numberLabels();
		numberAliases();
		int[][] down = new int[this.nodes.size()][];
		int[][] parents = new int[this.nodes.size()][];
		int[][] dependencies = new int[this.nodes.size()][];
		for (int number = 0; number < down.length; number++) {
			down[number] = downRevisions(number);
			dependencies[number] = dependencies(number);
			parents[number] = union(down[number], dependencies[number]);
		}
		GraphEdges downEdges = new GraphEdges(down);
		// Without dependencies, the arrays are the same.
		GraphEdges allEdges = Arrays.equals(down, parents) ? downEdges : new GraphEdges(parents);
		int[] order = new CycleCheck(this.nodes, downEdges, allEdges).order();
		int[][] normalized = new DependencyNormalizer(downEdges, dependencies, order).normalizedDown();
		return new RevisionGraph(this.nodes, this.keys, downEdges, allEdges, normalized, order);
	}

	private void numberIds() {
		Set<String> duplicates = new HashSet<>();
		for (int number = 0; number < this.nodes.size(); number++) {
			String id = this.nodes.get(number).id();
			if (this.keys.putIfAbsent(id, number) != null && duplicates.add(id)) {
				this.mistakes.accept(duplicate(id, this.nodes));
			}
		}
	}

	/**
	 * Creates the exception for an id that several revisions have.
	 */
	public static InvalidRevisionGraphException duplicate(String id, Collection<RevisionNode> nodes) {
		List<String> locations = nodes.stream()
			.filter((node) -> node.id().equals(id))
			.map((node) -> node.location().isEmpty() ? "a script without location" : node.location())
			.toList();
		return InvalidRevisionGraphException.duplicateRevision(id, locations);
	}

	private void numberLabels() {
		for (int number = 0; number < this.nodes.size(); number++) {
			RevisionNode node = this.nodes.get(number);
			for (String label : node.labels()) {
				Integer owner = this.keys.putIfAbsent(label, number);
				if (owner != null) {
					this.mistakes.accept(InvalidRevisionGraphException.duplicateLabel(label, this.nodes.get(owner),
							node.id(), node.location()));
				}
			}
		}
	}

	private void numberAliases() {
		this.aliases.forEach((alias, id) -> {
			Integer number = this.keys.get(id);
			if (number != null) {
				this.keys.putIfAbsent(alias, number);
			}
		});
	}

	private int[] downRevisions(int number) {
		RevisionNode node = this.nodes.get(number);
		int[] targets = new int[node.downRevisions().size()];
		int found = 0;
		for (String id : node.downRevisions()) {
			int target = downRevision(number, id);
			if (target != UNKNOWN) {
				targets[found++] = target;
			}
		}
		return (found < targets.length) ? Arrays.copyOf(targets, found) : targets;
	}

	private int downRevision(int number, String id) {
		Integer target = this.keys.get(id);
		if (target == null || !this.nodes.get(target).id().equals(id)) {
			this.mistakes.accept(InvalidRevisionGraphException.unknownDownRevision(this.nodes.get(number), id,
					SimilarNames.find(id, idsOnly())));
			return UNKNOWN;
		}
		return notItself(number, target, false);
	}

	private int[] dependencies(int number) {
		RevisionNode node = this.nodes.get(number);
		if (node.dependsOn().isEmpty()) {
			return NONE;
		}
		return node.dependsOn().stream().mapToInt((key) -> {
			Integer target = this.keys.get(key);
			if (target == null) {
				this.mistakes.accept(
						InvalidRevisionGraphException.unknownDependency(node, key, SimilarNames.find(key, byKey())));
				return UNKNOWN;
			}
			return notItself(number, target, true);
		}).filter((target) -> target != UNKNOWN).distinct().toArray();
	}

	private int notItself(int number, int target, boolean dependency) {
		if (target == number) {
			this.mistakes.accept(InvalidRevisionGraphException.selfLoop(this.nodes.get(number), dependency));
			return UNKNOWN;
		}
		return target;
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

	public static int[] union(int[] first, int[] second) {
		if (second.length == 0) {
			return first;
		}
		Set<Integer> union = new LinkedHashSet<>();
		Arrays.stream(first).forEach(union::add);
		Arrays.stream(second).forEach(union::add);
		return union.stream().mapToInt(Integer::intValue).toArray();
	}

}
