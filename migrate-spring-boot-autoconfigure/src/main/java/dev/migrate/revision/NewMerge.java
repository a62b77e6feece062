package dev.migrate.revision;

import java.util.List;
import java.util.Objects;

/**
 * A merge of several revisions. It has passed all checks.
 *
 * @param id the id, the same for the same down revisions whoever merges them
 * @param revision what the script is to say
 */
public record NewMerge(String id, NewRevision revision) {

	/**
	 * Creates a merge.
	 */
	public NewMerge {
		Objects.requireNonNull(id, "id must not be null");
		Objects.requireNonNull(revision, "revision must not be null");
	}

	/**
	 * Returns the ids of the revisions that are merged.
	 * @return the ids, in the order in which they were named
	 */
	public List<String> downRevisions() {
		return this.revision.downRevisions();
	}

}
