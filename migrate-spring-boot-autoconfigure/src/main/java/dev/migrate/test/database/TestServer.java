package dev.migrate.test.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import javax.sql.DataSource;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.schema.ObjectName;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The server of the application's database, which the databases of the tests are created
 * on. Their names have the time in them: what a killed process has left behind is dropped
 * by a later one, as soon as it is old and nobody is connected to it.
 */
public final class TestServer {

	private static final String PREFIX = "migrate_test_";

	private static final long OLD = 3600;

	private static final Set<String> cleaned = new LinkedHashSet<>();

	private final ServerAddress address;

	private final Set<String> schemas;

	private TestServer(ServerAddress address, Set<String> schemas) {
		this.address = address;
		this.schemas = schemas;
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
		try (Connection connection = dataSource.getConnection()) {
			Dialect dialect = Dialects.of(connection);
			JdbcTemplate jdbc = SessionJdbc.of(connection);
			String role = dialect.databases(jdbc).roleWithoutRight();
			if (role != null) {
				throw TestDatabaseException.noRight(role);
			}
			Set<String> all = new LinkedHashSet<>(schemas);
			all.add(dialect.inspector(jdbc).currentSchema());
			TestServer server = new TestServer(ServerAddress.of(dataSource, connection, dialect), all);
			server.dropLeftovers();
			return server;
		}
		catch (SQLException ex) {
			throw TestDatabaseException.connection(ex);
		}
	}

	Dialect dialect() {
		return this.address.dialect();
	}

	/**
	 * Creates an empty database, which must be closed.
	 */
	public TestDatabase create() {
		String name = this.address.call((databases) -> {
			String random = PREFIX + databases.now() + "_" + random();
			databases.create(random);
			return random;
		});
		TestDatabase database = open(name);
		for (String schema : this.schemas) {
			database.jdbc()
				.sql("CREATE SCHEMA IF NOT EXISTS " + dialect().quote(new ObjectName(null, schema)))
				.update();
		}
		return database;
	}

	private TestDatabase open(String name) {
		DataSource dataSource = this.address.dataSource(name);
		try {
			Connection connection = dataSource.getConnection();
			requireName(connection, name);
			return new TestDatabase(this, name, dataSource, connection);
		}
		catch (SQLException ex) {
			throw TestDatabaseException.connection(ex);
		}
	}

	/**
	 * A pooler may lead every connection to the same database.
	 */
	private static void requireName(Connection connection, String name) throws SQLException {
		if (!name.equalsIgnoreCase(connection.getCatalog())) {
			connection.close();
			throw TestDatabaseException.sameDatabase(name);
		}
	}

	void drop(String name) {
		this.address.run((databases) -> databases.drop(name));
	}

	void keepAs(String name, String template) {
		this.address.run((databases) -> {
			if (!databases.keepAs(name, template)) {
				databases.drop(name);
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
			long old = databases.now() - OLD;
			databases.idle(PREFIX).stream().filter((name) -> created(name) < old).forEach(databases::drop);
		});
	}

	private static long created(String name) {
		String time = name.substring(PREFIX.length()).replaceFirst("_.*", "");
		return time.matches("\\d{1,18}") ? Long.parseLong(time) : Long.MAX_VALUE;
	}

	private static String random() {
		return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
	}

}
