package dev.migrate.testsupport;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SmartDataSource;

/**
 * Keeps a connection for each thread, since the server starts a process for each
 * connection and reads its catalog anew.
 */
final class KeptConnections extends AbstractDataSource implements SmartDataSource, AutoCloseable {

	private static final int SECONDS_TO_ANSWER = 5;

	private final DataSource dataSource;

	private final Map<Thread, Connection> connections = new ConcurrentHashMap<>();

	KeptConnections(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection kept = this.connections.get(Thread.currentThread());
		if (kept != null && kept.isValid(SECONDS_TO_ANSWER)) {
			return kept;
		}
		Connection connection = this.dataSource.getConnection();
		this.connections.put(Thread.currentThread(), connection);
		return connection;
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return this.dataSource.getConnection(username, password);
	}

	@Override
	public boolean shouldClose(Connection connection) {
		return false;
	}

	@Override
	public void close() {
		for (Connection connection : this.connections.values()) {
			try {
				connection.close();
			}
			catch (SQLException ex) {
				this.logger.debug("The server has closed it.", ex);
			}
		}
	}

}
