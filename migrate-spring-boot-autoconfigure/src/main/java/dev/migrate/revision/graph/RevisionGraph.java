package dev.migrate.revision.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import dev.migrate.revision.RevisionNode;

/**
 * The revisions as numbers, in load order, with their edges as arrays, so that every walk
 * is linear and none recurses. Walks return sets of numbers.
 */
public final class RevisionGraph {

	/** Neither a revision nor base: a walk left the graph. */
	public static final int NOWHERE = -2;

	/** Below every revision. */
	public static final int BASE = -1;

	private final List<RevisionNode> nodes;

	private final NavigableMap<String, Integer> keys;

	private final GraphEdges down;

	private final GraphEdges parents;

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
	public RevisionGraph(List<RevisionNode> nodes, NavigableMap<String, Integer> keys, GraphEdges down,
			GraphEdges parents, int[][] normalizedDown, int[] order) {
		this.nodes = nodes;
		this.keys = keys;
		this.down = down;
		this.parents = parents;
		this.normalizedDown = normalizedDown;
		this.order = order;
	}

	public int size() {
		return this.nodes.size();
	}

	public RevisionNode node(int number) {
		return this.nodes.get(number);
	}

	public List<RevisionNode> nodes(int[] numbers) {
		List<RevisionNode> found = new ArrayList<>(numbers.length);
		for (int number : numbers) {
			found.add(node(number));
		}
		return Collections.unmodifiableList(found);
	}

	public List<RevisionNode> nodes(BitSet numbers) {
		List<RevisionNode> found = new ArrayList<>();
		for (int number = numbers.nextSetBit(0); number >= 0; number = numbers.nextSetBit(number + 1)) {
			found.add(node(number));
		}
		return Collections.unmodifiableList(found);
	}

	public List<RevisionNode> nodes(Collection<Integer> numbers) {
		List<RevisionNode> found = new ArrayList<>(numbers.size());
		for (int number : numbers) {
			found.add(node(number));
		}
		return Collections.unmodifiableList(found);
	}

	/**
	 * Returns the number of the revision with exactly this id, or {@link #NOWHERE}.
	 */
	public int find(String id) {
		Integer number = this.keys.get(id);
		return (number != null && node(number).id().equals(id)) ? number : NOWHERE;
	}

	/**
	 * Returns ids and labels, sorted, each with the number of its revision.
	 */
	public NavigableMap<String, Integer> keys() {
		return this.keys;
	}

	public int[] down(int number) {
		return this.down.lower(number);
	}

	public int[] children(int number) {
		return this.down.upper(number);
	}

	/**
	 * Returns down revisions, then dependencies.
	 */
	public int[] parents(int number) {
		return this.parents.lower(number);
	}

	/**
	 * Returns what follows the revision or depends on it.
	 */
	public int[] dependents(int number) {
		return this.parents.upper(number);
	}

	/**
	 * Returns the parents without dependencies that an ancestor has too.
	 */
	public int[] normalizedDown(int number) {
		return this.normalizedDown[number];
	}

	/**
	 * Returns all numbers, parents before children.
	 */
	public int[] order() {
		return this.order;
	}

	public BitSet heads() {
		return where((number) -> children(number).length == 0);
	}

	public BitSet realHeads() {
		return where((number) -> dependents(number).length == 0);
	}

	public BitSet bases() {
		return where((number) -> down(number).length == 0);
	}

	public BitSet where(IntPredicate predicate) {
		BitSet result = new BitSet(size());
		for (int number = 0; number < size(); number++) {
			result.set(number, predicate.test(number));
		}
		return result;
	}

	/**
	 * Returns the revisions and everything that they need, directly or not.
	 */
	public BitSet ancestors(BitSet from) {
		return this.parents.below(from);
	}

	/**
	 * Returns the revisions and everything that needs them, directly or not.
	 */
	public BitSet descendants(BitSet from) {
		return this.parents.above(from);
	}

	public BitSet downAncestors(BitSet from) {
		return this.down.below(from);
	}

	public BitSet downDescendants(BitSet from) {
		return this.down.above(from);
	}

	/**
	 * Returns what is above or below the revisions, and they themselves, by down
	 * revision.
	 */
	public BitSet lineage(BitSet from) {
		BitSet lineage = downAncestors(from);
		lineage.or(downDescendants(from));
		return lineage;
	}

	/**
	 * Returns what is above or below the revisions, and they themselves, by down revision
	 * and dependency.
	 */
	public BitSet relatives(BitSet from) {
		BitSet relatives = ancestors(from);
		relatives.or(descendants(from));
		return relatives;
	}

	/**
	 * Returns the elements that nothing in the set needs. The set must contain all
	 * ancestors of its elements.
	 */
	public BitSet maximal(BitSet closed) {
		BitSet result = new BitSet(size());
		closed.stream()
			.filter((number) -> IntStream.of(dependents(number)).noneMatch(closed::get))
			.forEach(result::set);
		return result;
	}

	/**
	 * Returns what a user sees as current: the rows, and the newest applied revision of
	 * each branch that has no row because a row depends on it.
	 */
	public BitSet current(BitSet rows) {
		BitSet applied = ancestors(rows);
		BitSet current = new BitSet(size());
		applied.stream()
			.filter((number) -> IntStream.of(children(number)).noneMatch(applied::get))
			.forEach(current::set);
		return current;
	}

	public static BitSet only(int number) {
		BitSet set = new BitSet(number + 1);
		set.set(number);
		return set;
	}

	public static BitSet setOf(int[] numbers) {
		BitSet set = new BitSet();
		for (int number : numbers) {
			set.set(number);
		}
		return set;
	}

	public static BitSet setOf(Collection<Integer> numbers) {
		BitSet set = new BitSet();
		numbers.forEach(set::set);
		return set;
	}

}
