package dev.migrate.runtime.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.revision.Direction;
import dev.migrate.runtime.connection.ToolInfo;
import dev.migrate.runtime.failure.MigrationStateException;
import dev.migrate.runtime.run.HistoryEntry;
import dev.migrate.runtime.run.JournalEntry;
import dev.migrate.schema.Column;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.util.StringUtils;

/**
 * The append-only record of every step, and the journal of revisions that do not run in
 * one transaction: such a row has no duration until its revision is complete, and says
 * how many statements were started and how many are done.
 */
public final class HistoryTable {

	private final JdbcOperations jdbc;

	private final NamedParameterJdbcTemplate named;

	private final String quoted;

	private final HistoryStatements statements;

	private final ObjectName name;

	private List<Column> missing;

	/**
	 * Creates a table that may not exist.
	 * @param dialect the dialect of its database
	 * @param columns the columns that it has with their types, none if it does not exist
	 * @throws MigrationStateException if the columns are not those of a history
	 */
	HistoryTable(JdbcOperations jdbc, Dialect dialect, ObjectName name, Map<String, String> columns) {
		this.jdbc = jdbc;
		this.named = new NamedParameterJdbcTemplate(jdbc);
		this.quoted = dialect.quote(name);
		this.statements = new HistoryStatements(dialect, name, ToolInfo.host());
		this.name = name;
		this.missing = columns.isEmpty() ? List.of() : HistoryShape.missing(name, columns);
	}

	CreateTable creation() {
		return this.statements.creation(false);
	}

	/**
	 * Returns what a table needs that an older version of the tool has made.
	 * @return the operations, none for a table of this version
	 */
	List<AddColumn> additions() {
		return this.missing.stream().map((column) -> new AddColumn(this.name, column)).toList();
	}

	/**
	 * Makes use of the columns that have been added.
	 */
	void added() {
		this.missing = List.of();
	}

	private String select(HistoryColumn... columns) {
		return Stream.of(columns)
			.map((column) -> this.missing.contains(column.declaration()) ? "NULL AS " + column : column.toString())
			.collect(Collectors.joining(", ", "SELECT ", " FROM " + this.quoted));
	}

	/**
	 * Writes the row of a step that is complete.
	 * @param step what was done
	 * @param duration how long it took
	 */
	public void add(HistoryStep step, Duration duration) {
		update(this.statements.insert(step, duration.toMillis(), null));
	}

	/**
	 * Writes the row of a step that is about to run statement by statement.
	 * @param step what is to be done
	 */
	public void begin(HistoryStep step) {
		update(this.statements.insert(step, null, 0));
	}

	private void update(SqlCommand command) {
		this.named.update(command.sql(), command.parameters());
	}

	/**
	 * Returns the journal of the revision that the last run did not complete.
	 * @return the journal, empty if the last row of the history is complete
	 */
	public Optional<JournalEntry> interrupted() {
		return this.jdbc
			.query(select(HistoryColumn.values()) + " ORDER BY id DESC LIMIT 1",
					(row, number) -> (row.getObject("duration_ms") != null) ? Optional.<JournalEntry>empty()
							: Optional.of(new JournalEntry(row.getLong("id"), row.getString("revision"), direction(row),
									startedAt(row), row.getInt("statements_started"), row.getInt("statements_done"),
									row.getString("statements_checksum"))))
			.stream()
			.findFirst()
			.orElse(Optional.empty());
	}

	/**
	 * Reads what was upgraded or stamped, each revision by its last such row.
	 * @return what is known of each revision, by its id
	 */
	Map<String, AppliedRevision> applied() {
		Map<String, AppliedRevision> applied = new HashMap<>();
		this.jdbc.query(select(HistoryColumn.REVISION, HistoryColumn.DOWN_REVISIONS, HistoryColumn.DEPENDS_ON,
				HistoryColumn.CHECKSUM)
				+ " WHERE direction IN ('upgrade', 'stamp') AND duration_ms IS NOT NULL ORDER BY id", (row) -> {
					List<String> parents = new ArrayList<>(ids(row.getString("down_revisions")));
					parents.addAll(ids(row.getString("depends_on")));
					applied.put(row.getString("revision"), new AppliedRevision(parents, row.getString("checksum")));
				});
		return applied;
	}

	/**
	 * Notes how far a revision is.
	 * @param id the row
	 * @param started how many statements were started
	 * @param done how many of them are done
	 * @param checksum the checksum of those that were started, or {@code null}
	 */
	public void progress(long id, int started, int done, @Nullable String checksum) {
		update(this.statements.progress(id, started, done, checksum));
	}

	public void complete(JournalEntry journal) {
		long duration = Duration.between(journal.startedAt(), Instant.now()).toMillis();
		update(this.statements.complete(journal.id(), duration));
	}

	/**
	 * Removes the journal of a revision of which nothing was done.
	 */
	public void discard(JournalEntry journal) {
		update(this.statements.discard(journal.id()));
	}

	/**
	 * Reads the newest rows.
	 * @param revision the revision to read of, or {@code null} for all
	 * @param limit how many at most
	 * @return the entries, newest first
	 */
	List<HistoryEntry> read(@Nullable String revision, int limit) {
		return this.jdbc.query(
				select(HistoryColumn.values()) + " WHERE revision = coalesce(?, revision) ORDER BY id DESC LIMIT ?",
				HistoryTable::entry, revision, limit);
	}

	private static HistoryEntry entry(ResultSet row, int number) throws SQLException {
		long duration = row.getLong("duration_ms");
		boolean complete = !row.wasNull();
		return new HistoryEntry(row.getLong("id"), row.getString("revision"), ids(row.getString("down_revisions")),
				ids(row.getString("depends_on")), direction(row), row.getString("message"), row.getString("script"),
				row.getString("checksum"), startedAt(row), complete ? Duration.ofMillis(duration) : null,
				row.getString("db_user"), row.getString("host"), row.getString("tool_version"));
	}

	private static Direction direction(ResultSet row) throws SQLException {
		return Direction.valueOf(row.getString("direction").toUpperCase(Locale.ROOT));
	}

	private static Instant startedAt(ResultSet row) throws SQLException {
		return row.getObject("started_at", OffsetDateTime.class).toInstant();
	}

	private static List<String> ids(String text) {
		return List.of(StringUtils.commaDelimitedListToStringArray(text));
	}

}
