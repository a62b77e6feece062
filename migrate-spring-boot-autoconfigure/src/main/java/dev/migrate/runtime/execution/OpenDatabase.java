package dev.migrate.runtime.execution;

import java.util.stream.Stream;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LockMode;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.dialect.SessionSettings;
import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.history.MigrationTables;
import dev.migrate.runtime.lock.MigrationLock;

/**
 * A database while a call has a connection to it.
 *
 * @param connection the connection
 * @param tables the tables of the tool, as they were found
 * @param seen whether the tables are as a look at many databases has seen them, and the
 * upgrade of one that has something to do is to confirm that under its lock
 * @param settings the settings of the migrator
 */
public record OpenDatabase(MigrationConnection connection, MigrationTables tables, boolean seen,
		MigratorSettings settings) {

	/**
	 * Returns the same database with its tables as they are now.
	 */
	public OpenDatabase with(MigrationTables current) {
		return new OpenDatabase(this.connection, current, false, this.settings);
	}

	public Dialect dialect() {
		return this.connection.dialect();
	}

	/**
	 * Returns the name of the schema that is migrated.
	 */
	public String schema() {
		return String.valueOf(this.tables.found().version().schema());
	}

	/**
	 * Creates the schemas that are to be created and do not exist.
	 */
	public void createSchemas() {
		SessionSettings session = this.settings.session();
		if (session.createSchema()) {
			this.connection.writable();
			Stream.of(session.schema(), this.settings.tables().schema())
				.flatMap(Stream::ofNullable)
				.distinct()
				.forEach((schema) -> dialect().createSchema(this.connection.jdbc(), schema));
		}
	}

	/**
	 * Returns the session of a migration, which has not been opened.
	 */
	public MigrationSession session() {
		return dialect().session(this.connection.prompt(), this.tables.found(), this.settings.session(), lockMode());
	}

	/**
	 * Returns the lock of a session, which has not been taken.
	 */
	public MigrationLock lock(MigrationSession session) {
		return MigrationLock.of(lockMode(), this.settings.lock(), this.connection, session, this.tables.found());
	}

	private LockMode lockMode() {
		return this.settings.lock().modeOn(dialect());
	}

}
