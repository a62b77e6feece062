package dev.migrate.runtime.history;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the history knows of a revision: by the last row in which it was upgraded or
 * stamped, and by the last one in which it was downgraded or taken back.
 *
 * @param revision its id
 * @param parents its down revisions and the revisions that it depended on
 * @param checksum the checksum of its script, or {@code null} if it is not known
 * @param appliedIn the number of the row in which it was applied last, or {@code null} if
 * it never was
 * @param withdrawnIn the number of the row in which it was withdrawn last, or
 * {@code null} if it never was
 */
public record AppliedRevision(String revision, List<String> parents, @Nullable String checksum,
		@Nullable Long appliedIn, @Nullable Long withdrawnIn) {

	public AppliedRevision {
		parents = List.copyOf(parents);
	}

	/**
	 * Returns whether it is applied as far as the history knows.
	 */
	public boolean isApplied() {
		return this.appliedIn != null && (this.withdrawnIn == null || this.appliedIn > this.withdrawnIn);
	}

	/**
	 * Returns whether it is applied and was so after another one was withdrawn.
	 */
	public boolean isAppliedAfter(AppliedRevision other) {
		return isApplied() && this.appliedIn != null && other.withdrawnIn != null && this.appliedIn > other.withdrawnIn;
	}

}
