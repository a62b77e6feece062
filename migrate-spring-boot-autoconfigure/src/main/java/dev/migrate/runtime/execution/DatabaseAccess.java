package dev.migrate.runtime.execution;

import java.util.List;
import java.util.function.Function;

import dev.migrate.revision.UnknownVersionRowException;
import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.history.MigrationTables;
import dev.migrate.runtime.run.HistoryEntry;

/**
 * Takes a connection from the data source for each call and gives it back as it was.
 */
public final class DatabaseAccess {

	private final MigratorSettings settings;

	public DatabaseAccess(MigratorSettings settings) {
		this.settings = settings;
	}

	/**
	 * Calls a function with a connection.
	 * @return what it returns
	 * @throws dev.migrate.MigrateException if it fails in the database
	 */
	public <T> T call(Function<OpenDatabase, T> function) {
		try (MigrationConnection connection = MigrationConnection.open(this.settings.dataSource(),
				this.settings.times())) {
			try {
				return call(connection, function);
			}
			catch (RuntimeException ex) {
				throw connection.translate(ex);
			}
		}
	}

	private <T> T call(MigrationConnection connection, Function<OpenDatabase, T> function) {
		MigrationTables tables = MigrationTables.find(connection, this.settings.tables());
		try {
			return function.apply(new OpenDatabase(connection, tables, this.settings));
		}
		catch (UnknownVersionRowException ex) {
			// Another process may have created the history since.
			throw explain(ex, tables.reread());
		}
	}

	private static UnknownVersionRowException explain(UnknownVersionRowException failure, MigrationTables tables) {
		List<HistoryEntry> entries = tables.entries(failure.getRow(), 1);
		if (entries.isEmpty()) {
			return failure.withHistory("The history does not know it either.");
		}
		HistoryEntry entry = entries.get(0);
		return failure.withHistory("The history says that it was made current at %s by %s from %s%s%s.".formatted(
				entry.startedAt(), entry.user(), entry.host(),
				(entry.script() != null) ? ", with the script " + entry.script() : "",
				entry.message().isEmpty() ? "" : " (" + entry.message() + ")"));
	}

}
