package dev.migrate.revision.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Alembic's topological order, newest first: depth-first along a branch, and a branch
 * point only after all branches above it.
 *
 * <p>
 * Alembic walks down from a list of heads. A head that is an ancestor of another one
 * waits, and the walk goes on at the first such other one in the list. Alembic finds it
 * with a set of ancestors per head; here the search goes up from the waiting revision
 * through revisions that have not been listed yet, which meets the same heads, and stops
 * at the first of the list. (Whatever is above an unlisted revision and not listed is a
 * head or below one; a listed one cannot be between a revision and a head above it, for
 * it would have waited for that head.) The list only grows at its end and loses elements,
 * so that the place of a head is a number that stays.
 */
public final class TopologicalOrder {

	private static final int NONE = -1;

	private final RevisionGraph graph;

	private final BitSet todo;

	private final BitSet scope;

	private final BitSet listed;

	private final HeadList heads;

	private final int[] firstOpen;

	private final int[] visits;

	private final int[] stack;

	private final int[] positions;

	private int visit;

	private TopologicalOrder(RevisionGraph graph, BitSet revisions, BitSet heads) {
		this.graph = graph;
		this.todo = (BitSet) revisions.clone();
		this.scope = graph.ancestors(heads);
		this.listed = new BitSet(graph.size());
		this.heads = new HeadList(graph.size());
		this.firstOpen = new int[graph.size()];
		this.visits = new int[graph.size()];
		this.stack = new int[graph.size()];
		this.positions = new int[graph.size()];
	}

	/**
	 * Returns the revisions, children before parents.
	 * @param heads where the walk starts; those that are not among the revisions do not
	 * count
	 */
	public static List<Integer> newestFirst(RevisionGraph graph, BitSet revisions, BitSet heads) {
		BitSet start = (BitSet) heads.clone();
		start.and(revisions);
		return new TopologicalOrder(graph, revisions, start).walk(start);
	}

	private List<Integer> walk(BitSet start) {
		List<Integer> result = new ArrayList<>(this.todo.cardinality());
		for (int number = start.nextSetBit(0); number >= 0; number = start.nextSetBit(number + 1)) {
			this.heads.append(number);
		}
		int slot = this.heads.first();
		while (slot != NONE) {
			int blocking = firstHeadAbove(this.heads.revision(slot), slot);
			if (blocking != NONE) {
				slot = blocking;
				continue;
			}
			int number = this.heads.revision(slot);
			result.add(number);
			this.todo.clear(number);
			this.listed.set(number);
			slot = goDown(number, slot);
		}
		return this.todo.isEmpty() ? result : inGeneralOrder(result);
	}

	private int goDown(int number, int slot) {
		boolean moved = false;
		for (int next : this.graph.normalizedDown(number)) {
			if (this.todo.get(next) && !this.heads.contains(next)) {
				if (moved) {
					this.heads.append(next);
				}
				else {
					this.heads.move(slot, next);
					moved = true;
				}
			}
		}
		return moved ? slot : this.heads.remove(slot);
	}

	/**
	 * Returns the first other head of which the revision is an ancestor, or NONE. A range
	 * of the graph may be cut out so that a way up leads through revisions outside of it.
	 */
	private int firstHeadAbove(int number, int own) {
		int first = this.heads.firstExcept(own);
		if (first == NONE) {
			return NONE;
		}
		int best = NONE;
		this.visit++;
		int depth = 0;
		this.stack[0] = number;
		this.positions[0] = skipListed(number);
		while (depth >= 0) {
			int[] above = this.graph.dependents(this.stack[depth]);
			if (this.positions[depth] >= above.length) {
				depth--;
				continue;
			}
			int next = above[this.positions[depth]++];
			if (this.visits[next] == this.visit || isClosed(next)) {
				continue;
			}
			this.visits[next] = this.visit;
			int slot = this.heads.slot(next);
			if (slot == first) {
				return first;
			}
			if (slot != NONE && (best == NONE || slot < best)) {
				best = slot;
			}
			this.stack[++depth] = next;
			this.positions[depth] = skipListed(next);
		}
		return best;
	}

	private int skipListed(int number) {
		int[] above = this.graph.dependents(number);
		int position = this.firstOpen[number];
		while (position < above.length && isClosed(above[position])) {
			position++;
		}
		this.firstOpen[number] = position;
		return position;
	}

	private boolean isClosed(int number) {
		return this.listed.get(number) || !this.scope.get(number);
	}

	/**
	 * Revisions that can be reached from the heads only through others that are left out
	 * (a history range can be such) have no place in the walk.
	 */
	private List<Integer> inGeneralOrder(List<Integer> walked) {
		walked.forEach(this.todo::set);
		List<Integer> result = new ArrayList<>(this.todo.cardinality());
		int[] order = this.graph.order();
		for (int i = order.length - 1; i >= 0; i--) {
			if (this.todo.get(order[i])) {
				result.add(order[i]);
			}
		}
		return result;
	}

	/**
	 * The heads of the walk in the order of their slots.
	 */
	private static final class HeadList {

		private final int[] revisions;

		private final int[] slots;

		private final int[] previous;

		private final int[] next;

		private int first = NONE;

		private int last = NONE;

		private int size;

		HeadList(int capacity) {
			this.revisions = new int[capacity];
			this.slots = new int[capacity];
			this.previous = new int[capacity];
			this.next = new int[capacity];
			Arrays.fill(this.slots, NONE);
		}

		int first() {
			return this.first;
		}

		int firstExcept(int slot) {
			return (this.first == slot) ? this.next[slot] : this.first;
		}

		int revision(int slot) {
			return this.revisions[slot];
		}

		int slot(int revision) {
			return this.slots[revision];
		}

		boolean contains(int revision) {
			return this.slots[revision] != NONE;
		}

		void append(int revision) {
			int slot = this.size++;
			this.revisions[slot] = revision;
			this.slots[revision] = slot;
			this.previous[slot] = this.last;
			this.next[slot] = NONE;
			if (this.last == NONE) {
				this.first = slot;
			}
			else {
				this.next[this.last] = slot;
			}
			this.last = slot;
		}

		void move(int slot, int revision) {
			this.slots[this.revisions[slot]] = NONE;
			this.revisions[slot] = revision;
			this.slots[revision] = slot;
		}

		/**
		 * Removes the slot and returns the one before it, or else the first.
		 */
		int remove(int slot) {
			this.slots[this.revisions[slot]] = NONE;
			int before = this.previous[slot];
			int after = this.next[slot];
			if (before == NONE) {
				this.first = after;
			}
			else {
				this.next[before] = after;
			}
			if (after == NONE) {
				this.last = before;
			}
			else {
				this.previous[after] = before;
			}
			return (before != NONE) ? before : this.first;
		}

	}

}
