package dev.migrate.testsupport;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SmartDataSource;

/**
 * Keeps connections that Spring gives back, since the server starts a process for each
 * connection, which reads the catalog anew.
 */
final class KeptConnections extends AbstractDataSource implements SmartDataSource, AutoCloseable {

	private static final int SECONDS_TO_ANSWER = 5;

	private final DataSource dataSource;

	private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

	KeptConnections(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection kept = this.idle.poll();
		return (kept != null && kept.isValid(SECONDS_TO_ANSWER)) ? kept : this.dataSource.getConnection();
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return this.dataSource.getConnection(username, password);
	}

	/**
	 * Spring asks this when it is done with a connection.
	 */
	@Override
	public boolean shouldClose(Connection connection) {
		this.idle.push(connection);
		return false;
	}

	@Override
	public void close() {
		for (Connection connection : this.idle) {
			try {
				connection.close();
			}
			catch (SQLException ex) {
				this.logger.debug("The server has closed it.", ex);
			}
		}
	}

}
