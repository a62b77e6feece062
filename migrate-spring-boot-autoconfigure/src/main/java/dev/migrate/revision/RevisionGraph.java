package dev.migrate.revision;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The revisions as numbers, in load order, with their edges as arrays, so that every walk
 * is linear and none recurses. Walks return sets of numbers.
 */
final class RevisionGraph {

	/** Neither a revision nor base: a walk left the graph. */
	static final int NOWHERE = -2;

	/** Below every revision. */
	static final int BASE = -1;

	private final List<RevisionNode> nodes;

	private final NavigableMap<String, Integer> keys;

	private final Edges down;

	private final Edges parents;

	private final int[][] normalizedDown;

	private final int[] order;

	/**
	 * Creates a graph.
	 * @param nodes the revisions in load order
	 * @param keys ids and labels, each with the number of its revision
	 * @param down edges by down revision
	 * @param parents edges by down revision and dependency, down revisions first
	 * @param normalizedDown what the topological order follows
	 * @param order the numbers, parents first
	 */
	RevisionGraph(List<RevisionNode> nodes, NavigableMap<String, Integer> keys, Edges down, Edges parents,
			int[][] normalizedDown, int[] order) {
		this.nodes = nodes;
		this.keys = keys;
		this.down = down;
		this.parents = parents;
		this.normalizedDown = normalizedDown;
		this.order = order;
	}

	int size() {
		return this.nodes.size();
	}

	RevisionNode node(int number) {
		return this.nodes.get(number);
	}

	List<RevisionNode> nodes(int[] numbers) {
		return IntStream.of(numbers).mapToObj(this.nodes::get).toList();
	}

	List<RevisionNode> nodes(BitSet numbers) {
		return numbers.stream().mapToObj(this.nodes::get).toList();
	}

	List<RevisionNode> nodes(Collection<Integer> numbers) {
		return numbers.stream().map(this.nodes::get).toList();
	}

	/**
	 * Returns the number of the revision with exactly this id, or {@link #NOWHERE}.
	 */
	int find(String id) {
		Integer number = this.keys.get(id);
		return (number != null && node(number).id().equals(id)) ? number : NOWHERE;
	}

	/**
	 * Returns ids and labels, sorted, each with the number of its revision.
	 */
	NavigableMap<String, Integer> keys() {
		return this.keys;
	}

	int[] down(int number) {
		return this.down.lower(number);
	}

	int[] children(int number) {
		return this.down.upper(number);
	}

	/**
	 * Returns down revisions, then dependencies.
	 */
	int[] parents(int number) {
		return this.parents.lower(number);
	}

	/**
	 * Returns what follows the revision or depends on it.
	 */
	int[] dependents(int number) {
		return this.parents.upper(number);
	}

	/**
	 * Returns the parents without dependencies that an ancestor has too.
	 */
	int[] normalizedDown(int number) {
		return this.normalizedDown[number];
	}

	/**
	 * Returns all numbers, parents before children.
	 */
	int[] order() {
		return this.order;
	}

	BitSet heads() {
		return where((number) -> children(number).length == 0);
	}

	BitSet realHeads() {
		return where((number) -> dependents(number).length == 0);
	}

	BitSet bases() {
		return where((number) -> down(number).length == 0);
	}

	BitSet where(IntPredicate predicate) {
		BitSet result = new BitSet(size());
		IntStream.range(0, size()).filter(predicate).forEach(result::set);
		return result;
	}

	/**
	 * Returns the revisions and everything that they need, directly or not.
	 */
	BitSet ancestors(BitSet from) {
		return this.parents.below(from);
	}

	/**
	 * Returns the revisions and everything that needs them, directly or not.
	 */
	BitSet descendants(BitSet from) {
		return this.parents.above(from);
	}

	BitSet downAncestors(BitSet from) {
		return this.down.below(from);
	}

	BitSet downDescendants(BitSet from) {
		return this.down.above(from);
	}

	/**
	 * Returns what is above or below the revisions, and they themselves, by down
	 * revision.
	 */
	BitSet lineage(BitSet from) {
		BitSet lineage = downAncestors(from);
		lineage.or(downDescendants(from));
		return lineage;
	}

	/**
	 * Returns what is above or below the revisions, and they themselves, by down revision
	 * and dependency.
	 */
	BitSet relatives(BitSet from) {
		BitSet relatives = ancestors(from);
		relatives.or(descendants(from));
		return relatives;
	}

	/**
	 * Returns the elements that nothing in the set needs. The set must contain all
	 * ancestors of its elements.
	 */
	BitSet maximal(BitSet closed) {
		BitSet result = new BitSet(size());
		closed.stream()
			.filter((number) -> IntStream.of(dependents(number)).noneMatch(closed::get))
			.forEach(result::set);
		return result;
	}

	static BitSet only(int number) {
		BitSet set = new BitSet(number + 1);
		set.set(number);
		return set;
	}

	static BitSet setOf(int[] numbers) {
		BitSet set = new BitSet();
		IntStream.of(numbers).forEach(set::set);
		return set;
	}

	static BitSet setOf(Collection<Integer> numbers) {
		BitSet set = new BitSet();
		numbers.forEach(set::set);
		return set;
	}

}
