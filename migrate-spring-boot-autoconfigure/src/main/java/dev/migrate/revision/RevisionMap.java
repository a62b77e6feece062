package dev.migrate.revision;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

import org.jspecify.annotations.Nullable;

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
 * A squashed revision and the revisions that it replaces are one place of the graph. A
 * map without rows has the squashed one; each method that takes rows answers from the map
 * {@linkplain #at(Collection) that holds for these}, as does one whose identifier means a
 * replaced revision that has its script.
 *
 * <p>
 * Wherever a method takes rows, these are the rows of the version table. It throws
 * {@link UnknownVersionRowException} if no revision has exactly the id that a row names.
 * Wherever a method takes an identifier as text, it throws
 * {@link RevisionResolutionException} if that is not well-formed, matches nothing, is the
 * beginning of several ids or is not on the branch before the {@code @}, and
 * {@link MultipleHeadsException} if it must mean one revision and means several.
 */
public interface RevisionMap {

	/**
	 * Returns the map that holds for a database: of a squashed revision and those that it
	 * replaces, it has the others if the database is in the middle of them, and else the
	 * squashed one.
	 * @param rows the rows, also unknown ones
	 * @return the map; this one if no revision replaces others
	 */
	default RevisionMap at(Collection<String> rows) {
		return at(rows, null);
	}

	/**
	 * Returns the map that holds for a database.
	 * @param rows the rows, also unknown ones
	 * @param begun the id of a revision that was begun and is to be continued, or
	 * {@code null}
	 * @return the map, as {@link #at(Collection)} does
	 */
	default RevisionMap at(Collection<String> rows, @Nullable String begun) {
		return this;
	}

	/**
	 * Returns the revisions that replace others, which have scripts or had them.
	 * @return the squashed revisions, none as a rule
	 */
	default List<RevisionNode> squashed() {
		return List.of();
	}

	/**
	 * Returns the revision with an id.
	 * @param id a full id
	 * @return the revision
	 * @throws RevisionResolutionException if there is none
	 */
	RevisionNode get(String id);

	/**
	 * Returns the revision with an id, if there is one.
	 * @param id a full id
	 * @return the revision
	 */
	Optional<RevisionNode> find(String id);

	/**
	 * Returns the number of revisions.
	 * @return the number
	 */
	int size();

	/**
	 * Returns all revisions.
	 * @return the revisions, parents before children
	 */
	List<RevisionNode> revisions();

	/**
	 * Returns the revisions that no other follows. Others may depend on them.
	 * @return the heads
	 */
	List<RevisionNode> heads();

	/**
	 * Returns the revisions that no other follows or depends on: the rows of a database
	 * where everything is applied.
	 * @return the real heads
	 */
	List<RevisionNode> realHeads();

	/**
	 * Returns the only head.
	 * @return the head, none if there are no revisions
	 * @throws MultipleHeadsException if there are several
	 */
	default Optional<RevisionNode> head() {
		return resolve(RevisionIdentifier.HEAD).stream().findFirst();
	}

	/**
	 * Returns the revisions that follow no other.
	 * @return the bases
	 */
	List<RevisionNode> bases();

	/**
	 * Returns the revisions that several others follow.
	 * @return the branch points
	 */
	List<RevisionNode> branchPoints();

	/**
	 * Returns the revisions that follow a revision.
	 * @param id a full id
	 * @return the children
	 * @throws RevisionResolutionException if there is no such revision
	 */
	List<RevisionNode> children(String id);

	/**
	 * Returns the revisions that a revision depends on.
	 * @param id a full id
	 * @return the dependencies, labels resolved
	 * @throws RevisionResolutionException if there is no such revision
	 */
	List<RevisionNode> dependencies(String id);

	/**
	 * Returns the branch labels that a revision bears: its own, those of its ancestors by
	 * down revision, and those of a descendant to which nothing but a straight line
	 * leads.
	 * @param id a full id
	 * @return the labels
	 * @throws RevisionResolutionException if there is no such revision
	 */
	Set<String> labels(String id);

	/**
	 * Returns the revisions that an identifier means. Of relative ones only {@code -N} is
	 * allowed, which counts from the heads.
	 * @param identifier the identifier
	 * @return the revisions, none for base
	 * @throws RevisionResolutionException if it counts from anywhere else
	 */
	List<RevisionNode> resolve(String identifier);

	/**
	 * Returns the revisions that an identifier means, where {@code current} means the
	 * {@linkplain #current(Collection) current} ones.
	 * @param identifier the identifier
	 * @param rows the rows
	 * @return the revisions, none for base
	 * @throws RevisionResolutionException as {@link #resolve(String)} does
	 */
	default List<RevisionNode> resolve(String identifier, Collection<String> rows) {
		return RevisionIdentifier.CURRENT.equals(identifier) ? current(rows) : resolve(identifier);
	}

	/**
	 * Returns the ids of the applied revisions: the rows and all their ancestors by down
	 * revision and dependency.
	 * @param rows the rows
	 * @return the ids, parents before children
	 */
	Set<String> applied(Collection<String> rows);

	/**
	 * Returns the rows that say that the given revisions and all their ancestors are
	 * applied.
	 * @param applied full ids
	 * @return the rows
	 */
	SortedSet<String> rowsFor(Collection<String> applied);

	/**
	 * Returns the rows that no revision has.
	 * @param rows the rows
	 * @return the unknown ones, in the given order
	 */
	List<String> unknownRows(Collection<String> rows);

	/**
	 * Returns whether everything is applied: the rows are the real heads.
	 * @param rows the rows, also unknown ones
	 * @return whether nothing is left to upgrade
	 */
	boolean isAtHeads(Collection<String> rows);

	/**
	 * Returns what a user sees as current: the rows, and for each branch without a row
	 * the newest revision that is applied because a row depends on it. Rows that other
	 * rows cover are not among them.
	 * @param rows the rows
	 * @return the current revisions
	 */
	List<RevisionNode> current(Collection<String> rows);

	/**
	 * Plans an upgrade. A target that is applied already, and base, gives an empty plan.
	 * @param target an identifier; {@code +N} counts from the current revision
	 * @param rows the rows
	 * @return the plan
	 * @throws RevisionPlanException if a row is an ancestor of another one
	 * @throws RevisionResolutionException if the steps lead past the end, come to a fork
	 * or count from several revisions
	 */
	default RevisionPlan upgrade(String target, Collection<String> rows) {
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
	RevisionPlan upgrade(List<String> targets, Collection<String> rows);

	/**
	 * Plans a downgrade to a revision, which stays applied. What depends on a revision
	 * that is downgraded is downgraded, too.
	 * @param target an identifier; {@code -N} counts from the current revision
	 * @param rows the rows
	 * @return the plan; with a warning if it names a branch that is not applied and takes
	 * back what that branch shares with others
	 * @throws RevisionPlanException if the target is not applied
	 * @throws RevisionResolutionException if the steps lead past the end, come to a fork
	 * or count from several revisions
	 */
	RevisionPlan downgrade(String target, Collection<String> rows);

	/**
	 * Plans a stamp: each target takes the place of the rows above and below it.
	 * @param targets identifiers, none of them relative
	 * @param rows the rows
	 * @return the plan
	 * @throws RevisionResolutionException if a target is relative
	 */
	default StampPlan stamp(List<String> targets, Collection<String> rows) {
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
	StampPlan stamp(List<String> targets, Collection<String> rows, boolean purge);

	/**
	 * Returns all revisions.
	 * @return the revisions, children before parents
	 */
	default List<RevisionNode> history() {
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
	List<RevisionNode> history(RevisionRange range, Collection<String> rows);

	/**
	 * Checks a new revision.
	 * @param request what is wanted
	 * @return what the script is to say
	 * @throws RevisionPlanException if it is to follow a revision twice, to follow a
	 * revision that others follow, without splice, or to depend on base
	 * @throws InvalidRevisionGraphException if the id or a label is taken
	 * @throws RevisionResolutionException if an identifier is relative
	 */
	NewRevision newRevision(NewRevisionRequest request);

	/**
	 * Checks a merge. Without an id in the request it gets one that depends on the merged
	 * revisions only.
	 * @param request what is wanted
	 * @return the merge
	 * @throws RevisionPlanException if there are not two revisions to merge
	 * @throws dev.migrate.MigrateException as {@link #newRevision(NewRevisionRequest)}
	 * does
	 */
	NewMerge merge(NewRevisionRequest request);

}
