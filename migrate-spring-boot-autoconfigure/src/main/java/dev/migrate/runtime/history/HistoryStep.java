package dev.migrate.runtime.history;

import java.time.Instant;
import java.util.List;

import dev.migrate.revision.Direction;
import dev.migrate.revision.RevisionNode;
import org.jspecify.annotations.Nullable;

/**
 * What a row says about the revision.
 *
 * @param revision the revision
 * @param dependsOn the ids of the revisions of other branches that it depends on
 * @param direction what is done
 * @param message its message
 * @param script where its script is, or {@code null} if there is none
 * @param checksum the checksum of the script, or {@code null} if there is none
 * @param startedAt when it started, or {@code null} for the start of the transaction on
 * the clock of the server
 */
public record HistoryStep(RevisionNode revision, List<String> dependsOn, Direction direction, String message,
		@Nullable String script, @Nullable String checksum, @Nullable Instant startedAt) {

	/**
	 * Returns the same with a start.
	 */
	public HistoryStep startedAt(Instant start) {
		return new HistoryStep(this.revision, this.dependsOn, this.direction, this.message, this.script, this.checksum,
				start);
	}

}
