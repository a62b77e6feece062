package dev.migrate.runtime.run;

import java.time.Duration;

import dev.migrate.revision.Direction;

/**
 * One revision that a run has upgraded, downgraded or stamped.
 *
 * @param revision the id of the revision
 * @param direction what was done
 * @param duration how long it took
 */
public record CompletedStep(String revision, Direction direction, Duration duration) {
}
