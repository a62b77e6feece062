package dev.migrate.testsupport;

import java.util.List;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * An empty PostgreSQL database that belongs to one test. Declare a parameter of this type
 * in a test class extended with {@link PostgresExtension}.
 */
public final class TestDatabase implements AutoCloseable {

	private final PostgresServer server;

	private final String name;

	private final KeptConnections connections;

	private final ResetConnections sessions;

	private @Nullable SingleConnectionDataSource session;

	TestDatabase(PostgresServer server, String name) {
		this.server = server;
		this.name = name;
		this.connections = new KeptConnections(newConnections());
		this.sessions = new ResetConnections(newConnections());
	}

	/**
	 * Creates a database on the server of a version, which must be closed.
	 * @param version one of {@link #versions()}
	 * @return the database
	 */
	public static TestDatabase on(int version) {
		return PostgresServer.of(version).create();
	}

	/**
	 * Returns the major versions of PostgreSQL that tests can run on: the oldest and the
	 * newest that are supported, and the usual one.
	 * @return the versions in ascending order
	 */
	public static IntStream versions() {
		return IntStream.of(14, PostgresServer.DEFAULT_VERSION, 18);
	}

	/**
	 * Returns the major version of the server.
	 * @return the version
	 */
	public int version() {
		return this.server.version();
	}

	public String name() {
		return this.name;
	}

	public String url() {
		return "jdbc:postgresql://localhost:" + this.server.port() + "/" + this.name;
	}

	public String user() {
		return "postgres";
	}

	public String password() {
		return "postgres";
	}

	/**
	 * Returns a data source that gives a session each time it is asked for one in which
	 * nothing has happened yet. The connection may have been open before.
	 * @return the data source
	 */
	public DataSource dataSource() {
		return this.sessions;
	}

	/**
	 * Returns a data source that opens a new connection each time it is asked for one,
	 * for a test in which connections are lost, counted, looked at or held by a pool.
	 * @return the data source
	 */
	public DataSource newConnections() {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(url());
		dataSource.setUser(user());
		dataSource.setPassword(password());
		dataSource.setAssumeMinServerVersion("12");
		return dataSource;
	}

	/**
	 * Returns a data source with one connection, which stays open until the database is
	 * dropped: for a test that is not about connections. The process of the server knows
	 * the catalog after the first query, and keeps the plans of those that are repeated.
	 * @return the data source
	 */
	public synchronized DataSource session() {
		if (this.session == null) {
			this.session = new SingleConnectionDataSource(url() + "?flushCacheOnDdl=false", user(), password(), true);
		}
		return this.session;
	}

	/**
	 * Returns a client for what the test itself does, in one session, or in several that
	 * do it at once.
	 * @return the client
	 */
	public JdbcClient jdbc() {
		return JdbcClient.create(this.connections);
	}

	DataSource connections() {
		return this.connections;
	}

	/**
	 * Returns the names of the tables in the schema {@code public}, in alphabetical
	 * order.
	 * @return the table names
	 */
	public List<String> tables() {
		return jdbc().sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
			.query(String.class)
			.list();
	}

	/**
	 * Returns the SQL statements that the server has run in this database since
	 * {@link #forgetStatements()}, with their constants replaced, once for each time.
	 * @return the statements, in no particular order
	 */
	public List<String> statements() {
		return this.server.admin()
			.sql("""
					SELECT s.query FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid,
					generate_series(1, s.calls) WHERE d.datname = ? AND s.query NOT LIKE ?""")
			.param(this.name)
			.param("%" + ResetConnections.MARK)
			.query(String.class)
			.list();
	}

	public void forgetStatements() {
		this.server.admin()
			.sql("SELECT pg_stat_statements_reset(0, oid, 0) FROM pg_database WHERE datname = ?")
			.param(this.name)
			.query()
			.singleRow();
	}

	/**
	 * Drops the database.
	 */
	@Override
	public synchronized void close() {
		this.connections.close();
		this.sessions.close();
		if (this.session != null) {
			this.session.destroy();
		}
		this.server.drop(this);
	}

}
