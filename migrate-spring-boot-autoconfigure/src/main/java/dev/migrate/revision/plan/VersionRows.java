package dev.migrate.revision.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

import dev.migrate.revision.Direction;
import dev.migrate.revision.RevisionStep;
import dev.migrate.revision.VersionRowChange;
import dev.migrate.revision.graph.RevisionGraph;

/**
 * Follows the rows of the version table through a plan: they are always the maximal
 * elements of the applied revisions. Rows that overlap at the start are corrected by the
 * first step.
 */
final class VersionRows {

	private final RevisionGraph graph;

	private final BitSet applied;

	private final int[] appliedAbove;

	private final NavigableSet<String> rows;

	private List<String> superfluous;

	VersionRows(RevisionGraph graph, List<Integer> rows) {
		this.graph = graph;
		this.applied = graph.ancestors(RevisionGraph.setOf(rows));
		this.appliedAbove = new int[graph.size()];
		this.applied.stream().forEach((number) -> count(number, 1));
		this.rows = new TreeSet<>();
		this.superfluous = new ArrayList<>();
		for (int row : rows) {
			String id = graph.node(row).id();
			this.rows.add(id);
			if (this.appliedAbove[row] > 0) {
				this.superfluous.add(id);
			}
		}
	}

	NavigableSet<String> rows() {
		return new TreeSet<>(this.rows);
	}

	RevisionStep upgrade(int number) {
		List<String> removed = parents(number, 0);
		this.applied.set(number);
		count(number, 1);
		return step(number, Direction.UPGRADE, removed, List.of(this.graph.node(number).id()));
	}

	RevisionStep downgrade(int number) {
		this.applied.clear(number);
		count(number, -1);
		return step(number, Direction.DOWNGRADE, List.of(this.graph.node(number).id()), parents(number, 0));
	}

	/**
	 * Returns the applied parents with this number of applied revisions above them, in
	 * the order in which the script names them.
	 */
	private List<String> parents(int number, int above) {
		return IntStream.of(this.graph.parents(number))
			.filter((parent) -> this.applied.get(parent) && this.appliedAbove[parent] == above)
			.mapToObj((parent) -> this.graph.node(parent).id())
			.toList();
	}

	private void count(int number, int change) {
		for (int parent : this.graph.parents(number)) {
			this.appliedAbove[parent] += change;
		}
	}

	private RevisionStep step(int number, Direction direction, Collection<String> removed, Collection<String> added) {
		List<String> less = new ArrayList<>(this.superfluous);
		removed.stream().filter((row) -> !less.contains(row)).forEach(less::add);
		List<String> more = new ArrayList<>(added);
		more.removeIf((row) -> this.rows.contains(row) && less.remove(row));
		this.superfluous = List.of();
		less.forEach(this.rows::remove);
		this.rows.addAll(more);
		return new RevisionStep(this.graph.node(number), direction, VersionRowChange.between(less, more));
	}

}
