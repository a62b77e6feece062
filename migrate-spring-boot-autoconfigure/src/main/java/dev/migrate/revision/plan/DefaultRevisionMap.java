package dev.migrate.revision.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.migrate.revision.InvalidRevisionGraphException;
import dev.migrate.revision.NewMerge;
import dev.migrate.revision.NewRevision;
import dev.migrate.revision.NewRevisionRequest;
import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionPlan;
import dev.migrate.revision.RevisionRange;
import dev.migrate.revision.StampPlan;
import dev.migrate.revision.graph.BranchLabels;
import dev.migrate.revision.graph.RevisionGraph;
import dev.migrate.revision.graph.RevisionGraphBuilder;
import dev.migrate.revision.graph.TopologicalOrder;
import dev.migrate.revision.identifier.IdentifierResolver;

/**
 * The map of a graph: what can be read from the graph itself, and the planners of the
 * rest.
 */
public final class DefaultRevisionMap implements RevisionMap {

	private final RevisionGraph graph;

	private final BranchLabels labels;

	private final IdentifierResolver resolver;

	private final List<RevisionNode> revisions;

	private DefaultRevisionMap(RevisionGraph graph) {
		this.graph = graph;
		this.labels = new BranchLabels(graph);
		this.resolver = new IdentifierResolver(graph, this.labels);
		BitSet all = graph.where((number) -> true);
		List<Integer> newestFirst = TopologicalOrder.newestFirst(graph, all, graph.realHeads());
		this.revisions = graph.nodes(RevisionPlanner.oldestFirst(newestFirst));
	}

	/**
	 * Creates a map.
	 * @param nodes the revisions, in any order
	 * @throws InvalidRevisionGraphException if two revisions have the same id, a label is
	 * used twice or is also an id, a down revision or a dependency does not exist, or
	 * revisions need themselves or each other in a circle
	 */
	public static DefaultRevisionMap of(Collection<RevisionNode> nodes) {
		return new DefaultRevisionMap(new RevisionGraphBuilder(nodes).build());
	}

	static DefaultRevisionMap of(Collection<RevisionNode> nodes, Map<String, String> aliases) {
		return new DefaultRevisionMap(new RevisionGraphBuilder(nodes, aliases, (mistake) -> {
			throw mistake;
		}).build());
	}

	/**
	 * Returns a map with one more revision.
	 */
	DefaultRevisionMap with(RevisionNode node) {
		List<RevisionNode> nodes = new ArrayList<>(this.revisions);
		nodes.add(node);
		return of(nodes);
	}

	@Override
	public RevisionNode get(String id) {
		return this.graph.node(number(id));
	}

	@Override
	public Optional<RevisionNode> find(String id) {
		int number = this.graph.find(id);
		return (number >= 0) ? Optional.of(this.graph.node(number)) : Optional.empty();
	}

	@Override
	public int size() {
		return this.graph.size();
	}

	@Override
	public List<RevisionNode> revisions() {
		return this.revisions;
	}

	@Override
	public List<RevisionNode> heads() {
		return this.graph.nodes(this.graph.heads());
	}

	@Override
	public List<RevisionNode> realHeads() {
		return this.graph.nodes(this.graph.realHeads());
	}

	@Override
	public List<RevisionNode> bases() {
		return this.graph.nodes(this.graph.bases());
	}

	@Override
	public List<RevisionNode> branchPoints() {
		return this.graph.nodes(this.graph.where((number) -> this.graph.children(number).length > 1));
	}

	@Override
	public List<RevisionNode> children(String id) {
		return this.graph.nodes(this.graph.children(number(id)));
	}

	@Override
	public List<RevisionNode> dependencies(String id) {
		return this.graph.node(number(id))
			.dependsOn()
			.stream()
			.map((key) -> this.graph.node(this.resolver.branch(key)))
			.distinct()
			.toList();
	}

	@Override
	public Set<String> labels(String id) {
		return this.labels.of(number(id));
	}

	@Override
	public List<RevisionNode> resolve(String identifier) {
		return this.graph.nodes(this.resolver.resolve(RevisionIdentifier.parse(identifier)));
	}

	@Override
	public Set<String> applied(Collection<String> rows) {
		BitSet applied = this.graph.ancestors(numbers(rows));
		Set<String> ids = new LinkedHashSet<>();
		for (int number : this.graph.order()) {
			if (applied.get(number)) {
				ids.add(this.graph.node(number).id());
			}
		}
		return Collections.unmodifiableSet(ids);
	}

	@Override
	public SortedSet<String> rowsFor(Collection<String> applied) {
		BitSet maximal = this.graph.maximal(this.graph.ancestors(numbers(applied)));
		return Collections.unmodifiableSortedSet(new TreeSet<>(ids(this.graph.nodes(maximal))));
	}

	@Override
	public List<String> unknownRows(Collection<String> rows) {
		return rows.stream().filter((row) -> this.graph.find(row) < 0).toList();
	}

	@Override
	public boolean isAtHeads(Collection<String> rows) {
		return Set.copyOf(rows).equals(Set.copyOf(ids(realHeads())));
	}

	@Override
	public List<RevisionNode> current(Collection<String> rows) {
		return this.graph.nodes(this.graph.current(numbers(rows)));
	}

	@Override
	public RevisionPlan upgrade(List<String> targets, Collection<String> rows) {
		if (targets.isEmpty()) {
			throw new IllegalArgumentException("targets must not be empty");
		}
		List<RevisionIdentifier> identifiers = targets.stream().map(RevisionIdentifier::parse).toList();
		return planner().upgrade(identifiers, rows);
	}

	@Override
	public RevisionPlan downgrade(String target, Collection<String> rows) {
		return planner().downgrade(RevisionIdentifier.parse(target), rows);
	}

	@Override
	public StampPlan stamp(List<String> targets, Collection<String> rows, boolean purge) {
		List<RevisionIdentifier> identifiers = targets.stream().map(RevisionIdentifier::parse).toList();
		return new StampPlanner(this.graph, this.resolver).stamp(identifiers, rows, purge);
	}

	@Override
	public List<RevisionNode> history(RevisionRange range, Collection<String> rows) {
		return planner().history(range, rows);
	}

	@Override
	public NewRevision newRevision(NewRevisionRequest request) {
		return new NewRevisionPlanner(this.graph, this.labels, this.resolver).newRevision(request);
	}

	@Override
	public NewMerge merge(NewRevisionRequest request) {
		return new NewRevisionPlanner(this.graph, this.labels, this.resolver).merge(request);
	}

	RevisionGraph graph() {
		return this.graph;
	}

	IdentifierResolver resolver() {
		return this.resolver;
	}

	RevisionPlanner planner() {
		return new RevisionPlanner(this.graph, this.labels, this.resolver);
	}

	private int number(String id) {
		int number = this.graph.find(id);
		if (number < 0) {
			throw this.resolver.unknown(id);
		}
		return number;
	}

	private BitSet numbers(Collection<String> rows) {
		return RevisionGraph.setOf(this.resolver.rows(rows));
	}

	private static List<String> ids(List<RevisionNode> nodes) {
		return nodes.stream().map(RevisionNode::id).toList();
	}

}
