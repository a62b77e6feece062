package dev.migrate.runtime.baseline;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.database.DatabaseLogin;
import dev.migrate.dialect.database.Databases;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * An empty database beside that of the application, which is dropped at the end, also
 * when the process is told to end. What a killed one leaves behind is dropped by a later
 * one.
 */
public final class TemporaryDatabase implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(TemporaryDatabase.class);

	private static final String PREFIX = "migrate_baseline_";

	private static final long OLD = 3600;

	private final Dialect dialect;

	private final DatabaseLogin login;

	private final String name;

	private final Thread hook = new Thread(this::drop);

	private TemporaryDatabase(Dialect dialect, DatabaseLogin login, String name) {
		this.dialect = dialect;
		this.login = login;
		this.name = name;
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	/**
	 * Finds out how the database of a connection is reached.
	 * @param direct what connects as its data source does, or {@code null} if that cannot
	 * be told
	 * @throws BaselineException if nothing tells it
	 */
	public static DatabaseLogin login(DataSource dataSource, Connection connection,
			@Nullable SimpleDriverDataSource direct, Dialect dialect) throws SQLException {
		String user = (direct != null) ? direct.getUsername() : null;
		String url = Stream.of((direct != null) ? direct.getUrl() : null, connection.getMetaData().getURL())
			.flatMap(Stream::ofNullable)
			.filter((candidate) -> dialect.otherDatabase(candidate, "x") != null)
			.findFirst()
			.orElseThrow(() -> BaselineException.unknownLogin(dataSource.getClass()));
		return new DatabaseLogin(url, (user != null && !user.isEmpty()) ? user : connection.getMetaData().getUserName(),
				(direct != null) ? direct.getPassword() : null);
	}

	/**
	 * Returns the role if it may not create a database.
	 */
	public static @Nullable String roleWithoutRight(Dialect dialect, DatabaseLogin login) {
		String[] role = new String[1];
		use(dialect, login, (databases) -> role[0] = databases.roleWithoutRight());
		return role[0];
	}

	/**
	 * Creates a database.
	 * @param login how the application's database is reached
	 * @param schemas the schemas that it must have
	 */
	public static TemporaryDatabase create(Dialect dialect, DatabaseLogin login, Collection<String> schemas) {
		String[] name = new String[1];
		use(dialect, login, (databases) -> {
			dropLeftovers(databases);
			name[0] = PREFIX + databases.now() + "_"
					+ HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
		});
		TemporaryDatabase database = new TemporaryDatabase(dialect, login, name[0]);
		try {
			use(dialect, login, (databases) -> databases.create(database.name));
			database.createSchemas(schemas);
			return database;
		}
		catch (RuntimeException | Error ex) {
			database.close(ex);
			throw ex;
		}
	}

	private static void dropLeftovers(Databases databases) {
		long old = databases.now() - OLD;
		for (String name : databases.idle(PREFIX)) {
			String time = name.substring(PREFIX.length()).replaceFirst("_.*", "");
			if (time.matches("\\d{1,18}") && Long.parseLong(time) < old) {
				databases.drop(name);
			}
		}
	}

	private void createSchemas(Collection<String> schemas) {
		try (Connection connection = dataSource().getConnection()) {
			if (!this.name.equalsIgnoreCase(connection.getCatalog())) {
				throw BaselineException.otherDatabase(this.name);
			}
			JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
			for (String schema : schemas) {
				jdbc.execute("CREATE SCHEMA IF NOT EXISTS " + this.dialect.quote(new ObjectName(null, schema)));
			}
		}
		catch (DataAccessException ex) {
			throw BaselineException.notCreated(String.valueOf(ex.getMostSpecificCause().getMessage()), ex);
		}
		catch (SQLException ex) {
			throw BaselineException.unreachable(ex);
		}
	}

	/**
	 * Returns what connects to it.
	 */
	public DataSource dataSource() {
		return connecting(this.login.to(String.valueOf(this.dialect.otherDatabase(this.login.url(), this.name))));
	}

	private static void use(Dialect dialect, DatabaseLogin login, Consumer<Databases> use) {
		try (Connection connection = connecting(login).getConnection()) {
			use.accept(dialect.databases(new JdbcTemplate(new SingleConnectionDataSource(connection, true))));
		}
		catch (DataAccessException ex) {
			throw BaselineException.notCreated(String.valueOf(ex.getMostSpecificCause().getMessage()), ex);
		}
		catch (SQLException ex) {
			throw BaselineException.unreachable(ex);
		}
	}

	static SimpleDriverDataSource connecting(DatabaseLogin login) {
		try {
			SimpleDriverDataSource dataSource = new SimpleDriverDataSource(DriverManager.getDriver(login.url()),
					login.url());
			dataSource.setUsername(login.user());
			dataSource.setPassword(login.password());
			return dataSource;
		}
		catch (SQLException ex) {
			throw BaselineException.unreachable(ex);
		}
	}

	private void drop() {
		use(this.dialect, this.login, (databases) -> databases.drop(this.name));
	}

	/**
	 * Drops the database after a failure, whose place no second one takes.
	 */
	private void close(Throwable failure) {
		try {
			close();
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

	@Override
	public void close() {
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
			drop();
		}
		catch (IllegalStateException ex) {
			logger.debug("The process ends and drops the database {} itself", this.name, ex);
		}
	}

}
