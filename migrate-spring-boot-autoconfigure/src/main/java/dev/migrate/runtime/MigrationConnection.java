package dev.migrate.runtime;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import dev.migrate.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The one connection that a run uses, in autocommit mode between transactions. It goes
 * back to its pool as it came.
 */
final class MigrationConnection implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(MigrationConnection.class);

	private final DataSource dataSource;

	// A shutdown of the JVM reads it from another thread.
	private volatile Connection connection;

	private final boolean autoCommit;

	private final boolean readOnly;

	private final Dialect dialect;

	private final JdbcTemplate jdbc;

	private final Shutdown shutdown = new Shutdown(this);

	private boolean broken;

	private MigrationConnection(DataSource dataSource, Connection connection) throws SQLException {
		this.dataSource = dataSource;
		this.connection = connection;
		this.dialect = Dialects.of(connection);
		this.autoCommit = connection.getAutoCommit();
		this.readOnly = connection.isReadOnly();
		if (!this.autoCommit) {
			connection.setAutoCommit(true);
		}
		this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
	}

	static MigrationConnection open(DataSource dataSource) {
		Connection connection;
		try {
			connection = dataSource.getConnection();
		}
		catch (SQLException ex) {
			throw new DatabaseUnavailableException(ex);
		}
		try {
			return new MigrationConnection(dataSource, connection);
		}
		catch (SQLException ex) {
			closeQuietly(connection);
			throw new DatabaseUnavailableException(ex);
		}
		catch (RuntimeException ex) {
			closeQuietly(connection);
			throw ex;
		}
	}

	Dialect dialect() {
		return this.dialect;
	}

	JdbcTemplate jdbc() {
		return this.jdbc;
	}

	Shutdown shutdown() {
		return this.shutdown;
	}

	/**
	 * Cancels the statement that is running, from another thread.
	 */
	void cancel() throws SQLException {
		this.dialect.cancel(this.connection);
	}

	/**
	 * Ends the connection whatever it is doing, from another thread.
	 */
	void abort() throws SQLException {
		this.connection.abort(Runnable::run);
	}

	/**
	 * Makes the connection writable, which a pool may have made read-only.
	 */
	void writable() {
		try {
			if (this.readOnly) {
				this.connection.setReadOnly(false);
			}
		}
		catch (SQLException ex) {
			throw new DatabaseUnavailableException(ex);
		}
	}

	/**
	 * Gives a connection that was lost back and takes another in its place.
	 * @throws DatabaseUnavailableException if none can be had
	 */
	void reconnect() {
		// Given back first, for a pool of one.
		closeQuietly(this.connection);
		try {
			this.connection = this.dataSource.getConnection();
			this.connection.setReadOnly(false);
			this.connection.setAutoCommit(true);
		}
		catch (SQLException ex) {
			throw new DatabaseUnavailableException(ex);
		}
		this.jdbc.setDataSource(new SingleConnectionDataSource(this.connection, true));
	}

	/**
	 * Runs an action in a transaction of its own. Whatever it throws rolls back.
	 * @param action the action
	 * @throws CommitFailure if the transaction cannot be committed
	 */
	void inTransaction(Runnable action) {
		try {
			this.connection.setAutoCommit(false);
			try {
				action.run();
				commit();
			}
			catch (Throwable ex) {
				rollback(ex);
				throw ex;
			}
			this.connection.setAutoCommit(true);
		}
		catch (SQLException ex) {
			throw stateException(ex);
		}
	}

	private void commit() {
		try {
			this.connection.commit();
		}
		catch (SQLException ex) {
			throw new CommitFailure(ex);
		}
	}

	private void rollback(Throwable cause) {
		try {
			this.connection.rollback();
			this.connection.setAutoCommit(true);
		}
		catch (SQLException ex) {
			cause.addSuppressed(ex);
		}
	}

	/**
	 * Turns a failure of the tool's own statements into an exception that says so.
	 * @param failure the failure
	 * @return the exception to throw
	 */
	RuntimeException translate(RuntimeException failure) {
		SQLException cause = sqlCause(failure);
		boolean own = failure instanceof DataAccessException || failure instanceof CommitFailure;
		return (own && cause != null) ? stateException(cause) : failure;
	}

	/**
	 * Finds what the driver threw.
	 * @param failure what was caught
	 * @return the exception of the driver, or {@code null} if there is none
	 */
	static @Nullable SQLException sqlCause(@Nullable Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException exception) {
				return exception;
			}
		}
		return null;
	}

	private MigrateException stateException(SQLException exception) {
		String message = this.dialect.error(exception).message();
		return switch (this.dialect.failureKind(exception)) {
			case CONNECTION_LOST -> new ConnectionLostException(message, null, "No revision was running.", exception);
			case READ_ONLY -> new ReadOnlyDatabaseException(message, null, exception);
			case CONTENTION, REFUSED -> new MigrationStateException(message, exception);
		};
	}

	@Override
	public void close() {
		try {
			if (this.broken) {
				this.connection.abort(Runnable::run);
			}
			else if (!this.connection.isClosed()) {
				if (this.readOnly) {
					this.connection.setReadOnly(true);
				}
				if (!this.autoCommit) {
					this.connection.setAutoCommit(false);
				}
			}
		}
		catch (SQLException ex) {
			logger.debug("The connection could not be put back as it was", ex);
		}
		closeQuietly(this.connection);
	}

	/**
	 * Runs what puts the session back as it was. If that fails, the connection must not
	 * be used by anybody else.
	 * @param action the action
	 */
	void restore(Runnable action) {
		try {
			action.run();
		}
		catch (DataAccessException ex) {
			logger.debug("The session could not be put back as it was; its connection is closed", ex);
			this.broken = true;
		}
	}

	private static void closeQuietly(Connection connection) {
		try {
			connection.close();
		}
		catch (SQLException ex) {
			logger.debug("The connection could not be closed", ex);
		}
	}

}
