package dev.migrate.revision;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a new script is to say about its place in the graph. It has passed all checks.
 *
 * @param downRevisions the full ids that it follows, none for a new base
 * @param dependsOn the full ids, or branch labels as the user gave them, that it depends
 * on
 * @param labels the branch labels that it introduces
 * @param replaces the full ids of the revisions that it stands for, the last one last
 */
public record NewRevision(List<String> downRevisions, List<String> dependsOn, Set<String> labels,
		List<String> replaces) {

	/**
	 * Creates a new revision.
	 */
	public NewRevision {
		downRevisions = List.copyOf(downRevisions);
		dependsOn = List.copyOf(dependsOn);
		labels = Collections.unmodifiableSet(new LinkedHashSet<>(labels));
		replaces = List.copyOf(replaces);
	}

	/**
	 * Creates a new revision that replaces no others.
	 * @param downRevisions the full ids that it follows, none for a new base
	 * @param dependsOn the full ids or branch labels that it depends on
	 * @param labels the branch labels that it introduces
	 */
	public NewRevision(List<String> downRevisions, List<String> dependsOn, Set<String> labels) {
		this(downRevisions, dependsOn, labels, List.of());
	}

}
