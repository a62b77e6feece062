package dev.migrate.runtime;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.migrate.dialect.Dialect;
import dev.migrate.operations.CreateTable;
import dev.migrate.revision.Direction;
import dev.migrate.revision.RevisionNode;
import dev.migrate.schema.NamingConvention;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.util.StringUtils;

import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.timestamptz;
import static dev.migrate.schema.DataType.varchar;

/**
 * The append-only record of every step, and the journal of revisions that do not run in
 * one transaction: such a row has no duration until its revision is complete, and says
 * how many statements were started and how many are done.
 */
final class HistoryTable {

	private static final String COLUMNS = """
			id, revision, down_revisions, depends_on, direction, message, script, checksum, started_at, duration_ms, \
			db_user, host, tool_version, statements_started, statements_done""";

	private final JdbcOperations jdbc;

	private final ObjectName name;

	private final String quoted;

	private final String insert;

	HistoryTable(JdbcOperations jdbc, Dialect dialect, ObjectName name) {
		this.jdbc = jdbc;
		this.name = name;
		this.quoted = dialect.quote(name);
		this.insert = """
				INSERT INTO %s (revision, down_revisions, depends_on, direction, message, script, checksum, started_at,
					duration_ms, db_user, host, tool_version, statements_started, statements_done)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, current_user, ?, ?, ?, ?)""".formatted(this.quoted);
	}

	CreateTable creation() {
		Table table = new Table(this.name, List.of(), List.of(), "What Migrate has done to this schema")
			.column(column("id", bigint()).asIdentity())
			.column(column("revision", varchar(255)).notNull())
			.column(column("down_revisions", text()).notNull())
			.column(column("depends_on", text()).notNull())
			.column(column("direction", varchar(16)).notNull())
			.column(column("message", text()).notNull())
			.column(column("script", text()))
			.column(column("checksum", varchar(64)))
			.column(column("started_at", timestamptz()).notNull())
			.column(column("duration_ms", bigint()))
			.column(column("db_user", text()).notNull())
			.column(column("host", text()).notNull())
			.column(column("tool_version", varchar(64)).notNull())
			.column(column("statements_started", integer()))
			.column(column("statements_done", integer()))
			.primaryKey("id");
		return new CreateTable(new NamingConvention().name(table));
	}

	/**
	 * Writes the row of a step that is complete.
	 * @param step what was done
	 * @param duration how long it took
	 */
	void add(Step step, Duration duration) {
		insert(step, duration.toMillis(), null);
	}

	/**
	 * Writes the row of a step that is about to run statement by statement.
	 * @param step what is to be done
	 */
	void begin(Step step) {
		insert(step, null, 0);
	}

	private void insert(Step step, @Nullable Long duration, @Nullable Integer statements) {
		RevisionNode node = step.revision();
		this.jdbc.update(this.insert, node.id(), String.join(",", node.downRevisions()),
				String.join(",", step.dependsOn()), step.direction().name().toLowerCase(Locale.ROOT), step.message(),
				step.script(), step.checksum(), step.startedAt().atOffset(ZoneOffset.UTC), duration, Tool.host(),
				Tool.version(), statements, statements);
	}

	/**
	 * Returns the journal of the revision that the last run did not complete.
	 * @return the journal, empty if the last row of the history is complete
	 */
	Optional<Journal> interrupted() {
		return this.jdbc
			.query("SELECT id, revision, direction, started_at, duration_ms, statements_started,"
					+ " statements_done FROM " + this.quoted + " ORDER BY id DESC LIMIT 1",
					(row, number) -> (row.getObject("duration_ms") != null) ? Optional.<Journal>empty()
							: Optional.of(new Journal(row.getLong("id"), row.getString("revision"), direction(row),
									startedAt(row), row.getInt("statements_started"), row.getInt("statements_done"))))
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
		this.jdbc.query("SELECT revision, down_revisions, depends_on, checksum FROM " + this.quoted
				+ " WHERE direction IN ('upgrade', 'stamp') AND duration_ms IS NOT NULL ORDER BY id", (row) -> {
					List<String> parents = new ArrayList<>(ids(row.getString("down_revisions")));
					parents.addAll(ids(row.getString("depends_on")));
					applied.put(row.getString("revision"), new AppliedRevision(parents, row.getString("checksum")));
				});
		return applied;
	}

	void progress(long id, int started, int done) {
		this.jdbc.update("UPDATE " + this.quoted + " SET statements_started = ?, statements_done = ? WHERE id = ?",
				started, done, id);
	}

	void complete(Journal journal) {
		long duration = Duration.between(journal.startedAt(), Instant.now()).toMillis();
		this.jdbc.update("UPDATE " + this.quoted + " SET duration_ms = ? WHERE id = ?", duration, journal.id());
	}

	/**
	 * Reads the newest rows.
	 * @param revision the revision to read of, or {@code null} for all
	 * @param limit how many at most
	 * @return the entries, newest first
	 */
	List<HistoryEntry> read(@Nullable String revision, int limit) {
		return this.jdbc.query(
				"SELECT " + COLUMNS + " FROM " + this.quoted
						+ " WHERE revision = coalesce(?, revision) ORDER BY id DESC LIMIT ?",
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

	/**
	 * What a row says about the revision.
	 *
	 * @param revision the revision
	 * @param dependsOn the ids of the revisions of other branches that it depends on
	 * @param direction what is done
	 * @param message its message
	 * @param script where its script is, or {@code null} if there is none
	 * @param checksum the checksum of an SQL script, or {@code null}
	 * @param startedAt when it started
	 */
	record Step(RevisionNode revision, List<String> dependsOn, Direction direction, String message,
			@Nullable String script, @Nullable String checksum, Instant startedAt) {
	}

	/**
	 * How far a revision got that does not run in one transaction.
	 *
	 * @param id the row
	 * @param revision the revision
	 * @param direction what was being done
	 * @param startedAt when it was first started
	 * @param started how many statements were started
	 * @param done how many of them are known to be done
	 */
	record Journal(long id, String revision, Direction direction, Instant startedAt, int started, int done) {
	}

}
