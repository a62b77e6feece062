package dev.migrate.runtime;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * What a connection pooler in transaction mode does: each transaction of a client, and
 * each statement outside of one, runs in another session of the server.
 */
final class RotatingSessions extends AbstractDataSource implements AutoCloseable {

	private final List<Connection> sessions = new ArrayList<>();

	private int next;

	RotatingSessions(DataSource server, int count) throws SQLException {
		for (int i = 0; i < count; i++) {
			this.sessions.add(server.getConnection());
		}
	}

	@Override
	public synchronized Connection getConnection() {
		Client client = new Client();
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> {
					try {
						return switch (method.getName()) {
							case "equals" -> proxy == arguments[0];
							case "hashCode" -> System.identityHashCode(proxy);
							case "close" -> null;
							case "isClosed" -> false;
							case "setAutoCommit" -> client.begin((boolean) arguments[0]);
							case "getAutoCommit" -> client.transaction == null;
							case "isWrapperFor" -> false;
							default -> method.invoke(client.session(), arguments);
						};
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	@Override
	public Connection getConnection(String username, String password) {
		return getConnection();
	}

	private synchronized Connection rotate() {
		this.next = (this.next + 1) % this.sessions.size();
		return this.sessions.get(this.next);
	}

	@Override
	public void close() throws SQLException {
		for (Connection session : this.sessions) {
			session.close();
		}
	}

	/**
	 * The client of a pooler.
	 */
	private final class Client {

		private Connection transaction;

		Connection session() {
			return (this.transaction != null) ? this.transaction : rotate();
		}

		Object begin(boolean autoCommit) throws SQLException {
			if (!autoCommit && this.transaction == null) {
				this.transaction = rotate();
				this.transaction.setAutoCommit(false);
			}
			else if (autoCommit && this.transaction != null) {
				this.transaction.setAutoCommit(true);
				this.transaction = null;
			}
			return null;
		}

	}

}
