package dev.migrate.test.check;

import org.jspecify.annotations.Nullable;

/**
 * How a revision went up, down and up again.
 *
 * @param roundTrip what was wrong on the way, or {@code null}
 * @param trace what was wrong with the schema after the downgrade, or {@code null}
 */
public record StepResult(@Nullable Throwable roundTrip, @Nullable Throwable trace) {

	static StepResult of(Throwable both) {
		return new StepResult(both, both);
	}

}
