package dev.migrate.runtime.run;

import java.util.List;

/**
 * What a run has done or, if it was a dry run, would do.
 *
 * @param before the revisions of the version table before it, sorted
 * @param after the revisions of the version table after it, sorted
 * @param steps what was run, in this order; empty if there was nothing to do
 * @param untried what a dry run has left out, in this order; empty if everything was run
 */
public record MigrationResult(List<String> before, List<String> after, List<CompletedStep> steps,
		List<UntriedPart> untried) {

	public MigrationResult {
		before = List.copyOf(before);
		after = List.copyOf(after);
		steps = List.copyOf(steps);
		untried = List.copyOf(untried);
	}

	/**
	 * Creates the result of a run that has left nothing out.
	 * @param before the revisions of the version table before it, sorted
	 * @param after the revisions of the version table after it, sorted
	 * @param steps what was run, in this order
	 */
	public MigrationResult(List<String> before, List<String> after, List<CompletedStep> steps) {
		this(before, after, steps, List.of());
	}

}
