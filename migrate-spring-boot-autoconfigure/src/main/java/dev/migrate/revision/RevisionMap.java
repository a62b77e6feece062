package dev.migrate.revision;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.migrate.MigrateException;

/**
 * The revisions of an application as a graph, and what follows from it. Immutable and
 * safe for use by several threads.
 *
 * <p>
 * Semantics are those of
 * <a href="https://alembic.sqlalchemy.org/en/latest/branches.html">Alembic</a> 1.19, with
 * one difference: version rows are always the maximal elements of the applied revisions,
 * where ancestors are counted by down revision and dependency.
 *
 * <p>
 * Where several orders are possible, revisions come in the order of their
 * {@linkplain RevisionNode#location() locations}, and at the same location in that of
 * their ids. So the same scripts always give the same plan, in whatever order they were
 * found.
 *
 * <p>
 * Wherever a method takes rows, these are the rows of the version table. It throws
 * {@link UnknownVersionRowException} if no revision has exactly the id that a row names.
 * Wherever a method takes an identifier as text, it throws
 * {@link RevisionResolutionException} if that is not well-formed, matches nothing, is the
 * beginning of several ids or is not on the branch before the {@code @}, and
 * {@link MultipleHeadsException} if it must mean one revision and means several.
 */
public final class RevisionMap {

	private final RevisionGraph graph;

	private final BranchLabels labels;

	private final IdentifierResolver resolver;

	private final List<RevisionNode> revisions;

	private RevisionMap(RevisionGraph graph) {
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
	 * @return the map
	 * @throws InvalidRevisionGraphException if two revisions have the same id, a label is
	 * used twice or is also an id, a down revision or a dependency does not exist, or
	 * revisions need themselves or each other in a circle
	 */
	public static RevisionMap of(Collection<RevisionNode> nodes) {
		return new RevisionMap(new RevisionGraphBuilder(nodes).build());
	}

	/**
	 * Looks for everything that keeps revisions from being a graph.
	 * @param nodes the revisions, in any order
	 * @return the exceptions that {@link #of(Collection)} would throw one after the other
	 * while each mistake is corrected; none if it would throw none. Of several circles,
	 * one is among them
	 */
	public static List<MigrateException> mistakes(Collection<RevisionNode> nodes) {
		List<MigrateException> mistakes = new ArrayList<>();
		try {
			new RevisionGraphBuilder(nodes, mistakes::add).build();
		}
		catch (InvalidRevisionGraphException ex) {
			// A circle, which leaves no graph to go on with.
			mistakes.add(ex);
		}
		return mistakes;
	}

	/**
	 * Returns a map with one more revision.
	 * @param node the revision
	 * @return the new map; this one stays as it is
	 * @throws dev.migrate.MigrateException as {@link #of(Collection)} does
	 */
	public RevisionMap with(RevisionNode node) {
		List<RevisionNode> nodes = new ArrayList<>(this.revisions);
		nodes.add(node);
		return of(nodes);
	}

	/**
	 * Returns the revision with an id.
	 * @param id a full id
	 * @return the revision
	 * @throws RevisionResolutionException if there is none
	 */
	public RevisionNode get(String id) {
		return this.graph.node(number(id));
	}

	/**
	 * Returns the revision with an id, if there is one.
	 * @param id a full id
	 * @return the revision
	 */
	public Optional<RevisionNode> find(String id) {
		int number = this.graph.find(id);
		return (number >= 0) ? Optional.of(this.graph.node(number)) : Optional.empty();
	}

	/**
	 * Returns the number of revisions.
	 * @return the number
	 */
	public int size() {
		return this.graph.size();
	}

	/**
	 * Returns all revisions.
	 * @return the revisions, parents before children
	 */
	public List<RevisionNode> revisions() {
		return this.revisions;
	}

	/**
	 * Returns the revisions that no other follows. Others may depend on them.
	 * @return the heads
	 */
	public List<RevisionNode> heads() {
		return this.graph.nodes(this.graph.heads());
	}

	/**
	 * Returns the revisions that no other follows or depends on: the rows of a database
	 * where everything is applied.
	 * @return the real heads
	 */
	public List<RevisionNode> realHeads() {
		return this.graph.nodes(this.graph.realHeads());
	}

	/**
	 * Returns the heads that others depend on, so that they need no row.
	 * @return the effective heads
	 */
	public List<RevisionNode> effectiveHeads() {
		BitSet effective = this.graph.heads();
		effective.andNot(this.graph.realHeads());
		return this.graph.nodes(effective);
	}

	/**
	 * Returns the only head.
	 * @return the head, none if there are no revisions
	 * @throws MultipleHeadsException if there are several
	 */
	public Optional<RevisionNode> head() {
		return resolve(RevisionGrammar.HEAD).stream().findFirst();
	}

	/**
	 * Returns the revisions that follow no other.
	 * @return the bases
	 */
	public List<RevisionNode> bases() {
		return this.graph.nodes(this.graph.bases());
	}

	/**
	 * Returns the bases that do not depend on others either.
	 * @return the real bases
	 */
	public List<RevisionNode> realBases() {
		return this.graph.nodes(this.graph.where((number) -> this.graph.parents(number).length == 0));
	}

	/**
	 * Returns the revisions that several others follow.
	 * @return the branch points
	 */
	public List<RevisionNode> branchPoints() {
		return this.graph.nodes(this.graph.where((number) -> this.graph.children(number).length > 1));
	}

	/**
	 * Returns the revisions that follow several others.
	 * @return the merge points
	 */
	public List<RevisionNode> mergePoints() {
		return this.graph.nodes(this.graph.where((number) -> this.graph.down(number).length > 1));
	}

	/**
	 * Returns the revisions that follow a revision.
	 * @param id a full id
	 * @return the children
	 * @throws RevisionResolutionException if there is no such revision
	 */
	public List<RevisionNode> children(String id) {
		return this.graph.nodes(this.graph.children(number(id)));
	}

	/**
	 * Returns the revisions that a revision depends on.
	 * @param id a full id
	 * @return the dependencies, labels resolved
	 * @throws RevisionResolutionException if there is no such revision
	 */
	public List<RevisionNode> dependencies(String id) {
		return this.graph.node(number(id))
			.dependsOn()
			.stream()
			.map((key) -> this.graph.node(this.resolver.branch(key)))
			.distinct()
			.toList();
	}

	/**
	 * Returns the down revisions, and those dependencies that no ancestor by down
	 * revision has too.
	 * @param id a full id
	 * @return the ids
	 * @throws RevisionResolutionException if there is no such revision
	 */
	public List<String> normalizedDownRevisions(String id) {
		return ids(this.graph.nodes(this.graph.normalizedDown(number(id))));
	}

	/**
	 * Returns the branch labels that a revision bears: its own, those of its ancestors by
	 * down revision, and those of a descendant to which nothing but a straight line
	 * leads.
	 * @param id a full id
	 * @return the labels
	 * @throws RevisionResolutionException if there is no such revision
	 */
	public Set<String> labels(String id) {
		return this.labels.of(number(id));
	}

	/**
	 * Returns the revisions that an identifier means. Of relative ones only {@code -N} is
	 * allowed, which counts from the heads.
	 * @param identifier the identifier
	 * @return the revisions, none for base
	 * @throws RevisionResolutionException if it counts from anywhere else
	 */
	public List<RevisionNode> resolve(String identifier) {
		return this.graph.nodes(this.resolver.resolve(RevisionIdentifier.parse(identifier)));
	}

	/**
	 * Returns the revisions that an identifier means, where {@code current} means the
	 * {@linkplain #current(Collection) current} ones.
	 * @param identifier the identifier
	 * @param rows the rows
	 * @return the revisions, none for base
	 * @throws RevisionResolutionException as {@link #resolve(String)} does
	 */
	public List<RevisionNode> resolve(String identifier, Collection<String> rows) {
		return RevisionGrammar.CURRENT.equals(identifier) ? current(rows) : resolve(identifier);
	}

	/**
	 * Returns the one revision that an identifier means.
	 * @param identifier the identifier
	 * @return the revision, none for base
	 * @throws MultipleHeadsException if it means several
	 * @throws RevisionResolutionException if it is relative
	 */
	public Optional<RevisionNode> resolveSingle(String identifier) {
		int number = this.resolver.single(RevisionIdentifier.parse(identifier));
		return (number >= 0) ? Optional.of(this.graph.node(number)) : Optional.empty();
	}

	/**
	 * Returns the ids of the applied revisions: the rows and all their ancestors by down
	 * revision and dependency.
	 * @param rows the rows
	 * @return the ids, parents before children
	 */
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

	/**
	 * Returns the rows that say that the given revisions and all their ancestors are
	 * applied.
	 * @param applied full ids
	 * @return the rows
	 */
	public SortedSet<String> rowsFor(Collection<String> applied) {
		BitSet maximal = this.graph.maximal(this.graph.ancestors(numbers(applied)));
		return Collections.unmodifiableSortedSet(new TreeSet<>(ids(this.graph.nodes(maximal))));
	}

	/**
	 * Returns the rows that no revision has.
	 * @param rows the rows
	 * @return the unknown ones, in the given order
	 */
	public List<String> unknownRows(Collection<String> rows) {
		return rows.stream().filter((row) -> this.graph.find(row) < 0).toList();
	}

	/**
	 * Returns whether everything is applied: the rows are the real heads.
	 * @param rows the rows, also unknown ones
	 * @return whether nothing is left to upgrade
	 */
	public boolean isAtHeads(Collection<String> rows) {
		return Set.copyOf(rows).equals(Set.copyOf(ids(realHeads())));
	}

	/**
	 * Returns what a user sees as current: the rows, and for each branch without a row
	 * the newest revision that is applied because a row depends on it. Rows that other
	 * rows cover are not among them.
	 * @param rows the rows
	 * @return the current revisions
	 */
	public List<RevisionNode> current(Collection<String> rows) {
		return this.graph.nodes(CurrentRevisions.of(this.graph, numbers(rows)));
	}

	/**
	 * Plans an upgrade. A target that is applied already, and base, gives an empty plan.
	 * @param target an identifier; {@code +N} counts from the current revision
	 * @param rows the rows
	 * @return the plan
	 * @throws RevisionPlanException if a row is an ancestor of another one
	 * @throws RevisionResolutionException if the steps lead past the end, come to a fork
	 * or count from several revisions
	 */
	public RevisionPlan upgrade(String target, Collection<String> rows) {
		return upgrade(List.of(target), rows);
	}

	/**
	 * Plans an upgrade to several targets, none below another.
	 * @param targets one or more identifiers; if there are several, none is relative
	 * @param rows the rows
	 * @return the plan
	 * @throws IllegalArgumentException if there is no target
	 * @throws RevisionPlanException if a target is an ancestor of another one
	 * @throws RevisionResolutionException if one of several targets is relative
	 * @throws dev.migrate.MigrateException as {@link #upgrade(String, Collection)} does
	 */
	public RevisionPlan upgrade(List<String> targets, Collection<String> rows) {
		if (targets.isEmpty()) {
			throw new IllegalArgumentException("targets must not be empty");
		}
		List<RevisionIdentifier> identifiers = targets.stream().map(RevisionIdentifier::parse).toList();
		return planner().upgrade(identifiers, rows);
	}

	/**
	 * Plans a downgrade to a revision, which stays applied. What depends on a revision
	 * that is taken back is taken back too.
	 * @param target an identifier; {@code -N} counts from the current revision
	 * @param rows the rows
	 * @return the plan; with a warning if it names a branch that is not applied and takes
	 * back what that branch shares with others
	 * @throws RevisionPlanException if the target is not applied
	 * @throws RevisionResolutionException if the steps lead past the end, come to a fork
	 * or count from several revisions
	 */
	public RevisionPlan downgrade(String target, Collection<String> rows) {
		return planner().downgrade(RevisionIdentifier.parse(target), rows);
	}

	/**
	 * Plans a stamp: each target takes the place of the rows above and below it.
	 * @param targets identifiers, none of them relative
	 * @param rows the rows
	 * @return the plan
	 * @throws RevisionResolutionException if a target is relative
	 */
	public StampPlan stamp(List<String> targets, Collection<String> rows) {
		return stamp(targets, rows, false);
	}

	/**
	 * Plans a stamp, if so wanted after deleting all rows.
	 * @param targets identifiers, none of them relative
	 * @param rows the rows, with purge also unknown ones
	 * @param purge whether only the targets remain
	 * @return the plan
	 * @throws RevisionResolutionException if a target is relative
	 */
	public StampPlan stamp(List<String> targets, Collection<String> rows, boolean purge) {
		List<RevisionIdentifier> identifiers = targets.stream().map(RevisionIdentifier::parse).toList();
		return new StampPlanner(this.graph, this.resolver).stamp(identifiers, rows, purge);
	}

	/**
	 * Returns all revisions.
	 * @return the revisions, children before parents
	 */
	public List<RevisionNode> history() {
		return history(RevisionRange.ALL, List.of());
	}

	/**
	 * Returns a range of revisions. The word {@code current} means the rows; {@code -N}
	 * as the start counts from the heads.
	 * @param range the range, both ends included
	 * @param rows the rows
	 * @return the revisions, children before parents
	 * @throws RevisionPlanException if the start is not below the end
	 */
	public List<RevisionNode> history(RevisionRange range, Collection<String> rows) {
		return planner().history(range, rows);
	}

	/**
	 * Checks a new revision.
	 * @param request what is wanted
	 * @return what the script is to say
	 * @throws RevisionPlanException if it is to follow a revision twice, to follow a
	 * revision that others follow, without splice, or to depend on base
	 * @throws InvalidRevisionGraphException if the id or a label is taken
	 * @throws RevisionResolutionException if an identifier is relative
	 */
	public NewRevision newRevision(NewRevisionRequest request) {
		return new NewRevisionPlanner(this.graph, this.labels, this.resolver).newRevision(request);
	}

	/**
	 * Checks a merge. Without an id in the request it gets one that depends on the merged
	 * revisions only.
	 * @param request what is wanted
	 * @return the merge
	 * @throws RevisionPlanException if there are not two revisions to merge
	 * @throws dev.migrate.MigrateException as {@link #newRevision(NewRevisionRequest)}
	 * does
	 */
	public Merge merge(NewRevisionRequest request) {
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
