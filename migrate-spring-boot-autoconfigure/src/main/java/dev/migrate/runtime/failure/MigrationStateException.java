package dev.migrate.runtime.failure;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when what the tool keeps in the database cannot be read or written: the version
 * table or the history table is not as it must be, the tool's own statements fail, or the
 * server refuses every write, as one does that has become a standby.
 */
public class MigrationStateException extends MigrateException {

	/**
	 * What to do about a server that has no room left.
	 */
	public static final String MORE_SPACE = "Make room on the disk of the server, or raise its limit if it has set one"
			+ " (temp_file_limit), and run the migration again: it continues from where the database is.";

	private final @Nullable String revision;

	private final @Nullable String sqlState;

	private MigrationStateException(@Nullable String revision, @Nullable String sqlState, String problem, String action,
			@Nullable Throwable cause) {
		super(problem, action, cause);
		this.revision = revision;
		this.sqlState = sqlState;
	}

	private MigrationStateException(String problem, String action) {
		this(null, null, problem, action, null);
	}

	/**
	 * Creates an exception for a statement of the tool that fails.
	 * @param message what the server said
	 * @param cause what the driver threw
	 * @return the exception
	 */
	public static MigrationStateException failed(String message, SQLException cause) {
		return new MigrationStateException(null, cause.getSQLState(),
				"The migration state of the database cannot be read or written: %s [SQLSTATE %s]".formatted(message,
						cause.getSQLState()),
				failedAction(String.valueOf(cause.getSQLState())), cause);
	}

	private static String failedAction(String sqlState) {
		if (sqlState.startsWith("22") || sqlState.startsWith("23") || sqlState.startsWith("44")
				|| sqlState.startsWith("P0")) {
			return "Look for what has been added to the version table or the history table that a migration does not"
					+ " know: a column, a constraint, a trigger, a rule or a policy. Remove it and run it again.";
		}
		return "Check that the role may use the schema and create tables in it, and that the version table and the"
				+ " history table are those of Migrate.";
	}

	/**
	 * Creates an exception for a server that refuses to write.
	 * @param message what the server said
	 * @param revision the revision that was running, or {@code null} if none was
	 * @param cause the cause
	 * @return the exception
	 */
	public static MigrationStateException readOnly(String message, @Nullable String revision, Throwable cause) {
		return new MigrationStateException(revision, "25006",
				"The server does not write%s: %s [SQLSTATE 25006].".formatted(
						(revision != null) ? ", so that revision " + revision + " was rolled back" : "", message),
				"""
						If it has become a standby in a failover, connect to the primary (in the JDBC URL name all servers and \
						set targetServerType=primary) and start again. If not, look for default_transaction_read_only at the \
						database and the role, and for SET TRANSACTION READ ONLY in the script.""",
				cause);
	}

	/**
	 * Creates an exception for a statement of the tool that a server has no room for.
	 * @param message what the server said
	 * @param cause what the driver threw
	 * @return the exception
	 */
	public static MigrationStateException noSpace(String message, SQLException cause) {
		return new MigrationStateException(null, cause.getSQLState(),
				"The migration state of the database cannot be written: %s [SQLSTATE %s]".formatted(message,
						cause.getSQLState()),
				MORE_SPACE, cause);
	}

	/**
	 * Creates an exception for a version table that holds what no migration has written.
	 * @param table the table
	 * @param found what it holds
	 * @return the exception
	 */
	public static MigrationStateException invalidVersionTable(ObjectName table, String found) {
		return new MigrationStateException("The version table %s has %s.".formatted(table, found),
				"Delete what is wrong, leaving one row for each head that the schema is at; the table needs a primary key"
						+ " on version_num.");
	}

	/**
	 * Creates an exception for a history table that no version of the tool has made.
	 * @param table the table
	 * @param problems what is wrong with it
	 * @return the exception
	 */
	public static MigrationStateException invalidHistoryTable(ObjectName table, List<String> problems) {
		return new MigrationStateException(
				"The history table %s cannot be used: %s.".formatted(table, String.join("; ", problems)),
				"If it belongs to something else, set migrate.history-table to another name; otherwise restore it, or"
						+ " rename it: the next run makes a new one from the version table.");
	}

	/**
	 * Creates an exception for a row of the history that no version of the tool has
	 * written.
	 * @param table the history table
	 * @param id the number of the row
	 * @param revision the revision that it names, or {@code null} if it names none
	 * @param found what is wrong with it
	 * @param unfinished whether it says that its revision was interrupted
	 * @return the exception
	 */
	public static MigrationStateException invalidHistoryRow(ObjectName table, long id, @Nullable String revision,
			String found, boolean unfinished) {
		String delete = "'DELETE FROM %s WHERE id = %d'".formatted(table, id);
		return new MigrationStateException(
				"Row %d of the history table %s, of %s, has %s. No migration writes that, so it cannot be told what was done."
					.formatted(id, table, (revision != null) ? "revision " + revision : "no revision", found),
				unfinished
						? "Look at the schema and bring it by hand to where that revision begins or where it ends. Then"
								+ " delete the row with " + delete + ", and say with 'migrate stamp <revision>'"
								+ " (Migrator.stamp) which revision the database is at."
						: "Correct the row, or delete it with " + delete + " if it is of no use.");
	}

	/**
	 * Creates an exception for a lease that no migration has written.
	 * @param table the table of the leases
	 * @param versionTable the name of the version table that it is for
	 * @param found what is wrong with it
	 * @return the exception
	 */
	public static MigrationStateException invalidLease(ObjectName table, String versionTable, String found) {
		return new MigrationStateException(
				"The table %s of the migration lock has for %s %s. No migration writes that.".formatted(table,
						versionTable, found),
				"If no migration is running, delete it and start again: DELETE FROM %s WHERE version_table = '%s'"
					.formatted(table, versionTable));
	}

	/**
	 * Creates an exception for the progress of a backfill that no backfill has written.
	 * @param table the table of the progress
	 * @param revision the revision
	 * @param id the number of its row in the history
	 * @param step the number of its statement
	 * @param found what is wrong with it
	 * @return the exception
	 */
	public static MigrationStateException invalidProgress(ObjectName table, String revision, long id, int step,
			String found) {
		return new MigrationStateException(
				"The table %s has for the backfill of revision %s (row %d of the history, statement %d) %s. No backfill writes that, so it cannot be told where it is to go on."
					.formatted(table, revision, id, step, found),
				"Correct the row. If the backfill may begin at its start, delete it with 'DELETE FROM %s WHERE history_id = %d AND step = %d' and run it again."
					.formatted(table, id, step));
	}

	/**
	 * Creates an exception for a row that the server has accepted and not written.
	 * @param table the table
	 * @param what what was not written
	 * @return the exception
	 */
	public static MigrationStateException swallowed(ObjectName table, String what) {
		return new MigrationStateException(
				"The server has not written %s to the table %s, and has reported no error.".formatted(what, table),
				"Look for a trigger, a rule or a row level security policy on that table and remove it: a migration must"
						+ " be able to read what it writes there.");
	}

	/**
	 * Creates an exception for a new row of the history that the server takes for one
	 * that is there already.
	 * @param table the history table
	 * @param message what the server said
	 * @param restart the statement that makes its numbers go on after its rows
	 * @param cause what the driver threw
	 * @return the exception
	 */
	public static MigrationStateException duplicateHistoryRow(ObjectName table, String message, String restart,
			SQLException cause) {
		return new MigrationStateException(null, cause.getSQLState(),
				"The history table %s does not take a new row: %s [SQLSTATE %s].".formatted(table, message,
						cause.getSQLState()),
				"If the numbers of its rows are behind them, as after a logical replication or a restore of data only, run"
						+ " this and start again: " + restart
						+ ". If not, look for a unique index that somebody has added.",
				cause);
	}

	/**
	 * Creates an exception for a version table that does not say what the history says.
	 * @param version the version table
	 * @param history the history table
	 * @param problems in what they differ
	 * @param asHistory the rows that the version table would have by the history
	 * @param rows the rows that it has
	 * @return the exception
	 */
	public static MigrationStateException contradiction(ObjectName version, ObjectName history, List<String> problems,
			Collection<String> asHistory, Collection<String> rows) {
		return new MigrationStateException(
				"The version table %s is at %s, but %s, as the history table %s says. Nothing has been run."
					.formatted(version, RevisionTexts.rows(rows), String.join(", and ", problems), history),
				"""
						If the version table was emptied or set back, restore it, or have '%s' (Migrator.stamp) bring it to \
						what the history says; look for a row level security policy, too, that hides its rows. If the schema \
						is as the version table says, '%s' corrects the history."""
					.formatted(stamp(asHistory), stamp(rows)));
	}

	private static String stamp(Collection<String> rows) {
		return "migrate stamp " + (rows.isEmpty() ? "base" : String.join(" ", rows));
	}

	/**
	 * Creates an exception for a schema with a history of migrations but no version
	 * table.
	 * @param version the version table
	 * @param history the history table
	 * @return the exception
	 */
	public static MigrationStateException versionTableMissing(ObjectName version, ObjectName history) {
		return new MigrationStateException(
				"The table %s says that this schema has been migrated, but the version table %s does not exist."
					.formatted(history, version),
				"Restore the version table, or, if the schema is known to be at a revision, say so with"
						+ " 'migrate stamp <revision>' (Migrator.stamp). If both settings name tables of"
						+ " different schemas, fix migrate.version-table and migrate.history-table.");
	}

	/**
	 * Returns the revision that was running.
	 * @return the id, or {@code null} if none was
	 */
	public @Nullable String getRevision() {
		return this.revision;
	}

	/**
	 * Returns the SQLSTATE that the server answered with.
	 * @return the state, or {@code null} if no statement failed
	 */
	public @Nullable String getSqlState() {
		return this.sqlState;
	}

}
