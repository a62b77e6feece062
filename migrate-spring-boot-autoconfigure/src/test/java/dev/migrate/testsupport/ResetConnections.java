package dev.migrate.testsupport;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Hands out connections whose sessions are like new ones: what a test has left in a
 * session is discarded when it closes the connection. The process of the server, which
 * takes longer to start than most tests have for it to do, knows the catalog.
 */
final class ResetConnections extends AbstractDataSource implements AutoCloseable {

	/**
	 * What the reports of the server say that the tests have not asked for.
	 */
	static final String MARK = "/* between tests */";

	private static final String RESET = "DISCARD ALL " + MARK;

	/**
	 * Settings of a database or a role are in force in sessions that begin later.
	 */
	private static final String HAS_DEFAULTS = """
			SELECT EXISTS (SELECT FROM pg_db_role_setting WHERE setdatabase IN (0,
				(SELECT oid FROM pg_database WHERE datname = current_database())))
			""" + MARK;

	private static final Executor IN_PLACE = Runnable::run;

	private final DataSource dataSource;

	private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

	private volatile boolean closed;

	ResetConnections(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	@Override
	public Connection getConnection() throws SQLException {
		for (Connection kept = this.idle.poll(); kept != null; kept = this.idle.poll()) {
			if (isLikeNew(kept)) {
				return new Lease(this, kept).connection();
			}
			closeQuietly(kept);
		}
		return new Lease(this, this.dataSource.getConnection()).connection();
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return this.dataSource.getConnection(username, password);
	}

	private static boolean isLikeNew(Connection connection) {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(HAS_DEFAULTS)) {
			return row.next() && !row.getBoolean(1);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private void giveBack(Connection connection) throws SQLException {
		if (connection.isClosed()) {
			return;
		}
		if (this.closed || !isReset(connection)) {
			connection.close();
			return;
		}
		this.idle.push(connection);
	}

	private static boolean isReset(Connection connection) {
		try {
			if (!connection.getAutoCommit()) {
				connection.rollback();
				connection.setAutoCommit(true);
			}
			connection.setReadOnly(false);
			connection.setNetworkTimeout(IN_PLACE, 0);
			connection.clearWarnings();
			try (Statement statement = connection.createStatement()) {
				statement.execute(RESET);
			}
			return true;
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private void closeQuietly(Connection connection) {
		try {
			connection.close();
		}
		catch (SQLException ex) {
			this.logger.debug("The server has closed it.", ex);
		}
	}

	@Override
	public void close() {
		this.closed = true;
		this.idle.forEach(this::closeQuietly);
	}

	/**
	 * A connection until it is closed.
	 */
	private static final class Lease implements InvocationHandler {

		private final ResetConnections pool;

		private final Connection target;

		private boolean closed;

		Lease(ResetConnections pool, Connection target) {
			this.pool = pool;
			this.target = target;
		}

		Connection connection() {
			return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
					new Class<?>[] { Connection.class }, this);
		}

		@Override
		public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
			switch (method.getName()) {
				case "close" -> {
					if (!this.closed) {
						this.closed = true;
						this.pool.giveBack(this.target);
					}
					return null;
				}
				case "isClosed" -> {
					return this.closed || this.target.isClosed();
				}
				case "equals" -> {
					return proxy == Objects.requireNonNull(arguments)[0];
				}
				case "hashCode" -> {
					return System.identityHashCode(proxy);
				}
				case "toString" -> {
					return this.target.toString();
				}
				default -> {
					if (this.closed) {
						throw new SQLException("This connection has been closed.", "08003");
					}
					return invoke(method, arguments);
				}
			}
		}

		private @Nullable Object invoke(Method method, Object @Nullable [] arguments) throws Throwable {
			try {
				return method.invoke(this.target, arguments);
			}
			catch (InvocationTargetException ex) {
				throw ex.getTargetException();
			}
		}

	}

}
