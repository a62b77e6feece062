package dev.migrate.revision;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when all revisions that are asked for exist, and what is asked for cannot be
 * done with them: a downgrade to a revision that is not applied, a range without a way
 * through it, targets or rows of which one is below another, a new revision that follows
 * none of the heads.
 */
public final class RevisionPlanException extends MigrateException {

	private RevisionPlanException(String problem, String action) {
		super(problem, action);
	}

	public static RevisionPlanException notBelowCurrent(String identifier, List<RevisionNode> current) {
		return new RevisionPlanException(
				"'" + identifier + "' is not below the current revisions: the database is at "
						+ (current.isEmpty() ? "base" : RevisionNames.nodes(current)) + ".",
				"Name a revision that is applied. To apply more, use " + "'migrate upgrade " + identifier + "'.");
	}

	public static RevisionPlanException notAncestor(String start, String end) {
		return new RevisionPlanException(
				"The range " + start + ":" + end + " does not lead from a revision to a descendant of it.",
				"Name the older revision first, and two revisions of one branch.");
	}

	public static RevisionPlanException overlappingRows(RevisionNode upper, List<RevisionNode> covered) {
		return new RevisionPlanException(
				"The version table has the row " + RevisionNames.at(upper) + " together with its ancestor "
						+ RevisionNames.nodes(covered) + ".",
				"If " + upper.id() + " is where the schema is, run 'migrate stamp " + upper.id() + "'.");
	}

	public static RevisionPlanException overlappingTargets(RevisionNode upper, List<RevisionNode> covered) {
		return new RevisionPlanException(
				"Revision " + RevisionNames.at(upper) + " is a target together with its ancestor "
						+ RevisionNames.nodes(covered) + ".",
				"Name the upper one only, or revisions on different branches.");
	}

	public static RevisionPlanException duplicateHead(RevisionNode revision, List<String> identifiers) {
		return new RevisionPlanException("Revision " + RevisionNames.at(revision) + " is named more than once in "
				+ RevisionNames.ids(identifiers) + ".", "Name each revision to follow once.");
	}

	public static RevisionPlanException notAHead(RevisionNode revision, List<RevisionNode> children) {
		return new RevisionPlanException(
				"Revision " + RevisionNames.at(revision) + " is not a head: it is followed by "
						+ RevisionNames.nodes(children) + ".",
				"To start a branch from it on purpose, add --splice; otherwise name a head, as 'migrate heads' lists them.");
	}

	public static RevisionPlanException nothingToMerge(List<RevisionNode> revisions) {
		return new RevisionPlanException(
				"There is nothing to merge: " + (revisions.isEmpty() ? "no revision is named."
						: RevisionNames.at(revisions.get(0)) + " is the only revision named."),
				"Name two or more revisions, or all heads with 'migrate merge heads'.");
	}

	public static RevisionPlanException nothingToSquash(String range, List<RevisionNode> members) {
		return new RevisionPlanException(
				"There is nothing to squash in " + range + ": "
						+ (members.isEmpty() ? "it has no revision."
								: RevisionNames.at(members.get(0)) + " is its only revision."),
				"Name the first and the last of two or more revisions, as in 'migrate squash base:7c1f'.");
	}

	public static RevisionPlanException severalEnds(String range, List<RevisionNode> ends) {
		return new RevisionPlanException(
				"The range " + range + " ends with several revisions: " + RevisionNames.nodes(ends) + ".",
				"Name the last one, as in 'migrate squash base:" + ends.get(0).id() + "', or merge them first.");
	}

	public static RevisionPlanException secondWayIn(RevisionNode revision, RevisionNode outside) {
		return new RevisionPlanException(
				"Revision " + RevisionNames.at(revision) + " follows " + RevisionNames.at(outside)
						+ ", which is not in the range, so the range has a second way in.",
				"Begin the range where these branches begin, or at base.");
	}

	public static RevisionPlanException secondWayOut(RevisionNode revision, RevisionNode inside) {
		return new RevisionPlanException(
				"Revision " + RevisionNames.at(revision) + " follows or depends on " + RevisionNames.at(inside)
						+ ", which is in the range and not its end, so the range has a second way out.",
				"End the range at " + inside.id() + ", or at a revision in which all branches have met again.");
	}

	public static RevisionPlanException endsWithSquashed(RevisionNode last) {
		return new RevisionPlanException(
				"The range ends with " + RevisionNames.at(last) + ", which replaces others itself, and databases may "
						+ "still be at the last of those.",
				"End the range one revision earlier or later, or remove 'replaces' from " + last.id()
						+ " when no database is at what it replaces.");
	}

	public static RevisionPlanException dependencyOnBase(String identifier) {
		return new RevisionPlanException("'" + identifier + "' is not a revision that another one can depend on.",
				"Name a revision or a branch label.");
	}

}
