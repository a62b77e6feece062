package dev.migrate.revision.plan;

import java.util.BitSet;
import java.util.List;

import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionPlanException;
import dev.migrate.revision.RevisionResolutionException;
import dev.migrate.revision.graph.RevisionGraph;
import dev.migrate.revision.identifier.IdentifierResolver;
import dev.migrate.revision.identifier.RelativeWalk;
import dev.migrate.text.Counts;
import org.jspecify.annotations.Nullable;

/**
 * Selects which revisions a downgrade runs.
 */
final class DowngradeSelector {

	private final RevisionGraph graph;

	private final IdentifierResolver resolver;

	private final RelativeWalk walk;

	DowngradeSelector(RevisionGraph graph, IdentifierResolver resolver) {
		this.graph = graph;
		this.resolver = resolver;
		this.walk = new RelativeWalk(graph, "migrate downgrade");
	}

	/**
	 * Selects everything applied that is above the target, and what depends on it.
	 */
	SelectedRevisions select(RevisionIdentifier identifier, List<Integer> rows, SelectionOptions options) {
		Target target = target(identifier, rows);
		BitSet current = RevisionGraph.setOf(rows);
		BitSet applied = this.graph.ancestors(current);
		BitSet roots = roots(target, options);
		if (target.branch() != RevisionGraph.NOWHERE && roots.cardinality() > 1) {
			roots.and(this.graph.downAncestors(RevisionGraph.only(target.branch())));
			if (roots.isEmpty()) {
				throw RevisionPlanException.notBelowCurrent(identifier.toString(), this.graph.nodes(rows));
			}
		}
		BitSet selected = this.graph.descendants(roots);
		selected.and(applied);
		if (options.implicitBase()) {
			BitSet elsewhere = (BitSet) applied.clone();
			elsewhere.andNot(this.graph.ancestors(roots));
			selected.or(elsewhere);
		}
		if (target.revision() >= 0 && !applied.get(target.revision())) {
			throw RevisionPlanException.notBelowCurrent(identifier.toString(), this.graph.nodes(rows));
		}
		return new SelectedRevisions(selected, current, warnings(identifier, target, applied, selected));
	}

	private BitSet roots(Target target, SelectionOptions options) {
		if (target.revision() == RevisionGraph.BASE) {
			return this.graph.bases();
		}
		return options.inclusive() ? RevisionGraph.only(target.revision())
				: RevisionGraph.setOf(this.graph.children(target.revision()));
	}

	private List<String> warnings(RevisionIdentifier identifier, Target target, BitSet applied, BitSet selected) {
		boolean elsewhere = target.branch() >= 0 && !applied.get(target.branch());
		if (!elsewhere || selected.isEmpty()) {
			return List.of();
		}
		return List.of("Branch '" + identifier.branch() + "' is not applied, but '" + identifier + "' downgrades "
				+ Counts.of(selected.cardinality(), "revision") + " that it shares with other branches.");
	}

	private Target target(RevisionIdentifier identifier, List<Integer> rows) {
		String branch = identifier.branch();
		int branchRevision = (branch != null) ? this.resolver.branch(branch) : RevisionGraph.NOWHERE;
		Integer offset = identifier.offset();
		if (offset == null) {
			return new Target(branchRevision, this.resolver.single(identifier));
		}
		if (identifier.symbol() != null) {
			return new Target(branchRevision, fromSymbol(identifier, offset));
		}
		if (offset >= 0) {
			throw RevisionResolutionException.outOfReach(identifier.toString(), "a downgrade goes down",
					"Write '-1' for the revision before the current one; to go up, use 'migrate upgrade " + identifier
							+ "'.");
		}
		int start = currentPlace(identifier, rows);
		int revision = this.walk.walk(identifier, start, null, true);
		if (revision == RevisionGraph.NOWHERE) {
			throw outOfReach(identifier);
		}
		return new Target((branch != null) ? branchRevision : start, revision);
	}

	private int fromSymbol(RevisionIdentifier identifier, int offset) {
		String branch = identifier.branch();
		BitSet lineage = (branch != null && offset > 0) ? this.resolver.lineage(branch) : null;
		int start = this.resolver
			.single(new RevisionIdentifier((offset < 0) ? branch : null, identifier.symbol(), null));
		int revision = this.walk.walk(identifier, start, lineage, true);
		if (revision == RevisionGraph.NOWHERE) {
			throw outOfReach(identifier);
		}
		return revision;
	}

	private int currentPlace(RevisionIdentifier identifier, List<Integer> rows) {
		String branch = identifier.branch();
		BitSet places = RevisionGraph.setOf(rows);
		if (branch != null) {
			places = onBranch(places, branch);
		}
		if (places.cardinality() > 1) {
			throw RevisionResolutionException.ambiguousCurrent(identifier.toString(), this.graph.nodes(places));
		}
		if (places.isEmpty()) {
			throw nothingApplied(identifier, branch);
		}
		return places.nextSetBit(0);
	}

	/**
	 * A branch may have no row because another branch that depends on it has one.
	 */
	private BitSet onBranch(BitSet rows, String branch) {
		BitSet lineage = this.resolver.lineage(branch);
		BitSet places = (BitSet) rows.clone();
		places.and(lineage);
		if (places.isEmpty()) {
			places = this.graph.current(rows);
			places.and(lineage);
		}
		return places;
	}

	private static RevisionResolutionException nothingApplied(RevisionIdentifier identifier, @Nullable String branch) {
		String where = (branch != null) ? "nothing of branch '" + branch + "' is applied"
				: "the database is at base, below which there is nothing";
		return RevisionResolutionException.outOfReach(identifier.toString(), where,
				"See with 'migrate current' where the database is.");
	}

	private static RevisionResolutionException outOfReach(RevisionIdentifier identifier) {
		return RevisionResolutionException.outOfReach(identifier.toString(), "the graph ends before that",
				"Count fewer steps, or write 'base' to downgrade everything.");
	}

	/**
	 * Where a downgrade goes to.
	 *
	 * @param branch the revision that names the branch to keep to, or
	 * {@link RevisionGraph#NOWHERE}
	 * @param revision the revision to go to, or {@link RevisionGraph#BASE}
	 */
	private record Target(int branch, int revision) {

	}

}
