package dev.migrate.revision.graph;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The labels that each revision bears: its own, those of its ancestors by down revision,
 * and those of a descendant to which nothing but a straight line leads.
 */
public final class BranchLabels {

	private final RevisionGraph graph;

	private final @Nullable Set<String>[] labels;

	public BranchLabels(RevisionGraph graph) {
		this.graph = graph;
		this.labels = newArray(graph.size());
		for (int number : graph.order()) {
			this.labels[number] = inherited(number);
		}
		for (int number = 0; number < graph.size(); number++) {
			Set<String> own = graph.node(number).labels();
			if (!own.isEmpty() && endsInOneLine(number)) {
				spreadDown(number, own);
			}
		}
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static @Nullable Set<String>[] newArray(int size) {
		return new Set[size];
	}

	public Set<String> of(int number) {
		Set<String> set = this.labels[number];
		return (set != null) ? Collections.unmodifiableSet(set) : Set.of();
	}

	/**
	 * Most revisions bear what their parent bears, so they share its set.
	 */
	private Set<String> inherited(int number) {
		Set<String> own = this.graph.node(number).labels();
		Set<String> result = own;
		for (int parent : this.graph.down(number)) {
			Set<String> more = of(parent);
			if (result.isEmpty() || more.containsAll(result)) {
				result = more;
			}
			else if (!result.containsAll(more)) {
				result = plus(result, more);
			}
		}
		return result;
	}

	private static Set<String> plus(Set<String> set, Set<String> more) {
		Set<String> sum = new LinkedHashSet<>(new TreeSet<>(set));
		sum.addAll(more);
		return sum;
	}

	private boolean endsInOneLine(int number) {
		int next = number;
		while (isInLine(next)) {
			int[] children = this.graph.children(next);
			if (children.length == 0) {
				return true;
			}
			next = children[0];
		}
		return false;
	}

	private void spreadDown(int number, Set<String> own) {
		int next = number;
		while (isInLine(next)) {
			Set<String> present = of(next);
			if (!present.containsAll(own)) {
				this.labels[next] = plus(present, own);
			}
			int[] down = this.graph.down(next);
			if (down.length == 0) {
				return;
			}
			next = down[0];
		}
	}

	private boolean isInLine(int number) {
		return this.graph.dependents(number).length <= 1 && this.graph.down(number).length <= 1;
	}

}
