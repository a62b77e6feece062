package dev.migrate.runtime.execution;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import dev.migrate.revision.UnknownVersionRowException;
import dev.migrate.runtime.connection.ConnectionKeeper;
import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.history.KnownPosition;
import dev.migrate.runtime.history.MigrationTables;
import dev.migrate.runtime.run.HistoryEntry;
import org.jspecify.annotations.Nullable;

/**
 * Takes a connection from the data source for each call and gives it back as it was.
 */
public final class DatabaseAccess {

	private final MigratorSettings settings;

	private final ConnectionKeeper keeper;

	// For one call: after that the database is somewhere else.
	private final AtomicReference<@Nullable KnownPosition> position;

	/**
	 * Creates an access that keeps nothing between calls.
	 */
	public DatabaseAccess(MigratorSettings settings) {
		this(settings, ConnectionKeeper.none(), null);
	}

	/**
	 * Creates an access to one of many databases.
	 * @param keeper keeps the connection between calls
	 * @param position where the database is known to be, if the first call is an upgrade
	 * that has something to do, or {@code null}
	 */
	public DatabaseAccess(MigratorSettings settings, ConnectionKeeper keeper, @Nullable KnownPosition position) {
		this.settings = settings;
		this.keeper = keeper;
		this.position = new AtomicReference<>(position);
	}

	public MigratorSettings settings() {
		return this.settings;
	}

	/**
	 * Calls a function that upgrades the database. If it is known where that is, nothing
	 * is asked before the lock.
	 * @return what it returns
	 * @throws dev.migrate.MigrateException if it fails in the database
	 */
	public <T> T upgrade(Function<OpenDatabase, T> function) {
		KnownPosition known = this.position.getAndSet(null);
		if (known == null) {
			return call(function);
		}
		MigrationConnection kept = this.keeper.take();
		if (kept != null) {
			try {
				return use(kept, null, known, function);
			}
			catch (RuntimeException ex) {
				if (kept.session().isUsed() || !kept.isLoss(ex)) {
					throw ex;
				}
				// Nothing has been done yet.
			}
		}
		return use(open(), null, known, function);
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

	private <T> T use(MigrationConnection connection, @Nullable MigrationTables tables, @Nullable KnownPosition known,
			Function<OpenDatabase, T> function) {
		T result;
		try {
			result = call((tables != null) ? tables : find(connection, known), known, connection, function);
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

	private MigrationTables find(MigrationConnection connection, @Nullable KnownPosition known) {
		return (known != null) ? MigrationTables.of(connection, known.tables())
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

	private <T> T call(MigrationTables tables, @Nullable KnownPosition known, MigrationConnection connection,
			Function<OpenDatabase, T> function) {
		try {
			return function.apply(new OpenDatabase(connection, tables, known, this.settings));
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
