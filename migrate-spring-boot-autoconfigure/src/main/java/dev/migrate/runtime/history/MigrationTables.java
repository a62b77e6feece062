package dev.migrate.runtime.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.TableLocations;
import dev.migrate.dialect.TableNames;
import dev.migrate.operations.operation.Operation;
import dev.migrate.revision.RevisionMap;
import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.failure.MigrationStateException;
import dev.migrate.runtime.run.HistoryEntry;
import dev.migrate.runtime.run.JournalEntry;
import org.jspecify.annotations.Nullable;

/**
 * The version table and the history table of a database, which may not exist yet.
 */
public final class MigrationTables {

	private final MigrationConnection connection;

	private final TableLocations found;

	private final VersionTable versions;

	private final HistoryTable history;

	private final TableWriter writer;

	private MigrationTables(MigrationConnection connection, TableLocations found) {
		this.connection = connection;
		this.found = found;
		Dialect dialect = connection.dialect();
		this.versions = new VersionTable(connection.jdbc(), dialect, found.version());
		this.history = new HistoryTable(connection.jdbc(), dialect, found);
		this.writer = new TableWriter(connection.jdbc(), dialect);
	}

	public static MigrationTables find(MigrationConnection connection, TableNames names) {
		return new MigrationTables(connection, connection.dialect().findTables(connection.prompt(), names));
	}

	/**
	 * Returns the tables of which it is known what there is of them.
	 */
	public static MigrationTables of(MigrationConnection connection, TableLocations known) {
		return new MigrationTables(connection, known);
	}

	/**
	 * Returns the query for all that says where the database stands: its version rows,
	 * and what the history says of revisions. Its rows are the same for databases that
	 * stand at the same. Both tables must be complete.
	 */
	public String positionQuery() {
		return this.versions.all() + "\nUNION ALL " + this.history.all();
	}

	/**
	 * Looks at the same tables again.
	 * @return the tables as they are now
	 */
	public MigrationTables reread() {
		return find(this.connection, new TableNames(this.found.version().schema(), this.found.version().name(),
				this.found.history().name()));
	}

	public TableLocations found() {
		return this.found;
	}

	public VersionTable versions() {
		return this.versions;
	}

	public HistoryTable history() {
		return this.history;
	}

	public TableWriter writer() {
		return this.writer;
	}

	/**
	 * Reads the current revisions.
	 * @return the rows, sorted; none if the version table does not exist
	 */
	public List<String> rows() {
		return this.found.versionExists() ? this.versions.read() : List.of();
	}

	/**
	 * Returns whether the version table has certain rows and no others, and no revision
	 * was interrupted. Both tables must exist.
	 */
	public boolean isAt(Collection<String> rows) {
		String condition = this.versions.hasRows(rows) + " AND NOT " + this.history.hasJournal();
		return Boolean.TRUE.equals(this.connection.jdbc()
			.queryForObject("SELECT " + condition + " AS same", (row, number) -> row.getBoolean(1)));
	}

	/**
	 * Reads the journal of a revision that was interrupted.
	 * @return the journal, empty if there is none
	 */
	public Optional<JournalEntry> interrupted() {
		return this.found.historyExists() ? this.history.interrupted() : Optional.empty();
	}

	/**
	 * Reads what the history knows of revisions.
	 * @param known the ids of those that there are scripts of
	 * @param unknown the ids of others, of which those are wanted as well that they
	 * followed
	 * @return the revisions by their ids, none if the history table does not exist
	 */
	public Map<String, AppliedRevision> applied(Collection<String> known, Collection<String> unknown) {
		return this.found.historyExists() ? this.history.applied(known, unknown) : Map.of();
	}

	/**
	 * Reads what the history knows of the revisions of a map, by all of their names.
	 * @param rows the version rows
	 * @return the revisions by their ids, none if the history table does not exist
	 */
	public Map<String, AppliedRevision> applied(RevisionMap map, Collection<String> rows) {
		return SquashedHistory.of(map, applied(SquashedHistory.ids(map), map.unknownRows(rows)));
	}

	/**
	 * Reads the newest entries of the history.
	 * @param revision the revision to read of, or {@code null} for all
	 * @param limit how many at most
	 * @return the entries, newest first; none if the history table does not exist
	 */
	public List<HistoryEntry> entries(@Nullable String revision, int limit) {
		return (limit > 0 && this.found.historyExists()) ? this.history.read(revision, limit) : List.of();
	}

	/**
	 * Makes sure that a schema with a history has a version table.
	 * @throws MigrationStateException if it has not
	 */
	public void requireVersionTable() {
		if (this.found.historyExists() && !this.found.versionExists() && this.history.hasRows()) {
			throw MigrationStateException.versionTableMissing(this.found.version(), this.found.history());
		}
	}

	/**
	 * Returns whether both tables exist with all of their columns.
	 * @return {@code false} if something has to be created
	 */
	public boolean complete() {
		return this.found.versionExists() && this.found.historyExists() && this.history.additions().isEmpty();
	}

	/**
	 * Creates whichever of the tables does not exist, and the columns that the history of
	 * an older version of the tool lacks.
	 */
	public void createMissing() {
		List<Operation> creations = new ArrayList<>();
		if (!this.found.versionExists()) {
			creations.add(this.versions.creation());
		}
		if (!this.found.historyExists()) {
			creations.add(this.history.creation());
		}
		creations.addAll(this.history.additions());
		create(creations);
		this.history.added();
	}

	private void create(List<Operation> creations) {
		Dialect dialect = this.connection.dialect();
		List<String> statements = new ArrayList<>();
		creations.forEach((creation) -> dialect.write(creation).forEach((command) -> statements.add(command.sql())));
		dialect.execute(this.connection.jdbc(), statements, () -> {
		});
	}

}
