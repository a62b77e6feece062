package dev.migrate.test.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.UnsupportedDatabaseException;
import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.inspection.ScriptReport;
import dev.migrate.test.database.MigratedDatabases;
import dev.migrate.test.database.TestDatabase;
import dev.migrate.test.database.TestServer;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

import org.springframework.util.function.SingletonSupplier;

/**
 * The revisions of a migrator, and databases to try them out on. The migrator's own
 * database is only asked where its server is.
 */
public final class HistoryUnderTest implements AutoCloseable {

	private final Migrator migrator;

	private final Supplier<AutogenerateSettings> wanted;

	private final List<RevisionRows> rows;

	private final SingletonSupplier<Map<String, List<RevisionRows>>> rowsBefore;

	private final SingletonSupplier<ScriptReport> report;

	private final SingletonSupplier<TestServer> server;

	private final SingletonSupplier<HeadDatabase> head;

	private final Set<TestDatabase> databases = new LinkedHashSet<>();

	/**
	 * Creates a history.
	 * @param migrator the migrator of the application
	 * @param wanted what its database is to be like
	 * @param rows the rows that are there before some revisions
	 */
	public HistoryUnderTest(Migrator migrator, Supplier<AutogenerateSettings> wanted, List<RevisionRows> rows) {
		this.migrator = migrator;
		this.wanted = wanted;
		this.rows = List.copyOf(rows);
		this.rowsBefore = SingletonSupplier.of(this::byRevision);
		this.report = SingletonSupplier.of(() -> migrator.inspection().checkScripts(kindOf(migrator.dataSource())));
		this.server = SingletonSupplier.of(() -> TestServer.of(migrator, rows.stream()
			.collect(Collectors.toMap(RevisionRows::location, RevisionRows::sql, (one, same) -> one))));
		this.head = SingletonSupplier.of(() -> HeadDatabase.of(this));
	}

	Migrator migrator() {
		return this.migrator;
	}

	AutogenerateSettings wanted() {
		return this.wanted.get();
	}

	RevisionMap revisions() {
		return this.migrator.revisions();
	}

	/**
	 * Returns all revisions in the order in which an empty database is upgraded.
	 */
	List<RevisionNode> inOrder() {
		return revisions().size() == 0 ? List.of()
				: revisions().upgrade(RevisionIdentifier.HEADS, List.of()).revisions();
	}

	/**
	 * Returns how to call a revision.
	 */
	public String describe(RevisionNode revision) {
		String message = this.migrator.scripts().get(revision.id()).message();
		return message.isEmpty() ? revision.id() : revision.id() + " " + message;
	}

	/**
	 * Looks for mistakes in the scripts, as written for the kind of the migrator's
	 * database.
	 */
	public ScriptReport report() {
		return this.report.obtain();
	}

	private static @Nullable String kindOf(DataSource dataSource) {
		try (Connection connection = dataSource.getConnection()) {
			String url = connection.getMetaData().getURL();
			return Dialects.of(connection).otherDatabase(url, "x") != null ? url : null;
		}
		catch (SQLException | UnsupportedDatabaseException ex) {
			// The checks that need the database say so
			return null;
		}
	}

	/**
	 * Returns the database that has all revisions.
	 */
	HeadDatabase head() {
		return this.head.obtain();
	}

	/**
	 * Returns whether the databases are schemas of the application's database.
	 */
	boolean isInSchema() {
		return this.server.obtain().isOfSchemas();
	}

	/**
	 * Creates an empty database. It is dropped at the end, if not before.
	 */
	TestDatabase create() {
		TestDatabase database = this.server.obtain().create();
		this.databases.add(database);
		return database;
	}

	/**
	 * Creates a database with some of the first revisions, and the rows that are there
	 * before each of them. It is dropped at the end, if not before.
	 * @param first the first of all revisions, in order
	 */
	TestDatabase create(List<RevisionNode> first) {
		boolean withRows = first.stream().anyMatch((revision) -> !rowsBefore(revision).isEmpty());
		if (!withRows && MigratedDatabases.areWorthKeeping(first)) {
			TestDatabase copy = new MigratedDatabases(this.migrator, this.server.obtain()).create(first,
					(database) -> upgrade(database, first));
			this.databases.add(copy);
			return copy;
		}
		TestDatabase database = create();
		upgrade(database, first);
		return database;
	}

	void drop(TestDatabase database) {
		if (this.databases.remove(database)) {
			database.close();
		}
	}

	/**
	 * Returns the rows that are there before a revision, none for most.
	 * @throws AssertionFailedError if some are before a revision that there is not
	 */
	List<RevisionRows> rowsBefore(RevisionNode revision) {
		return this.rowsBefore.obtain().getOrDefault(revision.id(), List.of());
	}

	private Map<String, List<RevisionRows>> byRevision() {
		Map<String, List<RevisionRows>> byRevision = new HashMap<>();
		for (RevisionRows before : this.rows) {
			for (String id : ids(before.revisions(revisions()))) {
				byRevision.computeIfAbsent(id, (first) -> new ArrayList<>()).add(before);
			}
		}
		return byRevision;
	}

	/**
	 * Returns whether there are rows before any revision.
	 */
	boolean hasRows() {
		return !this.rows.isEmpty();
	}

	/**
	 * Upgrades an empty database to some of the first revisions, with the rows that are
	 * there before each of them.
	 * @param revisions the first of all revisions, in order
	 */
	void upgrade(TestDatabase database, List<RevisionNode> revisions) {
		Migrator other = this.migrator.on(database.dataSource());
		List<RevisionNode> together = new ArrayList<>();
		for (RevisionNode revision : revisions) {
			List<RevisionRows> before = rowsBefore(revision);
			if (!before.isEmpty()) {
				upgrade(other, together);
				together.clear();
				before.forEach((rows) -> rows.insertInto(database));
			}
			together.add(revision);
		}
		upgrade(other, together);
	}

	private void upgrade(Migrator other, List<RevisionNode> revisions) {
		for (String target : revisions().rowsFor(ids(revisions))) {
			other.upgrade(target);
		}
	}

	static List<String> ids(Collection<RevisionNode> revisions) {
		return revisions.stream().map(RevisionNode::id).toList();
	}

	/**
	 * Drops all databases.
	 */
	@Override
	public void close() {
		RuntimeException failure = null;
		for (TestDatabase database : List.copyOf(this.databases)) {
			try {
				drop(database);
			}
			catch (RuntimeException ex) {
				failure = ex;
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

}
