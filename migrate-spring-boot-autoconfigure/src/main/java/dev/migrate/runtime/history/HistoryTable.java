package dev.migrate.runtime.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.ServerError;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.dialect.TableLocations;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.connection.ToolInfo;
import dev.migrate.runtime.failure.MigrationStateException;
import dev.migrate.runtime.run.HistoryEntry;
import dev.migrate.runtime.run.JournalEntry;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * The append-only record of every step, and the journal of revisions that do not run in
 * one transaction: such a row has no duration until its revision is complete, and says
 * how many statements were started and how many are done.
 */
public final class HistoryTable {

	// How many rows are read at once of a history that nobody knows the revisions of.
	private static final int NEWEST = 1000;

	private static final int MOST_PARAMETERS = 10_000;

	private final JdbcOperations jdbc;

	private final TableWriter writer;

	private final Dialect dialect;

	private final String quoted;

	private final HistoryStatements statements;

	private final ObjectName name;

	private final String versionTable;

	private Set<HistoryColumn> missing;

	/**
	 * Creates a table that may not exist.
	 * @param dialect the dialect of its database
	 * @param tables the history table, with the columns that it has and their types, and
	 * the version table whose history it is
	 * @throws MigrationStateException if the columns are not those of a history
	 */
	HistoryTable(JdbcOperations jdbc, Dialect dialect, TableLocations tables) {
		this.jdbc = jdbc;
		this.writer = new TableWriter(jdbc, dialect);
		this.dialect = dialect;
		this.name = tables.history();
		this.versionTable = tables.version().name();
		this.quoted = dialect.quote(this.name);
		this.statements = new HistoryStatements(dialect, this.name, tables.version(), ToolInfo::host);
		this.missing = tables.historyExists() ? HistoryShape.missing(this.name, tables.historyColumns()) : Set.of();
	}

	CreateTable creation() {
		return this.statements.creation(true);
	}

	/**
	 * Returns what a table needs that an older version of the tool has made. Whoever has
	 * another version table, and so another lock, may be first.
	 * @return the operations, none for a table of this version
	 */
	List<AddColumn> additions() {
		return this.statements.additions(this.missing);
	}

	/**
	 * Makes use of the columns that have been added.
	 */
	void added() {
		this.missing = Set.of();
	}

	private String select(HistoryColumn... columns) {
		return Stream.of(columns)
			.map((column) -> isMissing(column) ? "NULL AS " + column : column.toString())
			.collect(Collectors.joining(", ", "SELECT ", " FROM " + this.quoted));
	}

	private boolean isMissing(HistoryColumn column) {
		return this.missing.contains(column);
	}

	private String own() {
		return isMissing(HistoryColumn.VERSION_TABLE) ? "TRUE" : this.statements.own();
	}

	/**
	 * Writes the row of a step that is complete.
	 * @param step what was done
	 * @param duration how long it took
	 */
	public void add(HistoryStep step, Duration duration) {
		this.writer.write(row(step, duration));
	}

	/**
	 * Returns what writes the row of a step that is complete.
	 * @param step what was done
	 * @param duration how long it took
	 */
	public TableWrite row(HistoryStep step, Duration duration) {
		return insert(this.statements.insert(step, duration.toMillis(), null));
	}

	/**
	 * Writes the row of a step that is about to run statement by statement.
	 * @param step what is to be done
	 * @return its journal
	 */
	public JournalEntry begin(HistoryStep step) {
		this.writer.write(insert(this.statements.insert(step, null, 0)));
		return interrupted().filter((journal) -> journal.revision().equals(step.revision().id()))
			.orElseThrow(() -> MigrationStateException.swallowed(this.name, "a new row"));
	}

	private TableWrite insert(SqlCommand command) {
		return new TableWrite(this.name, HistoryColumn.ID.toString(), command, (count) -> {
			if (count != 1) {
				throw MigrationStateException.swallowed(this.name, "a new row");
			}
		}, this::duplicate);
	}

	private MigrationStateException duplicate(DuplicateKeyException failure) {
		SQLException cause = Objects.requireNonNull(MigrationConnection.sqlCause(failure));
		ServerError error = this.dialect.error(cause);
		return MigrationStateException.duplicateHistoryRow(this.name,
				(error.detail() != null) ? error.message() + ": " + error.detail() : error.message(),
				this.dialect.restartIdentity(this.name, HistoryColumn.ID.toString()), cause);
	}

	private TableWrite change(SqlCommand command, long id) {
		return new TableWrite(this.name, String.valueOf(id), command, (count) -> {
			if (count != 1) {
				throw MigrationStateException.swallowed(this.name, "the change of row " + id);
			}
		}, (failure) -> failure);
	}

	/**
	 * Returns the journal of the revision that the last run did not complete.
	 * @return the journal, empty if the last row of the history is complete
	 * @throws MigrationStateException if the row is not what a migration writes
	 */
	public Optional<JournalEntry> interrupted() {
		boolean shared = !isMissing(HistoryColumn.VERSION_TABLE);
		Object[] parameters = shared ? new Object[] { this.versionTable, this.versionTable } : new Object[0];
		return this.jdbc
			.query(select(HistoryColumn.values()) + " WHERE " + (shared ? this.statements.lastOwn("?") : "TRUE")
					+ " ORDER BY id DESC LIMIT 1", (row, number) -> row(row).journal(), parameters)
			.stream()
			.findFirst()
			.orElse(Optional.empty());
	}

	/**
	 * Tells whether the last row is the journal of a revision that was interrupted.
	 * @return a condition
	 */
	String hasJournal() {
		return this.statements.hasJournal();
	}

	/**
	 * Returns whether there is a row of this version table.
	 */
	boolean hasRows() {
		return !this.jdbc.queryForList("SELECT id FROM " + this.quoted + " WHERE " + own() + " LIMIT 1").isEmpty();
	}

	/**
	 * Returns the query for what {@link #applied} reads of all revisions, and whether one
	 * was interrupted.
	 */
	String all() {
		return "(SELECT revision, direction, down_revisions, depends_on, checksum, duration_ms IS NULL FROM "
				+ this.quoted + " WHERE " + own() + " ORDER BY id)";
	}

	/**
	 * Reads what was done last to revisions.
	 * @param known the ids of those that there are scripts of
	 * @param unknown the ids of others, of which those are wanted as well that they
	 * followed
	 * @return what is known of each revision, by its id
	 * @throws MigrationStateException if a row is not what a migration writes
	 */
	Map<String, AppliedRevision> applied(Collection<String> known, Collection<String> unknown) {
		Map<String, AppliedRevision> read = last(known, !unknown.isEmpty());
		Map<String, AppliedRevision> applied = new HashMap<>(read);
		applied.keySet().retainAll(Set.copyOf(known));
		Set<String> asked = new HashSet<>(known);
		Set<String> next = new LinkedHashSet<>(unknown);
		while (!next.isEmpty()) {
			asked.addAll(next);
			read.putAll(last(next.stream().filter((id) -> !read.containsKey(id)).toList(), false));
			next.stream().filter(read::containsKey).forEach((id) -> applied.put(id, read.get(id)));
			next = next.stream()
				.map(applied::get)
				.filter(Objects::nonNull)
				.flatMap((revision) -> revision.parents().stream())
				.filter((id) -> !asked.contains(id))
				.collect(Collectors.toCollection(LinkedHashSet::new));
		}
		return applied;
	}

	/**
	 * Reads the last rows of revisions.
	 * @param newest whether to read those of the newest rows as well
	 */
	private Map<String, AppliedRevision> last(Collection<String> revisions, boolean newest) {
		Map<String, AppliedRevision> applied = new HashMap<>();
		List<String> ids = List.copyOf(revisions);
		for (int from = 0; from < ids.size(); from += MOST_PARAMETERS) {
			List<String> some = ids.subList(from, Math.min(ids.size(), from + MOST_PARAMETERS));
			readLast("revision IN (:ids)", Map.of("ids", some), applied);
		}
		if (newest) {
			readLast("id IN (SELECT id FROM (SELECT id FROM %s WHERE %s ORDER BY id DESC LIMIT %d) AS newest)"
				.formatted(this.quoted, own(), NEWEST), Map.of(), applied);
		}
		return applied;
	}

	private void readLast(String filter, Map<String, ?> parameters, Map<String, AppliedRevision> applied) {
		String last = " WHERE id IN (SELECT max(id) FROM %s WHERE %s AND duration_ms IS NOT NULL AND %s GROUP BY revision, direction)"
			.formatted(this.quoted, own(), filter);
		named().query(
				select(HistoryColumn.ID, HistoryColumn.REVISION, HistoryColumn.DIRECTION, HistoryColumn.DOWN_REVISIONS,
						HistoryColumn.DEPENDS_ON, HistoryColumn.CHECKSUM, HistoryColumn.DURATION_MS) + last,
				parameters, (row) -> {
					HistoryRow read = row(row);
					applied.put(read.revision(), read.addTo(applied.get(read.revision())));
				});
	}

	/**
	 * Notes how far a revision is.
	 * @param id the row
	 * @param started how many statements were started
	 * @param done how many of them are done
	 * @param checksum the checksum of those that were started, or {@code null}
	 */
	public void progress(long id, int started, int done, @Nullable String checksum) {
		this.writer.write(noted(id, started, done, checksum));
	}

	private TableWrite noted(long id, int started, int done, @Nullable String checksum) {
		return change(this.statements.progress(id, started, done, checksum), id);
	}

	public void complete(JournalEntry journal) {
		this.writer.write(completed(journal));
	}

	private TableWrite completed(JournalEntry journal) {
		long duration = Duration.between(journal.startedAt(), Instant.now()).toMillis();
		return change(this.statements.complete(journal.id(), Math.max(duration, 0)), journal.id());
	}

	/**
	 * Returns what notes that a revision is complete.
	 * @param statements how many statements it has
	 * @param checksum their checksum, or {@code null}
	 */
	public List<TableWrite> completed(JournalEntry journal, int statements, @Nullable String checksum) {
		return List.of(noted(journal.id(), statements, statements, checksum), completed(journal));
	}

	/**
	 * Removes the journal of a revision of which nothing was done.
	 */
	public void discard(JournalEntry journal) {
		this.writer.write(change(this.statements.discard(journal.id()), journal.id()));
	}

	/**
	 * Reads the newest rows.
	 * @param revision the revision to read of, or {@code null} for all
	 * @param limit how many at most
	 * @return the entries, newest first
	 * @throws MigrationStateException if a row is not what a migration writes
	 */
	List<HistoryEntry> read(@Nullable String revision, int limit) {
		String filter = (revision != null) ? " AND revision = :revision" : "";
		return named().query(
				select(HistoryColumn.values()) + " WHERE " + own() + filter + " ORDER BY id DESC LIMIT " + limit,
				(revision != null) ? Map.of("revision", revision) : Map.of(), (row, number) -> row(row).entry());
	}

	// A start at head has no use for it.
	private NamedParameterJdbcTemplate named() {
		return new NamedParameterJdbcTemplate(this.jdbc);
	}

	private HistoryRow row(ResultSet row) {
		return new HistoryRow(this.name, row);
	}

}
