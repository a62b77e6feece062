package dev.migrate.runtime.execution;

import java.util.List;
import java.util.function.Function;

import dev.migrate.revision.UnknownVersionRowException;
import dev.migrate.runtime.connection.ConnectionKeeper;
import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.history.MigrationTables;
import dev.migrate.runtime.run.HistoryEntry;
import org.jspecify.annotations.Nullable;

/**
 * Takes a connection from the data source for each call and gives it back as it was.
 */
public final class DatabaseAccess {

	private final MigratorSettings settings;

	private final ConnectionKeeper keeper;

	/**
	 * Creates an access.
	 * @param keeper keeps the connection between calls
	 */
	public DatabaseAccess(MigratorSettings settings, ConnectionKeeper keeper) {
		this.settings = settings;
		this.keeper = keeper;
	}

	/**
	 * Calls a function with a connection.
	 * @return what it returns
	 * @throws dev.migrate.MigrateException if it fails in the database
	 */
	public <T> T call(Function<OpenDatabase, T> function) {
		MigrationConnection kept = this.keeper.take();
		MigrationTables tables = (kept != null) ? tables(kept) : null;
		MigrationConnection connection = (kept != null && tables != null) ? kept
				: this.keeper.open(this.settings.dataSource(), this.settings.times());
		T result;
		try {
			result = call((tables != null) ? tables : MigrationTables.find(connection, this.settings.tables()),
					connection, function);
		}
		catch (RuntimeException ex) {
			RuntimeException translated = connection.translate(ex);
			connection.close();
			throw translated;
		}
		catch (Error ex) {
			connection.close();
			throw ex;
		}
		this.keeper.keep(connection);
		return result;
	}

	/**
	 * Finds the tables over a connection that was kept.
	 * @return the tables, or {@code null} if the connection has been lost in between and
	 * is closed now
	 */
	private @Nullable MigrationTables tables(MigrationConnection kept) {
		try {
			return MigrationTables.find(kept, this.settings.tables());
		}
		catch (RuntimeException ex) {
			boolean lost = kept.isLoss(ex);
			RuntimeException translated = kept.translate(ex);
			kept.close();
			if (lost) {
				return null;
			}
			throw translated;
		}
	}

	private <T> T call(MigrationTables tables, MigrationConnection connection, Function<OpenDatabase, T> function) {
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
