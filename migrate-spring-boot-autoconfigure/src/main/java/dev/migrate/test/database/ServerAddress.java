package dev.migrate.test.database;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.datasource.DirectDataSource;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.database.Databases;
import dev.migrate.dialect.database.OwnSchemas;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * How the databases of a server are reached.
 *
 * @param url the URL of the application's database
 * @param user the user, or {@code null} if the URL says it
 * @param password the password, or {@code null} if the URL says it or none is needed
 * @param dialect the kind of the server
 * @param schemas whether the databases are schemas of the application's database
 */
record ServerAddress(String url, @Nullable String user, @Nullable String password, Dialect dialect, boolean schemas) {

	private static final String TESTCONTAINERS = "jdbc:tc:";

	// What Testcontainers gives a database for which nobody says it.
	private static final String DEFAULT_PASSWORD = "test";

	/**
	 * Finds out how a data source connects.
	 * @param dataSource the data source
	 * @param connection one of its connections
	 * @param dialect the kind of the server
	 * @param schemas whether to use schemas of its database
	 * @throws TestDatabaseException if that cannot be told
	 */
	static ServerAddress of(DataSource dataSource, Connection connection, Dialect dialect, boolean schemas)
			throws SQLException {
		SimpleDriverDataSource derived = DirectDataSource.of(dataSource);
		String user = (derived != null) ? derived.getUsername() : null;
		String password = (derived != null) ? derived.getPassword() : null;
		String given = (derived != null) ? derived.getUrl() : null;
		String actual = connection.getMetaData().getURL();
		String url = Stream.of(given, actual)
			.flatMap(Stream::ofNullable)
			.filter((candidate) -> dialect.otherDatabase(candidate, "x") != null)
			.findFirst()
			.orElseThrow(() -> TestDatabaseException.unknownUrl(dataSource.getClass()));
		if (user == null || user.isEmpty()) {
			user = connection.getMetaData().getUserName();
		}
		if (given != null && given.startsWith(TESTCONTAINERS) && (password == null || password.isEmpty())) {
			password = DEFAULT_PASSWORD;
		}
		return new ServerAddress(url, user, password, dialect, schemas);
	}

	/**
	 * Returns what connects to a database of the server.
	 */
	DataSource dataSource(String database) {
		return new DelegatingDataSource(connecting(url(database))) {

			@Override
			public Connection getConnection() throws SQLException {
				Connection connection = super.getConnection();
				requireName(connection, database);
				return connection;
			}

		};
	}

	/**
	 * A pooler may lead every connection to the same database.
	 */
	private void requireName(Connection connection, String name) throws SQLException {
		try {
			boolean right = this.schemas ? schemas(connection).leadsTo(name)
					: name.equalsIgnoreCase(connection.getCatalog());
			if (!right) {
				throw TestDatabaseException.sameDatabase(name);
			}
			if (this.schemas) {
				connection.setClientInfo("ApplicationName", name);
			}
		}
		catch (SQLException | RuntimeException | Error ex) {
			try (connection) {
				throw ex;
			}
		}
	}

	private OwnSchemas schemas(Connection connection) {
		return Objects.requireNonNull(this.dialect.ownSchemas(SessionJdbc.of(connection)));
	}

	/**
	 * Returns the URL of a database of the server.
	 */
	String url(String database) {
		return String.valueOf(this.schemas ? this.dialect.otherSchema(this.url, database)
				: this.dialect.otherDatabase(this.url, database));
	}

	void run(Consumer<Databases> use) {
		call((found) -> {
			use.accept(found);
			return true;
		});
	}

	/**
	 * Uses a connection to the application's database to create and drop others.
	 */
	<T> T call(Function<Databases, T> use) {
		try (Connection connection = connecting(this.url).getConnection()) {
			return use.apply(this.schemas ? schemas(connection) : this.dialect.databases(SessionJdbc.of(connection)));
		}
		catch (SQLException ex) {
			throw TestDatabaseException.connection(ex);
		}
	}

	private DataSource connecting(String url) {
		try {
			Driver driver = DriverManager.getDriver(url);
			SimpleDriverDataSource dataSource = new SimpleDriverDataSource(driver, url);
			dataSource.setUsername(this.user);
			dataSource.setPassword(this.password);
			return dataSource;
		}
		catch (SQLException ex) {
			throw TestDatabaseException.connection(ex);
		}
	}

}
