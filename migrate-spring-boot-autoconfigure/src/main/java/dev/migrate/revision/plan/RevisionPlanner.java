package dev.migrate.revision.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;

import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionPlan;
import dev.migrate.revision.RevisionRange;
import dev.migrate.revision.RevisionStep;
import dev.migrate.revision.graph.BranchLabels;
import dev.migrate.revision.graph.RevisionGraph;
import dev.migrate.revision.identifier.IdentifierResolver;
import org.jspecify.annotations.Nullable;

/**
 * Plans the ways through the graph: up, down, and along its history.
 */
final class RevisionPlanner {

	private final RevisionGraph graph;

	private final BranchLabels labels;

	private final IdentifierResolver resolver;

	RevisionPlanner(RevisionGraph graph, BranchLabels labels, IdentifierResolver resolver) {
		this.graph = graph;
		this.labels = labels;
		this.resolver = resolver;
	}

	RevisionPlan upgrade(List<RevisionIdentifier> targets, Collection<String> rows) {
		List<Integer> numbers = this.resolver.rows(rows);
		SelectedRevisions selection = upgradeSelector().upgrade(targets, numbers);
		VersionRows versionRows = new VersionRows(this.graph, numbers);
		SortedSet<String> before = versionRows.rows();
		List<RevisionStep> steps = oldestFirst(selection.newestFirst(this.graph)).stream()
			.map(versionRows::upgrade)
			.toList();
		return new RevisionPlan(before, versionRows.rows(), steps, selection.warnings());
	}

	RevisionPlan downgrade(RevisionIdentifier target, Collection<String> rows) {
		List<Integer> numbers = this.resolver.rows(rows);
		SelectedRevisions selection = downgradeSelector().select(target, numbers, SelectionOptions.DOWNGRADE);
		VersionRows versionRows = new VersionRows(this.graph, numbers);
		SortedSet<String> before = versionRows.rows();
		List<RevisionStep> steps = selection.newestFirst(this.graph).stream().map(versionRows::downgrade).toList();
		return new RevisionPlan(before, versionRows.rows(), steps, selection.warnings());
	}

	List<RevisionNode> history(RevisionRange range, Collection<String> rows) {
		RangeEnd lower = rangeEnd(range.start(), RevisionIdentifier.BASE, rows);
		RangeEnd upper = rangeEnd(range.end(), RevisionIdentifier.HEADS, rows);
		SelectedRevisions selection = upgradeSelector().select(upper, lower, SelectionOptions.HISTORY);
		return this.graph.nodes(selection.newestFirst(this.graph));
	}

	UpgradeSelector upgradeSelector() {
		return new UpgradeSelector(this.graph, this.labels, this.resolver);
	}

	DowngradeSelector downgradeSelector() {
		return new DowngradeSelector(this.graph, this.resolver);
	}

	private RangeEnd rangeEnd(@Nullable RevisionIdentifier given, String otherwise, Collection<String> rows) {
		RevisionIdentifier identifier = (given != null) ? given : RevisionIdentifier.parse(otherwise);
		if (identifier.isRelative()) {
			return new RangeEnd(identifier, List.of());
		}
		if (RevisionIdentifier.CURRENT.equals(identifier.toString())) {
			List<Integer> numbers = this.resolver.rows(rows);
			if (!numbers.isEmpty()) {
				return RangeEnd.of(numbers);
			}
			identifier = RevisionIdentifier.parse(otherwise);
		}
		return new RangeEnd(identifier, this.resolver.resolve(identifier));
	}

	static List<Integer> oldestFirst(List<Integer> newestFirst) {
		List<Integer> oldestFirst = new ArrayList<>(newestFirst);
		Collections.reverse(oldestFirst);
		return oldestFirst;
	}

}
