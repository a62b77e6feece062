package dev.migrate.dialect.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;

import org.jspecify.annotations.Nullable;

/**
 * What the driver of a database can do with a connection beyond JDBC. By default, it can
 * do nothing more.
 */
public interface DriverConnections {

	/**
	 * Returns the name of the database, such as {@code PostgreSQL}.
	 * @return the name
	 */
	String name();

	/**
	 * Returns the connection of the driver that a pool or another wrapper stands before.
	 * @param connection a connection of a data source
	 * @return the one of the driver, or the same if there is no other
	 * @throws SQLException if it cannot be had
	 */
	default Connection driverConnection(Connection connection) throws SQLException {
		return connection;
	}

	/**
	 * Cancels the statement that a connection is running, if there is one: it fails then,
	 * and the connection remains as it is. May be called from any thread.
	 * @param connection the connection
	 * @throws SQLException if the server cannot be told
	 */
	default void cancel(Connection connection) throws SQLException {
		throw new SQLFeatureNotSupportedException(
				"JDBC has no way to cancel what a connection of " + name() + " is running");
	}

	/**
	 * Returns what looks at the session of a connection over another connection.
	 * @param connection the connection, nothing of which is asked of the server
	 * @return the monitor, or {@code null} if the database or the connection has no way
	 * to do that
	 * @throws SQLException if the connection is closed
	 */
	default @Nullable SessionMonitor monitor(Connection connection) throws SQLException {
		return null;
	}

}
