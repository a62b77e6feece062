package dev.migrate.runtime.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.migrate.revision.Direction;
import org.jspecify.annotations.Nullable;

/**
 * One row of the history table: a revision that was upgraded, downgraded or stamped.
 *
 * @param id the number of the row; later rows have greater ones
 * @param revision the id of the revision
 * @param downRevisions its down revisions at the time
 * @param dependsOn the revisions that it depended on at the time
 * @param direction what was done
 * @param message its message
 * @param script where its script was, or {@code null} if there was none
 * @param checksum the checksum of the script, or {@code null} for a class without its
 * source
 * @param startedAt when it started, by the clock of the database
 * @param duration how long it took, or {@code null} if it was interrupted
 * @param user the database role
 * @param host the host name of the process
 * @param toolVersion the version of Migrate
 */
public record HistoryEntry(long id, String revision, List<String> downRevisions, List<String> dependsOn,
		Direction direction, String message, @Nullable String script, @Nullable String checksum, Instant startedAt,
		@Nullable Duration duration, String user, String host, String toolVersion) {

	public HistoryEntry {
		downRevisions = List.copyOf(downRevisions);
		dependsOn = List.copyOf(dependsOn);
	}

}
