package dev.migrate.actuate;

import java.time.Instant;

import dev.migrate.revision.RevisionTexts;
import dev.migrate.runtime.run.HistoryEntry;
import org.jspecify.annotations.Nullable;

/**
 * A step that was run.
 *
 * @param revision the id of the revision
 * @param direction upgrade, downgrade, stamp or unstamp
 * @param message what the revision does
 * @param startedAt when the step began
 * @param durationMillis how long it took, in milliseconds, {@code null} when it has not
 * been completed
 * @param user the database user that ran it
 * @param host the host that it was run from
 */
public record StepDescriptor(String revision, String direction, String message, Instant startedAt,
		@Nullable Long durationMillis, String user, String host) {

	static StepDescriptor of(HistoryEntry entry) {
		return new StepDescriptor(entry.revision(), RevisionTexts.direction(entry.direction()), entry.message(),
				entry.startedAt(), (entry.duration() != null) ? entry.duration().toMillis() : null, entry.user(),
				entry.host());
	}

}
