package dev.migrate.revision.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.migrate.MigrateException;
import dev.migrate.revision.InvalidRevisionGraphException;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.graph.RevisionGraph;
import dev.migrate.revision.graph.RevisionGraphBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The squashed revisions among all revisions, and the graphs that there are with and
 * without each of them. As long as the revisions that one replaces have scripts, it is
 * <em>open</em>: a database in the middle of them goes on with them.
 */
final class Squashes {

	private final List<RevisionNode> nodes;

	private final Map<String, RevisionNode> byId = new LinkedHashMap<>();

	private final List<RevisionNode> squashed;

	private final Set<String> open = new LinkedHashSet<>();

	private final Map<String, Set<String>> replaced = new HashMap<>();

	Squashes(Collection<RevisionNode> nodes) {
		this.nodes = List.copyOf(nodes);
		this.nodes.forEach((node) -> this.byId.putIfAbsent(node.id(), node));
		this.squashed = this.nodes.stream().filter(RevisionNode::isSquashed).toList();
		for (RevisionNode squash : this.squashed) {
			this.replaced.put(squash.id(), Set.copyOf(squash.replaces()));
			if (squash.replaces().stream().anyMatch(this.byId::containsKey)) {
				this.open.add(squash.id());
			}
		}
	}

	List<RevisionNode> nodes() {
		return this.nodes;
	}

	List<RevisionNode> squashed() {
		return this.squashed;
	}

	/**
	 * Returns the ids of the squashed revisions whose replaced revisions have scripts.
	 */
	Set<String> open() {
		return this.open;
	}

	/**
	 * Returns the open squashed revisions that replace a revision.
	 */
	List<String> openFor(String id) {
		return this.open.stream().filter((squash) -> replaces(squash, id)).toList();
	}

	/**
	 * Returns a squashed revision that replaces a revision, the one that replaces most.
	 */
	@Nullable RevisionNode replacing(String id) {
		RevisionNode found = null;
		for (RevisionNode squash : this.squashed) {
			if (replaces(squash.id(), id) && (found == null || squash.replaces().size() > found.replaces().size())) {
				found = squash;
			}
		}
		return found;
	}

	private boolean replaces(String squash, String id) {
		return this.replaced.getOrDefault(squash, Set.of()).contains(id);
	}

	static String end(RevisionNode squash) {
		return squash.replaces().get(squash.replaces().size() - 1);
	}

	/**
	 * Returns the names that the revisions of a graph have.
	 * @param without the squashed revisions in whose place there is what they replace
	 */
	Names names(Set<String> without) {
		Set<String> absent = new HashSet<>(without);
		this.squashed.stream()
			.filter((squash) -> !without.contains(squash.id()))
			.forEach((squash) -> absent.addAll(squash.replaces()));
		return new Names(without, absent);
	}

	/**
	 * Returns the mistakes in what the squashed revisions replace, of which the graphs
	 * themselves tell nothing.
	 */
	List<InvalidRevisionGraphException> mistakes() {
		List<InvalidRevisionGraphException> mistakes = new ArrayList<>();
		for (RevisionNode squash : this.squashed) {
			if (replaces(squash.id(), squash.id())) {
				mistakes.add(InvalidRevisionGraphException.replacesItself(squash));
			}
		}
		findOverlaps(mistakes);
		findGaps(mistakes);
		findFollowers(mistakes);
		if (mistakes.isEmpty() && !this.open.isEmpty() && duplicates().isEmpty()) {
			checkRanges(mistakes::add);
		}
		return mistakes;
	}

	/**
	 * Returns the ids that mean several revisions, of which nothing can be told.
	 */
	List<InvalidRevisionGraphException> duplicates() {
		if (this.byId.size() == this.nodes.size()) {
			return List.of();
		}
		Set<String> seen = new HashSet<>();
		Set<String> duplicates = new LinkedHashSet<>();
		this.nodes.stream().map(RevisionNode::id).filter((id) -> !seen.add(id)).forEach(duplicates::add);
		return duplicates.stream().map((id) -> RevisionGraphBuilder.duplicate(id, this.nodes)).toList();
	}

	/**
	 * Two squashed revisions that share a replaced one are one in the other.
	 */
	private void findOverlaps(List<InvalidRevisionGraphException> mistakes) {
		for (int i = 0; i < this.squashed.size(); i++) {
			for (int j = i + 1; j < this.squashed.size(); j++) {
				RevisionNode one = this.squashed.get(i);
				RevisionNode other = this.squashed.get(j);
				boolean nested = isInside(one, other) || isInside(other, one);
				one.replaces()
					.stream()
					.filter((id) -> !nested && replaces(other.id(), id))
					.findFirst()
					.ifPresent((id) -> mistakes.add(InvalidRevisionGraphException.replacedTwice(id, one, other)));
			}
		}
	}

	private boolean isInside(RevisionNode inner, RevisionNode outer) {
		Set<String> all = this.replaced.getOrDefault(outer.id(), Set.of());
		return all.contains(inner.id()) && all.containsAll(inner.replaces());
	}

	/**
	 * Either all that a squashed revision replaces has scripts or nothing, apart from
	 * what another one within has replaced before.
	 */
	private void findGaps(List<InvalidRevisionGraphException> mistakes) {
		for (RevisionNode squash : this.squashed) {
			if (this.open.contains(squash.id())) {
				List<String> there = squash.replaces().stream().filter(this.byId::containsKey).toList();
				squash.replaces()
					.stream()
					.filter((id) -> !there.contains(id) && there.stream().noneMatch((inner) -> replaces(inner, id)))
					.findFirst()
					.ifPresent((id) -> mistakes
						.add(InvalidRevisionGraphException.partlyReplaced(squash, id, there.get(0))));
			}
		}
	}

	/**
	 * Whatever comes after replaced revisions follows the last one of them.
	 */
	private void findFollowers(List<InvalidRevisionGraphException> mistakes) {
		Map<String, RevisionNode> labels = new HashMap<>();
		this.nodes.forEach((node) -> node.labels().forEach((label) -> labels.putIfAbsent(label, node)));
		for (RevisionNode node : this.nodes) {
			for (String down : node.downRevisions()) {
				findFollower(node, down, false, mistakes);
			}
			for (String key : node.dependsOn()) {
				RevisionNode owner = labels.get(key);
				findFollower(node, (owner != null && !this.byId.containsKey(key)) ? owner.id() : key, true, mistakes);
			}
		}
	}

	private void findFollower(RevisionNode node, String id, boolean dependency,
			List<InvalidRevisionGraphException> mistakes) {
		for (RevisionNode squash : this.squashed) {
			boolean outside = !node.id().equals(squash.id()) && !replaces(squash.id(), node.id());
			if (outside && replaces(squash.id(), id) && !isEnd(id, squash)) {
				mistakes.add(InvalidRevisionGraphException.followsReplaced(node, id, squash, end(squash), dependency));
				return;
			}
		}
	}

	/**
	 * Returns whether a revision is the last one that a squashed one replaces, or is what
	 * that one in turn replaces last.
	 */
	private boolean isEnd(String id, RevisionNode squash) {
		String end = end(squash);
		RevisionNode inner = this.byId.get(end);
		return id.equals(end) || (inner != null && inner.isSquashed() && !inner.equals(squash) && isEnd(id, inner));
	}

	/**
	 * Looks at the graph of what was there before.
	 */
	private void checkRanges(Consumer<InvalidRevisionGraphException> mistakes) {
		Names names = names(this.open);
		RevisionGraph graph;
		try {
			graph = new RevisionGraphBuilder(names.nodes()).build();
		}
		catch (MigrateException ex) {
			// Whoever builds the graph says so.
			return;
		}
		for (RevisionNode squash : this.squashed) {
			if (this.open.contains(squash.id())) {
				checkRange(squash, graph, names, mistakes);
			}
		}
	}

	private void checkRange(RevisionNode squash, RevisionGraph graph, Names names,
			Consumer<InvalidRevisionGraphException> mistakes) {
		BitSet members = graph.where((number) -> replaces(squash.id(), graph.node(number).id()));
		int end = graph.find(names.of(end(squash)));
		BitSet below = (end >= 0) ? graph.ancestors(RevisionGraph.only(end)) : new BitSet();
		BitSet aside = (BitSet) members.clone();
		aside.andNot(below);
		if (!aside.isEmpty()) {
			mistakes.accept(
					InvalidRevisionGraphException.replacesAside(squash, graph.node(aside.nextSetBit(0)), end(squash)));
			return;
		}
		Set<String> before = new LinkedHashSet<>();
		BitSet needed = new BitSet();
		members.stream().forEach((number) -> {
			for (int down : graph.down(number)) {
				if (!members.get(down)) {
					before.add(graph.node(down).id());
				}
			}
			for (int parent : graph.parents(number)) {
				needed.set(parent, needed.get(parent) || !members.get(parent));
			}
		});
		Set<String> own = new LinkedHashSet<>(squash.downRevisions().stream().map(names::of).toList());
		if (!own.equals(before)) {
			mistakes.accept(InvalidRevisionGraphException.replacesOtherPlace(squash, List.copyOf(before)));
			return;
		}
		BitSet parents = new BitSet();
		Stream.concat(own.stream(), squash.dependsOn().stream()).forEach((key) -> {
			Integer number = graph.keys().get(names.of(key));
			if (number != null) {
				parents.set(number);
			}
		});
		needed.andNot(graph.ancestors(parents));
		if (!needed.isEmpty()) {
			mistakes.accept(InvalidRevisionGraphException.replacesDependency(squash, graph.node(needed.nextSetBit(0))));
		}
	}

	/**
	 * The revisions of one graph, and the names under which they are known there.
	 */
	final class Names {

		private final Set<String> without;

		private final Set<String> absent;

		private Names(Set<String> without, Set<String> absent) {
			this.without = without;
			this.absent = absent;
		}

		boolean isPresent(String id) {
			return Squashes.this.byId.containsKey(id) && !this.absent.contains(id);
		}

		/**
		 * Returns the id under which the graph has a revision or a place. What is not
		 * known keeps its name.
		 */
		String of(String id) {
			String found = id;
			Set<String> tried = new HashSet<>();
			while (!isPresent(found) && tried.add(found)) {
				RevisionNode node = Squashes.this.byId.get(found);
				String next = (node != null && this.without.contains(found)) ? end(node) : squashEndingAt(found);
				if (next == null) {
					return id;
				}
				found = next;
			}
			return isPresent(found) ? found : id;
		}

		private @Nullable String squashEndingAt(String id) {
			return Squashes.this.squashed.stream()
				.filter((squash) -> !this.without.contains(squash.id()) && end(squash).equals(id))
				.map(RevisionNode::id)
				.findFirst()
				.orElse(null);
		}

		/**
		 * Returns what the version table calls a revision: the last one that a squashed
		 * one replaces has the name of the squashed one.
		 */
		String written(String id) {
			return Squashes.this.squashed.stream()
				.filter((squash) -> this.without.contains(squash.id()) && of(squash.id()).equals(id))
				.reduce((one, other) -> (one.replaces().size() < other.replaces().size()) ? other : one)
				.map(RevisionNode::id)
				.orElse(id);
		}

		List<RevisionNode> nodes() {
			return Squashes.this.nodes.stream()
				.filter((node) -> !this.absent.contains(node.id()))
				.map((node) -> new RevisionNode(node.id(), of(node.downRevisions()), of(node.dependsOn()),
						node.labels(), node.location(), node.replaces()))
				.toList();
		}

		private List<String> of(List<String> ids) {
			return ids.stream().map(this::of).toList();
		}

		/**
		 * Returns the other ids under which revisions are known.
		 */
		Map<String, String> aliases() {
			Map<String, String> aliases = new LinkedHashMap<>();
			for (RevisionNode squash : Squashes.this.squashed) {
				Stream.of(squash.id(), end(squash))
					.filter((id) -> !of(id).equals(id))
					.forEach((id) -> aliases.put(id, of(id)));
			}
			return aliases;
		}

	}

}
