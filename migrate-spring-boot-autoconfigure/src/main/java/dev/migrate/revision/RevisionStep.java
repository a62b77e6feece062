package dev.migrate.revision;

import java.util.List;
import java.util.Objects;

/**
 * One revision of a plan.
 *
 * @param revision the revision to run
 * @param direction {@link Direction#UPGRADE} or {@link Direction#DOWNGRADE}
 * @param rows the change of the version table that belongs to it
 * @param squashed the squashed revisions that count as applied from then on, because the
 * database has all that they replace; none as a rule
 */
public record RevisionStep(RevisionNode revision, Direction direction, VersionRowChange rows,
		List<RevisionNode> squashed) {

	/**
	 * Creates a step.
	 */
	public RevisionStep {
		Objects.requireNonNull(revision, "revision must not be null");
		Objects.requireNonNull(direction, "direction must not be null");
		Objects.requireNonNull(rows, "rows must not be null");
		squashed = List.copyOf(squashed);
	}

	/**
	 * Creates a step after which no squashed revision counts as applied.
	 * @param revision the revision to run
	 * @param direction {@link Direction#UPGRADE} or {@link Direction#DOWNGRADE}
	 * @param rows the change of the version table that belongs to it
	 */
	public RevisionStep(RevisionNode revision, Direction direction, VersionRowChange rows) {
		this(revision, direction, rows, List.of());
	}

}
