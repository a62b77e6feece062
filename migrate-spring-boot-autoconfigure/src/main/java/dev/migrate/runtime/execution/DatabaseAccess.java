package dev.migrate.runtime.execution;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import dev.migrate.dialect.TableLocations;
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

	// For one call: after that there may be others.
	private final AtomicReference<@Nullable TableLocations> seen;

	/**
	 * Creates an access that keeps nothing between calls.
	 */
	public DatabaseAccess(MigratorSettings settings) {
		this(settings, ConnectionKeeper.none(), null);
	}

	/**
	 * Creates an access to one of many databases.
	 * @param keeper keeps the connection between calls
	 * @param seen its tables as they were seen a moment ago, if the first call is an
	 * upgrade that has something to do as far as is known, or {@code null}
	 */
	public DatabaseAccess(MigratorSettings settings, ConnectionKeeper keeper, @Nullable TableLocations seen) {
		this.settings = settings;
		this.keeper = keeper;
		this.seen = new AtomicReference<>(seen);
	}

	public MigratorSettings settings() {
		return this.settings;
	}

	/**
	 * Calls a function that upgrades the database. If its tables were seen, nothing is
	 * asked before the lock.
	 * @return what it returns
	 * @throws dev.migrate.MigrateException if it fails in the database
	 */
	public <T> T upgrade(Function<OpenDatabase, T> function) {
		TableLocations seenTables = this.seen.getAndSet(null);
		if (seenTables == null) {
			return call(function);
		}
		MigrationConnection kept = this.keeper.take();
		if (kept != null) {
			try {
				return use(kept, null, seenTables, function);
			}
			catch (RuntimeException ex) {
				if (kept.session().isUsed() || !kept.isLoss(ex)) {
					throw ex;
				}
				// Nothing has been done yet.
			}
		}
		return use(open(), null, seenTables, function);
	}

	/**
	 * Calls a function with a connection.
	 * @return what it returns
	 * @throws dev.migrate.MigrateException if it fails in the database
	 */
	public <T> T call(Function<OpenDatabase, T> function) {
		MigrationConnection kept = this.keeper.take();
		MigrationTables tables = (kept != null) ? tables(kept) : null;
		MigrationConnection connection = (kept != null && tables != null) ? kept : open();
		return use(connection, tables, null, function);
	}

	private MigrationConnection open() {
		return this.keeper.open(this.settings.dataSource(), this.settings.times());
	}

	private <T> T use(MigrationConnection connection, @Nullable MigrationTables tables,
			@Nullable TableLocations seenTables, Function<OpenDatabase, T> function) {
		T result;
		try {
			result = call((tables != null) ? tables : find(connection, seenTables), seenTables != null, connection,
					function);
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

	private MigrationTables find(MigrationConnection connection, @Nullable TableLocations seenTables) {
		return (seenTables != null) ? MigrationTables.of(connection, seenTables)
				: MigrationTables.find(connection, this.settings.tables());
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

	private <T> T call(MigrationTables tables, boolean seen, MigrationConnection connection,
			Function<OpenDatabase, T> function) {
		try {
			return function.apply(new OpenDatabase(connection, tables, seen, this.settings));
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
