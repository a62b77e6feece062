package dev.migrate.test.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.datasource.DirectDataSource;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.database.DatabaseCatalog;
import dev.migrate.dialect.database.Databases;
import dev.migrate.dialect.database.OwnSchemas;
import dev.migrate.runtime.Migrator;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The server of the application's database, which the databases of the tests are created
 * on. A process is connected to each of its databases, or holds it: what a killed one has
 * left behind is dropped by the next, and so are templates that nobody has used for a
 * day.
 */
public final class TestServer {

	private static final String PREFIX = "migrate_test_";

	private static final Pattern NAME = Pattern.compile(PREFIX + "\\d+_\\w+");

	private static final String TEMPLATE_PREFIX = "migrate_template_";

	private static final long UNUSED = 24 * 3600;

	private static final Logger logger = LoggerFactory.getLogger(TestServer.class);

	private static final Set<String> cleaned = new LinkedHashSet<>();

	private final ServerAddress address;

	private final Set<String> schemas;

	private TestServer(ServerAddress address, Set<String> schemas) {
		this.address = address;
		this.schemas = schemas;
	}

	/**
	 * Finds the server of the database of a migrator. If the role may not create
	 * databases, the databases are schemas of that one, as far as it is certain that the
	 * revisions do nothing beyond their schema.
	 * @param migrator the migrator, whose database is only asked about itself
	 * @param rows statements that are run besides its revisions, by where they were found
	 * @return the server
	 * @throws TestDatabaseException if neither a database nor such a schema can be
	 * created there
	 * @throws dev.migrate.dialect.UnsupportedDatabaseException if no dialect knows it
	 */
	public static TestServer of(Migrator migrator, Map<String, String> rows) {
		return of(migrator.dataSource(), migrator.inspection().schemas(), new RevisionReach(migrator, rows));
	}

	/**
	 * Finds the server of a database, which is only asked about itself.
	 * @param dataSource the application's database
	 * @param schemas the schemas that every database must have besides the one that the
	 * connection leads to
	 * @return the server
	 * @throws TestDatabaseException if no database can be created there
	 * @throws dev.migrate.dialect.UnsupportedDatabaseException if no dialect knows it
	 */
	public static TestServer of(DataSource dataSource, Collection<String> schemas) {
		return of(dataSource, schemas, null);
	}

	private static TestServer of(DataSource dataSource, Collection<String> schemas, @Nullable RevisionReach reach) {
		DataSource direct = DirectDataSource.of(dataSource);
		try (Connection connection = ((direct != null) ? direct : dataSource).getConnection()) {
			Dialect dialect = Dialects.of(connection);
			JdbcTemplate jdbc = SessionJdbc.of(connection);
			String role = dialect.databases(jdbc).roleWithoutRight();
			if (role != null) {
				requireSchemas(role, connection.getCatalog(), dialect, jdbc, reach);
			}
			Set<String> all = new LinkedHashSet<>(schemas);
			all.add(dialect.inspector(jdbc).currentSchema());
			TestServer server = new TestServer(ServerAddress.of(dataSource, connection, dialect, role != null), all);
			server.dropLeftovers();
			return server;
		}
		catch (SQLException ex) {
			throw TestDatabaseException.connection(ex);
		}
	}

	private static void requireSchemas(String role, String database, Dialect dialect, JdbcTemplate jdbc,
			@Nullable RevisionReach reach) {
		OwnSchemas own = dialect.ownSchemas(jdbc);
		if (own == null || reach == null) {
			throw TestDatabaseException.noRight(role);
		}
		if (!own.mayCreate()) {
			throw TestDatabaseException.noRight(role, database);
		}
		String beyond = reach.beyond(own, dialect);
		if (beyond != null) {
			throw TestDatabaseException.beyondSchema(role, beyond);
		}
		logger.info("The tests run in schemas of database {}, because role {} may not create databases", database,
				role);
	}

	Dialect dialect() {
		return this.address.dialect();
	}

	/**
	 * Returns whether the databases are schemas of the application's database.
	 */
	public boolean isOfSchemas() {
		return this.address.schemas();
	}

	/**
	 * Reads everything that a database consists of.
	 */
	DatabaseCatalog catalog(String name, JdbcTemplate jdbc) {
		DatabaseCatalog catalog = dialect().catalog(jdbc);
		return this.address.schemas() ? catalog.of(name, this.schemas.iterator().next()) : catalog;
	}

	/**
	 * Creates an empty database, which must be closed.
	 */
	public TestDatabase create() {
		TestDatabase database = opened((databases, name) -> {
			databases.create(name);
			return true;
		}).orElseThrow();
		return this.address.schemas() ? database : filled(database, this::createSchemas);
	}

	private void createSchemas(TestDatabase database) {
		for (String schema : this.schemas) {
			database.jdbc()
				.sql("CREATE SCHEMA IF NOT EXISTS " + dialect().quote(new ObjectName(null, schema)))
				.update();
		}
	}

	/**
	 * Creates a database with the revisions of a template, which must be closed. The
	 * template is made if there is none, where databases can be copied.
	 * @param fingerprint what the revisions depend on
	 * @param migrate runs the revisions on an empty database
	 */
	public TestDatabase create(String fingerprint, Consumer<TestDatabase> migrate) {
		String template = this.address.call((databases) -> databases.haveTemplates()
				? TEMPLATE_PREFIX + Fingerprint.of(List.of(fingerprint, databases.properties())) : "");
		if (template.isEmpty()) {
			return filled(create(), migrate);
		}
		return copy(template).or(() -> {
			filled(create(), migrate).keepAs(template);
			return copy(template);
		}).orElseGet(() -> filled(create(), migrate));
	}

	private Optional<TestDatabase> copy(String template) {
		return opened((databases, name) -> databases.copy(name, template));
	}

	/**
	 * Makes a database that this process is connected to, or holds, from the beginning.
	 * @param make makes a database of a name, and returns whether it did
	 */
	private Optional<TestDatabase> opened(BiPredicate<Databases, String> make) {
		return this.address.call((databases) -> {
			String name = newName(databases);
			databases.hold(name);
			if (!make.test(databases, name)) {
				return Optional.empty();
			}
			try {
				return Optional.of(open(name));
			}
			catch (RuntimeException | Error ex) {
				databases.drop(name);
				throw ex;
			}
		});
	}

	private static TestDatabase filled(TestDatabase database, Consumer<TestDatabase> fill) {
		try {
			fill.accept(database);
			return database;
		}
		catch (RuntimeException | Error ex) {
			database.close();
			throw ex;
		}
	}

	private static String newName(Databases databases) {
		return PREFIX + databases.now() + "_" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
	}

	private TestDatabase open(String name) {
		DataSource dataSource = this.address.dataSource(name);
		try {
			return new TestDatabase(this, name, this.address.url(name), dataSource, dataSource.getConnection());
		}
		catch (SQLException ex) {
			throw TestDatabaseException.connection(ex);
		}
	}

	void drop(String name) {
		this.address.run((databases) -> databases.drop(name));
	}

	void keepAs(TestDatabase database, String template) {
		this.address.run((databases) -> {
			databases.hold(database.name());
			database.disconnect();
			if (!databases.keepAs(database.name(), template)) {
				databases.drop(database.name());
			}
		});
	}

	/**
	 * Once for a server is enough in a process.
	 */
	private void dropLeftovers() {
		synchronized (cleaned) {
			if (!cleaned.add(this.address.url())) {
				return;
			}
		}
		this.address.run((databases) -> {
			databases.idle(PREFIX)
				.stream()
				.filter((name) -> NAME.matcher(name).matches())
				.forEach((name) -> dropLeftover(databases, name));
			databases.unusedTemplates(TEMPLATE_PREFIX, UNUSED).forEach((name) -> dropLeftover(databases, name));
		});
	}

	/**
	 * What another process has left behind is no reason for this one to fail.
	 */
	private static void dropLeftover(Databases databases, String name) {
		try {
			databases.drop(name);
		}
		catch (DataAccessException ex) {
			logger.info("{} of an earlier run cannot be dropped: {}", name, ex.getMostSpecificCause().getMessage());
		}
	}

}
