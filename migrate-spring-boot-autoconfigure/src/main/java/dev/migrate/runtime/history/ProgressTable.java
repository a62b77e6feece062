package dev.migrate.runtime.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.LongStream;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.MigrationSchemaException;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.dialect.TableLocations;
import dev.migrate.dialect.TableNames;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.failure.MigrationStateException;
import dev.migrate.runtime.run.JournalEntry;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;
import dev.migrate.schema.naming.NamingConvention;

import org.springframework.jdbc.core.JdbcTemplate;

import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.DataType.jsonb;
import static dev.migrate.schema.DataType.varchar;

/**
 * The table that tells how far backfills are, with a row for each that is running or was
 * interrupted. A row belongs to a journal in the history, so that what an abandoned run
 * has left is never taken for the progress of another one.
 */
public final class ProgressTable {

	/**
	 * The name of the table, beside the version table.
	 */
	public static final String NAME = "migrate_progress";

	private static final int LONGEST_TEXT = 255;

	private static final String ROW = " WHERE version_table = ? AND history_id = ? AND step = ?";

	private final MigrationConnection connection;

	private final JdbcTemplate jdbc;

	private final ObjectName versionTable;

	private final ObjectName historyTable;

	private final ObjectName name;

	private final String quoted;

	private final JournalEntry journal;

	private final int step;

	/**
	 * Creates a view of a row that may not exist, of a table that may not exist.
	 * @param tables the version table and the history
	 * @param journal the journal of the revision
	 * @param step the number of the statement
	 */
	public ProgressTable(MigrationConnection connection, TableLocations tables, JournalEntry journal, int step) {
		this.connection = connection;
		this.jdbc = connection.jdbc();
		this.versionTable = tables.version();
		this.historyTable = tables.history();
		this.name = this.versionTable.sibling(NAME);
		this.quoted = connection.dialect().quote(this.name);
		this.journal = journal;
		this.step = step;
	}

	/**
	 * Makes sure that no other table of the tool has the name of this one.
	 * @param names what they are called
	 */
	public static void checkNames(TableNames names) {
		if (names.version().equals(NAME) || names.history().equals(NAME)) {
			throw MigrationSchemaException
				.invalidName("'%s' is the table of the progress of backfills.".formatted(NAME));
		}
	}

	public void create() {
		this.connection.dialect().write(creation()).forEach(this::run);
	}

	private void run(SqlCommand command) {
		this.connection.dialect().execute(this.jdbc, command.sql());
	}

	public boolean exists() {
		// Looked for as the version table of somebody else would be.
		Dialect dialect = this.connection.dialect();
		return dialect.findTables(this.jdbc, new TableNames(this.name.schema(), NAME, this.historyTable.name()))
			.versionExists();
	}

	private CreateTable creation() {
		Table table = Table.table(this.name)
			.comment("How far interrupted backfills are, kept by Migrate")
			.column(column("version_table", varchar(LONGEST_TEXT)).notNull())
			.column(column("history_id", bigint()).notNull())
			.column(column("revision", varchar(LONGEST_TEXT)).notNull())
			.column(column("step", integer()).notNull())
			.column(column("pass", integer()).notNull())
			.column(column("key", jsonb()))
			.column(column("rows", bigint()).notNull())
			.column(column("updated", bigint()).notNull())
			.column(column("unfinished", bigint()).notNull())
			.primaryKey("version_table", "history_id", "step");
		return new CreateTable(new NamingConvention().name(table));
	}

	/**
	 * Reads how far the backfill is.
	 * @return the progress, empty if it has not begun
	 * @throws MigrationStateException if the row is not what a backfill writes
	 */
	public Optional<BackfillProgress> read() {
		return this.jdbc
			.query("SELECT pass, key, rows, updated, unfinished FROM " + this.quoted + ROW + " AND revision = ?",
					this::progress, this.versionTable.name(), this.journal.id(), this.step, this.journal.revision())
			.stream()
			.findFirst();
	}

	private BackfillProgress progress(ResultSet row, int number) throws SQLException {
		int pass = row.getInt("pass");
		String key = row.getString("key");
		if (pass < 1 || (key != null && !key.startsWith("{"))) {
			throw MigrationStateException.invalidProgress(this.name, this.journal.revision(), this.journal.id(),
					this.step, "the pass %d and the key %s".formatted(pass, key));
		}
		long[] counts = { row.getLong("rows"), row.getLong("updated"), row.getLong("unfinished") };
		if (LongStream.of(counts).anyMatch((count) -> count < 0)) {
			throw MigrationStateException.invalidProgress(this.name, this.journal.revision(), this.journal.id(),
					this.step, "less than no rows");
		}
		return new BackfillProgress(pass, key, counts[0], counts[1], counts[2]);
	}

	/**
	 * Writes how far the backfill is, as a part of the transaction that brings it there.
	 */
	public void write(BackfillProgress progress) {
		int count = this.jdbc.update(
				"UPDATE " + this.quoted + " SET pass = ?, key = CAST(? AS jsonb), rows = ?, updated = ?, unfinished = ?"
						+ ROW,
				progress.pass(), progress.key(), progress.rows(), progress.updated(), progress.unfinished(),
				this.versionTable.name(), this.journal.id(), this.step);
		if (count == 0) {
			// One revision at a time is running: what others have left is of no use.
			clear();
			int inserted = this.jdbc.update(
					"INSERT INTO " + this.quoted
							+ " (version_table, history_id, revision, step, pass, key, rows, updated, unfinished)"
							+ " VALUES (?, ?, ?, ?, ?, CAST(? AS jsonb), ?, ?, ?)",
					this.versionTable.name(), this.journal.id(), this.journal.revision(), this.step, progress.pass(),
					progress.key(), progress.rows(), progress.updated(), progress.unfinished());
			if (inserted != 1) {
				throw MigrationStateException.swallowed(this.name, "how far a backfill is");
			}
		}
	}

	/**
	 * Removes what there is of this version table.
	 */
	public void clear() {
		this.jdbc.update("DELETE FROM " + this.quoted + " WHERE version_table = ?", this.versionTable.name());
	}

}
