package dev.migrate.runtime;

import java.sql.SQLException;

import dev.migrate.MigrateException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the tool's own statements fail: reading or writing the version table or the
 * history table, or taking the lock.
 */
public class MigrationStateException extends MigrateException {

	private final @Nullable String sqlState;

	MigrationStateException(String message, SQLException cause) {
		super("The migration state of the database cannot be read or written: %s [SQLSTATE %s]".formatted(message,
				cause.getSQLState()),
				"Check that the role may use the schema and create tables in it, and that the version table and the"
						+ " history table are those of Migrate.",
				cause);
		this.sqlState = cause.getSQLState();
	}

	public @Nullable String getSqlState() {
		return this.sqlState;
	}

}
