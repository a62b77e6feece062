package dev.migrate.revision;

import java.util.List;
import java.util.Set;

/**
 * A node of the revision graph.
 *
 * @param id the id
 * @param downRevisions the ids of the revisions that this one follows
 * @param dependsOn ids or branch labels of the revisions that this one needs
 * @param labels the branch labels that this revision introduces
 * @param location where the script was found, for messages
 */
public record RevisionNode(String id, List<String> downRevisions, List<String> dependsOn, Set<String> labels,
		String location) {

	public RevisionNode {
		downRevisions = List.copyOf(downRevisions);
		dependsOn = List.copyOf(dependsOn);
		labels = Set.copyOf(labels);
	}

}
