package dev.migrate.test.database;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import dev.migrate.dialect.CopyData;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.dialect.database.DatabaseCatalog;
import dev.migrate.schema.Inspector;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A database that belongs to one test. While it is open it has one connection, which
 * tells other processes that it is in use.
 */
public final class TestDatabase implements AutoCloseable {

	private final TestServer server;

	private final String name;

	private final String url;

	private final DataSource dataSource;

	private final Connection connection;

	private final SingleConnectionDataSource kept;

	TestDatabase(TestServer server, String name, String url, DataSource dataSource, Connection connection) {
		this.server = server;
		this.name = name;
		this.url = url;
		this.dataSource = dataSource;
		this.connection = connection;
		this.kept = new SingleConnectionDataSource(connection, true);
	}

	/**
	 * Returns the name of the database, as the server knows it.
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Returns the URL of the database, without user and password.
	 */
	public String url() {
		return this.url;
	}

	/**
	 * Returns a data source that opens a new connection each time it is asked for one.
	 */
	public DataSource dataSource() {
		return this.dataSource;
	}

	/**
	 * Returns a client for the one connection that the database always has.
	 */
	public JdbcClient jdbc() {
		return JdbcClient.create(this.kept);
	}

	/**
	 * Returns what tells what is in the database.
	 */
	public Inspector inspector() {
		return dialect().inspector(new JdbcTemplate(this.kept));
	}

	/**
	 * Reads everything that the database consists of.
	 */
	public DatabaseCatalog catalog() {
		return this.server.catalog(this.name, new JdbcTemplate(this.kept));
	}

	/**
	 * Runs a statement of a script, with the rows below it.
	 */
	public void run(SqlStatement statement) {
		CopyData rows = statement.data();
		JdbcTemplate jdbc = new JdbcTemplate(this.kept);
		if (rows != null) {
			dialect().copy(jdbc, statement.text(), rows.text());
		}
		else {
			jdbc.execute(statement.text());
		}
	}

	/**
	 * Runs a script as the client of the database would.
	 */
	public void runScript(String script) {
		try (Connection client = this.dataSource.getConnection()) {
			dialect().runScript(SessionJdbc.of(client), script);
		}
		catch (SQLException ex) {
			throw TestDatabaseException.connection(ex);
		}
	}

	/**
	 * Returns whether it is a schema of the application's database.
	 */
	public boolean isSchema() {
		return this.server.isOfSchemas();
	}

	public Dialect dialect() {
		return this.server.dialect();
	}

	/**
	 * Drops the database.
	 */
	@Override
	public void close() {
		disconnect();
		this.server.drop(this.name);
	}

	/**
	 * Makes the database the template that others are copied from, unless there is one
	 * already. It is no database of a test after that.
	 */
	void keepAs(String template) {
		this.server.keepAs(this, template);
	}

	void disconnect() {
		try {
			this.connection.close();
		}
		catch (SQLException ex) {
			throw TestDatabaseException.connection(ex);
		}
	}

}
