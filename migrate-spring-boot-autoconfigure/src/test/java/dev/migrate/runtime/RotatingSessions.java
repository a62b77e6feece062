package dev.migrate.runtime;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * What a connection pooler in transaction mode may do: one statement that asks for the
 * migration lock runs in one session of the server, the next one in another, all other
 * statements in a third, and transactions in a fourth.
 */
final class RotatingSessions extends AbstractDataSource implements AutoCloseable {

	private final List<Connection> sessions = new ArrayList<>();

	private int requests;

	RotatingSessions(DataSource server) throws SQLException {
		for (int i = 0; i < 4; i++) {
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
							default -> method.invoke(client.session(arguments), arguments);
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

	private synchronized Connection session(Object[] arguments) {
		boolean lock = arguments != null && String.valueOf(arguments[0]).contains("pg_try_advisory_lock");
		return this.sessions.get(lock ? this.requests++ % 2 : 2);
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

		private @Nullable Connection transaction;

		Connection session(Object[] arguments) {
			return (this.transaction != null) ? this.transaction : RotatingSessions.this.session(arguments);
		}

		@Nullable Object begin(boolean autoCommit) throws SQLException {
			Connection session = RotatingSessions.this.sessions.get(3);
			session.setAutoCommit(autoCommit);
			this.transaction = autoCommit ? null : session;
			return null;
		}

	}

}
