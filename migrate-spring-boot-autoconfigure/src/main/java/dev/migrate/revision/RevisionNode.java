package dev.migrate.revision;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A revision as the graph sees it: what its script says about its place.
 *
 * @param id the id, unique among all revisions
 * @param downRevisions the full ids of the revisions that this one follows: none for a
 * base, several for a merge; repeated ids count once
 * @param dependsOn full ids or branch labels of revisions on other branches that must be
 * applied before this one
 * @param labels the branch labels that this revision introduces
 * @param location where the script is, for messages and as the tie-break of
 * {@linkplain RevisionMap every order}, such as {@code db/revisions/R2026_x.sql}; empty
 * if there is none
 * @param replaces the full ids of the revisions that this one stands for, that to which
 * all others lead last; none as a rule
 */
public record RevisionNode(String id, List<String> downRevisions, List<String> dependsOn, Set<String> labels,
		String location, List<String> replaces) {

	/**
	 * Creates a revision.
	 * @throws InvalidRevisionGraphException if the id is empty, too long or has a
	 * character that the identifier grammar uses, or if a label has such a character or
	 * clashes with a word of the grammar
	 */
	public RevisionNode {
		Objects.requireNonNull(location, "location must not be null");
		String mistake = RevisionGrammar.mistakeInId(id);
		if (mistake != null) {
			throw InvalidRevisionGraphException.invalidId(id, location, mistake);
		}
		labels = labels.isEmpty() ? Set.of() : Collections.unmodifiableSet(new LinkedHashSet<>(labels));
		for (String label : labels) {
			mistake = RevisionGrammar.mistakeInLabel(label);
			if (mistake != null) {
				throw InvalidRevisionGraphException.invalidLabel(label, id, location, mistake);
			}
		}
		downRevisions = distinct(downRevisions);
		dependsOn = distinct(dependsOn);
		replaces = distinct(replaces);
	}

	/**
	 * Creates a revision that replaces no others.
	 * @param id the id
	 * @param downRevisions the ids of the revisions that this one follows
	 * @param dependsOn ids or branch labels of revisions on other branches
	 * @param labels the branch labels that this revision introduces
	 * @param location where the script is
	 * @throws InvalidRevisionGraphException as the other constructor does
	 */
	public RevisionNode(String id, List<String> downRevisions, List<String> dependsOn, Set<String> labels,
			String location) {
		this(id, downRevisions, dependsOn, labels, location, List.of());
	}

	/**
	 * Creates a revision without dependencies and labels.
	 * @param id the id
	 * @param downRevisions the ids of the revisions that this one follows
	 * @param location where the script is
	 * @return the revision
	 * @throws InvalidRevisionGraphException if the id is not well-formed
	 */
	public static RevisionNode of(String id, List<String> downRevisions, String location) {
		return new RevisionNode(id, downRevisions, List.of(), Set.of(), location);
	}

	/**
	 * Returns whether this revision follows no other.
	 * @return whether it is a base; it may still depend on others
	 */
	public boolean isBase() {
		return this.downRevisions.isEmpty();
	}

	/**
	 * Returns whether this revision stands for others.
	 * @return whether it is a squashed revision
	 */
	public boolean isSquashed() {
		return !this.replaces.isEmpty();
	}

	/**
	 * Returns whether this revision follows several others.
	 * @return whether it is a merge point
	 */
	public boolean isMergePoint() {
		return this.downRevisions.size() > 1;
	}

	private static List<String> distinct(Collection<String> ids) {
		return (ids.size() < 2) ? List.copyOf(ids) : List.copyOf(new LinkedHashSet<>(ids));
	}

}
