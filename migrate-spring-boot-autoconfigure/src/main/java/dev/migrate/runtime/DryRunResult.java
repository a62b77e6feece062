package dev.migrate.runtime;

import java.util.List;
import java.util.Objects;

/**
 * What a run would do, as far as that could be tried. Nothing of it has been kept.
 *
 * @param result where the database is and where it would be then, with the revisions that
 * were tried
 * @param untried what was left out of them, in this order; empty if everything was tried
 */
public record DryRunResult(MigrationResult result, List<UntriedPart> untried) {

	/**
	 * Creates a result.
	 * @throws NullPointerException if something is missing
	 */
	public DryRunResult {
		Objects.requireNonNull(result, "result must not be null");
		untried = List.copyOf(untried);
	}

}
