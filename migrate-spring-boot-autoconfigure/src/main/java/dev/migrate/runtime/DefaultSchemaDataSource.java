package dev.migrate.runtime;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.LockMode;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.runtime.execution.MigratorSettings;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The connections of a data source with the default schema of the revisions as their own,
 * so that what is compared is what the revisions change. They go back as they came.
 * Internal: not part of the API.
 */
public final class DefaultSchemaDataSource extends DelegatingDataSource {

	private final MigratorSettings settings;

	private DefaultSchemaDataSource(DataSource dataSource, MigratorSettings settings) {
		super(dataSource);
		this.settings = settings;
	}

	/**
	 * Returns the data source of a migrator with the default schema of its revisions.
	 */
	public static DataSource of(Migrator migrator) {
		return of(migrator.dataSource(), migrator);
	}

	/**
	 * Returns a data source with the default schema of the revisions of a migrator.
	 * @return the given one if its own default schema is that of the revisions
	 */
	public static DataSource of(DataSource dataSource, Migrator migrator) {
		return (migrator.settings().session().schema() != null)
				? new DefaultSchemaDataSource(dataSource, migrator.settings()) : dataSource;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		try {
			return open(connection);
		}
		catch (SQLException | RuntimeException ex) {
			connection.close();
			throw ex;
		}
	}

	private Connection open(Connection connection) throws SQLException {
		Dialect dialect = Dialects.of(connection);
		JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
		if (!dialect.inspector(jdbc).schemas().contains(this.settings.session().schema())) {
			// The first run creates it, or says that it does not exist.
			return connection;
		}
		MigrationSession session = dialect.session(jdbc, dialect.findTables(jdbc, this.settings.tables()),
				this.settings.session(), LockMode.NONE);
		session.open();
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> {
					if (method.getName().equals("close")) {
						close(connection, session);
						return null;
					}
					try {
						return method.invoke(connection, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

	private static void close(Connection connection, MigrationSession session) throws SQLException {
		if (connection.isClosed()) {
			return;
		}
		try {
			if (!connection.getAutoCommit()) {
				connection.rollback();
				connection.setAutoCommit(true);
			}
			session.close();
		}
		catch (SQLException | RuntimeException ex) {
			connection.abort(Runnable::run);
		}
		finally {
			connection.close();
		}
	}

}
