package dev.migrate.revision;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when revisions do not make a graph: an id or a label is not allowed or used
 * twice, a revision refers to one that does not exist, or revisions refer to each other
 * in a circle.
 */
public final class InvalidRevisionGraphException extends MigrateException {

	private final List<String> revisions;

	private InvalidRevisionGraphException(List<String> revisions, String problem, String action) {
		super(problem, action);
		this.revisions = List.copyOf(revisions);
	}

	public static InvalidRevisionGraphException invalidId(String revision, String location, String reason) {
		return new InvalidRevisionGraphException(List.of(revision),
				"The revision id '" + RevisionNames.at(revision + "'", location) + " is not allowed: " + reason + ".",
				"Use letters, digits, '_' and '.' only, as in '7c1f0a9be2d4', in this script and in those that refer to it.");
	}

	public static InvalidRevisionGraphException invalidLabel(String label, String revision, String location,
			String reason) {
		return new InvalidRevisionGraphException(List.of(revision),
				"The branch label '" + label + "' of revision " + RevisionNames.at(revision, location)
						+ " is not allowed: " + reason + ".",
				"Choose a label of letters, digits, '_', '.' and inner '-' before a letter, such as 'billing'.");
	}

	public static InvalidRevisionGraphException duplicateRevision(String revision, List<String> locations) {
		return new InvalidRevisionGraphException(List.of(revision),
				"Revision " + revision + " is defined more than once: " + RevisionNames.ids(locations) + ".",
				"Give one of the scripts another id, or delete the copy.");
	}

	public static InvalidRevisionGraphException duplicateLabel(String label, RevisionNode owner, String revision,
			String location) {
		return new InvalidRevisionGraphException(List.of(revision),
				"The branch label '" + label + "' of revision " + RevisionNames.at(revision, location) + " is already "
						+ (label.equals(owner.id()) ? "the id of revision " : "used by revision ")
						+ RevisionNames.at(owner) + ".",
				"Choose another label, or name the branch by the one that exists, as in '" + label + "@head'.");
	}

	public static InvalidRevisionGraphException unknownDownRevision(RevisionNode revision, String downRevision,
			List<RevisionNode> candidates) {
		return new InvalidRevisionGraphException(List.of(revision.id()),
				"Revision " + RevisionNames.at(revision) + " follows revision " + downRevision
						+ ", which no script has.",
				RevisionNames.didYouMean(candidates)
						+ "Restore the missing script, or correct the down revision: a full id, not a label or "
						+ "the beginning of an id.");
	}

	public static InvalidRevisionGraphException unknownDependency(RevisionNode revision, String dependency,
			List<RevisionNode> candidates) {
		return new InvalidRevisionGraphException(List.of(revision.id()),
				"Revision " + RevisionNames.at(revision) + " depends on '" + dependency
						+ "', which no script has as id or branch label.",
				RevisionNames.didYouMean(candidates)
						+ "Restore the missing script, or correct the dependency: a full id or a branch label.");
	}

	public static InvalidRevisionGraphException selfLoop(RevisionNode revision, boolean dependency) {
		return new InvalidRevisionGraphException(List.of(revision.id()),
				"Revision " + RevisionNames.at(revision) + (dependency ? " depends on itself." : " follows itself."),
				"Remove its own id from its " + (dependency ? "dependencies." : "down revisions."));
	}

	public static InvalidRevisionGraphException cycle(List<RevisionNode> cycle, List<String> revisions,
			boolean dependency) {
		return new InvalidRevisionGraphException(revisions,
				"Revisions " + (dependency ? "depend on" : "follow") + " each other in a circle: "
						+ RevisionNames.nodes(cycle) + " and again " + cycle.get(0).id() + ".",
				"Change " + (dependency ? "a dependency or " : "")
						+ "a down revision of one of them, so that every way down ends at a base.");
	}

	public static InvalidRevisionGraphException replacesItself(RevisionNode squash) {
		return new InvalidRevisionGraphException(List.of(squash.id()),
				"Revision " + RevisionNames.at(squash) + " replaces itself.",
				"Remove its own id from what it replaces.");
	}

	public static InvalidRevisionGraphException replacedTwice(String id, RevisionNode one, RevisionNode other) {
		return new InvalidRevisionGraphException(
				List.of(one.id(), other.id()), "Revision " + id + " is replaced by " + RevisionNames.at(one)
						+ " and by " + RevisionNames.at(other) + ".",
				"Delete one of the two, or let one replace the other with all that it replaces.");
	}

	public static InvalidRevisionGraphException partlyReplaced(RevisionNode squash, String missing, String present) {
		return new InvalidRevisionGraphException(List.of(squash.id()),
				"Revision " + RevisionNames.at(squash) + " replaces " + missing + ", which no script has, and "
						+ present + ", which has one.",
				"Restore the missing script, delete the scripts of all revisions that it replaces, or correct what it "
						+ "replaces.");
	}

	public static InvalidRevisionGraphException followsReplaced(RevisionNode revision, String replaced,
			RevisionNode squash, String last, boolean dependency) {
		return new InvalidRevisionGraphException(List.of(revision.id()),
				"Revision " + RevisionNames.at(revision) + (dependency ? " depends on " : " follows ") + replaced
						+ ", which revision " + RevisionNames.at(squash) + " replaces together with others.",
				"Only the last of them, " + last + ", can be followed from outside. End what is replaced at " + replaced
						+ ", or let the revision " + (dependency ? "depend on " : "follow ") + squash.id() + ".");
	}

	public static InvalidRevisionGraphException replacesAside(RevisionNode squash, RevisionNode aside, String last) {
		return new InvalidRevisionGraphException(List.of(squash.id()),
				"Revision " + RevisionNames.at(squash) + " replaces " + RevisionNames.at(aside) + " and ends with "
						+ last + ", which does not follow it.",
				"List last the revision that all others lead to, and leave out what does not lead to it.");
	}

	public static InvalidRevisionGraphException replacesOtherPlace(RevisionNode squash, List<String> before) {
		String down = squash.downRevisions().isEmpty() ? "is a base"
				: "follows " + RevisionNames.ids(squash.downRevisions());
		return new InvalidRevisionGraphException(List.of(squash.id()),
				"Revision " + RevisionNames.at(squash) + " " + down + ", but what it replaces "
						+ (before.isEmpty() ? "begins at base." : "follows " + RevisionNames.ids(before) + "."),
				"Give it the down revisions of what it replaces, or correct what it replaces.");
	}

	public static InvalidRevisionGraphException replacesDependency(RevisionNode squash, RevisionNode dependency) {
		return new InvalidRevisionGraphException(
				List.of(squash.id()), "Revision " + RevisionNames.at(squash) + " does not depend on "
						+ RevisionNames.at(dependency) + ", as something that it replaces does.",
				"Add " + dependency.id() + " to its dependencies.");
	}

	/**
	 * Returns the revisions whose scripts have to change. Of a circle these are all
	 * revisions that are not on a way from a base to a head because of it.
	 * @return one or more ids, those of a circle in alphabetical order
	 */
	public List<String> getRevisions() {
		return this.revisions;
	}

}
