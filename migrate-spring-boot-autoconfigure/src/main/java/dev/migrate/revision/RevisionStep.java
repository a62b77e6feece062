package dev.migrate.revision;

import java.util.Objects;

/**
 * One revision of a plan.
 *
 * @param revision the revision to run
 * @param direction {@link Direction#UPGRADE} or {@link Direction#DOWNGRADE}
 * @param rows the change of the version table that belongs to it
 */
public record RevisionStep(RevisionNode revision, Direction direction, VersionRowChange rows) {

	/**
	 * Creates a step.
	 */
	public RevisionStep {
		Objects.requireNonNull(revision, "revision must not be null");
		Objects.requireNonNull(direction, "direction must not be null");
		Objects.requireNonNull(rows, "rows must not be null");
	}

}
