package dev.migrate.script;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.migrate.revision.RevisionNode;
import org.jspecify.annotations.Nullable;

/**
 * The header of an SQL script.
 *
 * @param id the id of the revision
 * @param revises the ids of the revisions that it follows
 * @param dependsOn ids or branch labels of the revisions that it needs
 * @param labels the branch labels that it introduces
 * @param replaces the ids of the revisions that it stands for
 * @param message what it does, or empty
 * @param created when the script was written, or {@code null}
 * @param transactional whether it runs in a transaction
 * @param placeholders whether placeholders are replaced
 * @param adopts the migrations of another tool that it takes the place of
 */
public record SqlHeader(String id, List<String> revises, List<String> dependsOn, List<String> labels,
		List<String> replaces, String message, @Nullable Instant created, boolean transactional, boolean placeholders,
		List<AdoptedMigration> adopts) {

	public SqlHeader {
		revises = List.copyOf(revises);
		dependsOn = List.copyOf(dependsOn);
		labels = List.copyOf(labels);
		adopts = List.copyOf(adopts);
		replaces = List.copyOf(replaces);
	}

	public RevisionNode toNode(String location) {
		return new RevisionNode(this.id, this.revises, this.dependsOn,
				this.labels.isEmpty() ? Set.of() : new LinkedHashSet<>(this.labels), location, this.replaces);
	}

}
