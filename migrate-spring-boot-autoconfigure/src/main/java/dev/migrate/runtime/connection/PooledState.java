package dev.migrate.runtime.connection;

import java.sql.Connection;
import java.sql.SQLException;

import dev.migrate.runtime.failure.DatabaseUnavailableException;

/**
 * What a connection was like when its pool gave it.
 */
record PooledState(boolean autoCommit, boolean readOnly) {

	/**
	 * Reads the state of a connection, which is in autocommit mode from then on.
	 */
	static PooledState replace(Connection connection) throws SQLException {
		PooledState state = new PooledState(connection.getAutoCommit(), connection.isReadOnly());
		if (!state.autoCommit) {
			connection.setAutoCommit(true);
		}
		return state;
	}

	/**
	 * Makes a connection writable, which a pool may have made read-only.
	 */
	void makeWritable(Connection connection) {
		try {
			if (this.readOnly) {
				connection.setReadOnly(false);
			}
		}
		catch (SQLException ex) {
			throw new DatabaseUnavailableException(ex);
		}
	}

	/**
	 * Gives a connection its state back.
	 */
	void putBack(Connection connection) throws SQLException {
		if (this.readOnly) {
			connection.setReadOnly(true);
		}
		if (!this.autoCommit) {
			connection.setAutoCommit(false);
		}
	}

}
