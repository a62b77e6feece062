package dev.migrate.revision;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a user asks for with {@code migrate revision} or {@code migrate merge}.
 *
 * @param id the id of the new revision, or {@code null} to leave it open
 * @param heads the identifiers of the revisions to follow; if empty, the only head
 * @param splice whether a revision that is not a head may be followed, which starts a
 * branch
 * @param dependsOn identifiers of single revisions to depend on
 * @param labels branch labels to introduce
 */
public record NewRevisionRequest(@Nullable String id, List<String> heads, boolean splice, List<String> dependsOn,
		List<String> labels) {

	/**
	 * Creates a request.
	 */
	public NewRevisionRequest {
		heads = heads.isEmpty() ? List.of(RevisionIdentifier.HEAD) : List.copyOf(heads);
		dependsOn = List.copyOf(dependsOn);
		labels = List.copyOf(labels);
	}

	/**
	 * Creates the request for a revision that follows the given ones.
	 * @param heads their identifiers; if none, the only head is followed
	 * @return the request
	 */
	public static NewRevisionRequest following(String... heads) {
		return new NewRevisionRequest(null, List.of(heads), false, List.of(), List.of());
	}

	/**
	 * Returns this request for a given id.
	 * @param id the id of the new revision
	 * @return the request
	 */
	public NewRevisionRequest withId(String id) {
		Objects.requireNonNull(id, "id must not be null");
		return new NewRevisionRequest(id, this.heads, this.splice, this.dependsOn, this.labels);
	}

}
