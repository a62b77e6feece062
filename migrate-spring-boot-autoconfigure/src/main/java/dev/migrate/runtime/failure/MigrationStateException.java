package dev.migrate.runtime.failure;

import java.sql.SQLException;
import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when what the tool keeps in the database cannot be read or written: the version
 * table or the history table is not as it must be, the tool's own statements fail, or the
 * server refuses every write, as one does that has become a standby.
 */
public class MigrationStateException extends MigrateException {

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
				"Check that the role may use the schema and create tables in it, and that the version table and the"
						+ " history table are those of Migrate.",
				cause);
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
