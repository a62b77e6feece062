package dev.migrate.runtime;

import java.util.List;

/**
 * What a run has done.
 *
 * @param before the revisions of the version table before it, sorted
 * @param after the revisions of the version table after it, sorted
 * @param steps what was run, in this order; empty if there was nothing to do
 */
public record MigrationResult(List<String> before, List<String> after, List<CompletedStep> steps) {

	public MigrationResult {
		before = List.copyOf(before);
		after = List.copyOf(after);
		steps = List.copyOf(steps);
	}

}
