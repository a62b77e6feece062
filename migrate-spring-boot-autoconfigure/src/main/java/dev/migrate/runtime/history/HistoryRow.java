package dev.migrate.runtime.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import dev.migrate.revision.Direction;
import dev.migrate.runtime.failure.MigrationStateException;
import dev.migrate.runtime.run.HistoryEntry;
import dev.migrate.runtime.run.JournalEntry;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Reads a row of the history, which anybody may have changed. What decides about a run
 * must be what a migration can have written; what is only shown may be missing.
 *
 * @param table the history table
 * @param row the row
 */
record HistoryRow(ObjectName table, ResultSet row) {

	private static final String UNKNOWN = "unknown";

	/**
	 * Reads a journal.
	 * @return the journal, empty if the row is complete
	 * @throws MigrationStateException if it cannot be one
	 */
	Optional<JournalEntry> journal() throws SQLException {
		if (number("duration_ms") != null) {
			return Optional.empty();
		}
		Direction direction = direction();
		if (direction != Direction.UPGRADE && direction != Direction.DOWNGRADE) {
			throw invalid("no duration, although a %s is complete at once"
				.formatted(direction.name().toLowerCase(Locale.ROOT)));
		}
		Long started = number("statements_started");
		Long done = number("statements_done");
		if (started == null || done == null || done < 0 || started < done || started - done > 1
				|| started >= Integer.MAX_VALUE) {
			throw invalid("%s statements started and %s done".formatted(started, done));
		}
		return Optional.of(new JournalEntry(id(), revision(), direction, startedAt(), started.intValue(),
				done.intValue(), text("statements_checksum")));
	}

	/**
	 * Reads a step.
	 * @throws MigrationStateException if it cannot be one
	 */
	HistoryEntry entry() throws SQLException {
		Long duration = number("duration_ms");
		if (duration != null && duration < 0) {
			throw invalid("a duration of %d ms".formatted(duration));
		}
		return new HistoryEntry(id(), revision(), ids("down_revisions"), ids("depends_on"), direction(),
				Objects.requireNonNullElse(text("message"), ""), text("script"), text("checksum"), startedAt(),
				(duration != null) ? Duration.ofMillis(duration) : null,
				Objects.requireNonNullElse(text("db_user"), UNKNOWN), Objects.requireNonNullElse(text("host"), UNKNOWN),
				Objects.requireNonNullElse(text("tool_version"), UNKNOWN));
	}

	/**
	 * Adds what the row says to what newer or older ones have said of its revision.
	 * @param known what is known of it, or {@code null} if nothing is
	 */
	AppliedRevision addTo(@Nullable AppliedRevision known) throws SQLException {
		AppliedRevision before = (known != null) ? known : new AppliedRevision(revision(), List.of(), null, null, null);
		Direction direction = direction();
		if (direction == Direction.DOWNGRADE || direction == Direction.UNSTAMP) {
			Long withdrawn = before.withdrawnIn();
			return (withdrawn != null && withdrawn > id()) ? before : new AppliedRevision(before.revision(),
					before.parents(), before.checksum(), before.appliedIn(), id());
		}
		Long applied = before.appliedIn();
		if (applied != null && applied > id()) {
			return before;
		}
		List<String> parents = new ArrayList<>(ids("down_revisions"));
		parents.addAll(ids("depends_on"));
		return new AppliedRevision(before.revision(), parents, text("checksum"), id(), before.withdrawnIn());
	}

	String revision() throws SQLException {
		String revision = text("revision");
		if (revision == null || revision.isBlank()) {
			throw invalid("no revision");
		}
		return revision;
	}

	private long id() throws SQLException {
		return this.row.getLong("id");
	}

	private Direction direction() throws SQLException {
		String text = text("direction");
		for (Direction direction : Direction.values()) {
			if (direction.name().toLowerCase(Locale.ROOT).equals(text)) {
				return direction;
			}
		}
		throw invalid((text != null) ? "the direction '" + text + "'" : "no direction");
	}

	private Instant startedAt() throws SQLException {
		OffsetDateTime time = this.row.getObject("started_at", OffsetDateTime.class);
		// Those that the drivers make of infinity.
		if (time == null || time.getYear() >= OffsetDateTime.MAX.getYear()
				|| time.getYear() <= OffsetDateTime.MIN.getYear()) {
			throw invalid("no time at which it started");
		}
		return time.toInstant();
	}

	private @Nullable Long number(String column) throws SQLException {
		long number = this.row.getLong(column);
		return this.row.wasNull() ? null : number;
	}

	private @Nullable String text(String column) throws SQLException {
		return this.row.getString(column);
	}

	private List<String> ids(String column) throws SQLException {
		return Arrays.stream(StringUtils.commaDelimitedListToStringArray(text(column)))
			.map(String::strip)
			.filter((id) -> !id.isEmpty())
			.toList();
	}

	private MigrationStateException invalid(String found) throws SQLException {
		return MigrationStateException.invalidHistoryRow(this.table, id(), text("revision"), found,
				number("duration_ms") == null);
	}

}
