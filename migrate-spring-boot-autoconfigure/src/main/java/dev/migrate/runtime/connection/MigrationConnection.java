package dev.migrate.runtime.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

import javax.sql.DataSource;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.session.SessionMonitor;
import dev.migrate.runtime.failure.DatabaseUnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The one connection that a run uses, in autocommit mode between transactions. It goes
 * back to its pool as it came.
 */
public final class MigrationConnection implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(MigrationConnection.class);

	private static final String NO_REVISION = "The migration";

	private final DataSource dataSource;

	// What the data source gave, and is given back to it.
	private volatile Connection pooled;

	// That of the driver, below what a pool puts around it: a pool takes a connection
	// away that has failed with one of some codes, whoever raised it. Read by a shutdown
	// and by the heartbeat of a lease, in threads of their own.
	private volatile Connection connection;

	private final PooledState before;

	private final Dialect dialect;

	private final ResponseTimes times;

	private final ConnectionFailures failures;

	private final JdbcTemplate jdbc;

	private final JdbcTemplate prompt;

	private TimedConnection timed;

	private @Nullable ConnectionWatch watch;

	private volatile String running = NO_REVISION;

	private Shutdown shutdown = new Shutdown(this);

	private boolean broken;

	private final RunSession session = new RunSession(this::isLoss, this::restore);

	private MigrationConnection(DataSource dataSource, Connection pooled, ResponseTimes times) throws SQLException {
		this.dataSource = dataSource;
		this.times = times;
		this.pooled = pooled;
		this.dialect = Dialects.of(pooled);
		this.failures = new ConnectionFailures(this.dialect, times);
		this.connection = this.dialect.driverConnection(pooled);
		this.before = PooledState.replace(this.connection);
		this.timed = new TimedConnection(this.connection, times);
		this.jdbc = new JdbcTemplate(this.timed.ordinary());
		this.prompt = new JdbcTemplate(this.timed.prompt());
	}

	/**
	 * Opens a connection.
	 * @param times how long it may be silent
	 * @throws DatabaseUnavailableException if none can be had
	 */
	public static MigrationConnection open(DataSource dataSource, ResponseTimes times) {
		MigrationConnection opened = of(dataSource, ConnectionAttempt.of(dataSource), times);
		opened.startWatch();
		return opened;
	}

	private static MigrationConnection of(DataSource dataSource, Connection connection, ResponseTimes times) {
		try {
			return new MigrationConnection(dataSource, connection, times);
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

	private void startWatch() {
		try {
			SessionMonitor monitor = this.dialect.monitor(this.connection);
			if (monitor != null) {
				this.watch = new ConnectionWatch(this.timed, this::another, monitor, this.times, () -> this.running,
						this.dialect.endingSessions(), this::lose);
			}
		}
		catch (SQLException ex) {
			logger.debug("The connection cannot be watched", ex);
		}
	}

	private void stopWatch() {
		if (this.watch != null) {
			this.watch.stop();
			this.watch = null;
		}
	}

	private void lose(String reason) {
		this.failures.lost(reason);
		logger.warn("{} has lost its connection to the database: {}", this.running, reason);
		try {
			abort();
		}
		catch (SQLException ex) {
			logger.debug("The connection could not be closed", ex);
		}
	}

	/**
	 * Opens a second connection to the same database, for short questions and answers.
	 * @throws DatabaseUnavailableException if none can be had
	 */
	public MigrationConnection another() {
		try {
			Connection second = connect();
			if (second == this.pooled) {
				throw new SQLException("The data source has one connection and gives it to everybody.");
			}
			return of(this.dataSource, second, this.times);
		}
		catch (SQLException ex) {
			throw new DatabaseUnavailableException(ex);
		}
	}

	/**
	 * A pool waits no longer than it was told to. A driver may wait for ever for a server
	 * that accepts a connection and says nothing.
	 */
	private Connection connect() throws SQLException {
		return (this.pooled == this.connection && this.times.isLimited())
				? ConnectionAttempt.within(this.dataSource, this.times.toConnect()) : this.dataSource.getConnection();
	}

	public Dialect dialect() {
		return this.dialect;
	}

	/**
	 * Returns the connection for what may take long, such as the statements of a
	 * revision.
	 */
	public JdbcTemplate jdbc() {
		return this.jdbc;
	}

	/**
	 * Returns the connection for what the server answers at once, however busy it is. A
	 * server that does not is given up after the network timeout.
	 */
	public JdbcTemplate prompt() {
		return this.prompt;
	}

	/**
	 * Runs the tool's own statements on its rows, which wait for others no longer than
	 * the lock timeout.
	 */
	public void onRows(Runnable action) {
		this.timed.within(this.times.forRows(), action);
	}

	/**
	 * Runs an action that may take long, also in what is answered at once otherwise.
	 */
	public void patiently(Runnable action) {
		this.timed.patiently(action);
	}

	/**
	 * Notes what is being done, for the log.
	 * @param running the subject of a sentence, or {@code null} for the migration
	 */
	public void running(@Nullable String running) {
		this.running = (running != null) ? running : NO_REVISION;
	}

	public Shutdown shutdown() {
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
	public void writable() {
		this.before.makeWritable(this.connection);
	}

	/**
	 * Changes the isolation of the transactions to come.
	 * @param isolation one of the constants of {@link Connection}
	 * @return what it was
	 */
	public int replaceIsolation(int isolation) {
		return Objects.requireNonNull(this.prompt.execute((ConnectionCallback<Integer>) (connection) -> {
			int before = connection.getTransactionIsolation();
			if (before != isolation) {
				connection.setTransactionIsolation(isolation);
			}
			return before;
		}));
	}

	/**
	 * Gives a connection that was lost back and takes another in its place.
	 * @throws DatabaseUnavailableException if none can be had
	 */
	public void reconnect() {
		stopWatch();
		// Given back first, for a pool of one, which must not give it out again.
		abortQuietly();
		closeQuietly(this.pooled);
		try {
			this.pooled = connect();
			this.connection = this.dialect.driverConnection(this.pooled);
			this.connection.setReadOnly(false);
			this.connection.setAutoCommit(true);
		}
		catch (SQLException ex) {
			throw new DatabaseUnavailableException(ex);
		}
		this.timed = new TimedConnection(this.connection, this.times);
		this.jdbc.setDataSource(this.timed.ordinary());
		this.prompt.setDataSource(this.timed.prompt());
		this.failures.lost(null);
		startWatch();
	}

	/**
	 * Runs an action in a transaction of its own. Whatever it throws rolls back.
	 * @throws CommitFailure if the transaction cannot be committed
	 */
	public void inTransaction(Runnable action) {
		begin();
		finish(action);
	}

	/**
	 * Runs an action as the rest of the transaction and commits. Whatever it throws rolls
	 * back.
	 * @throws CommitFailure if the transaction cannot be committed
	 */
	public void finish(Runnable action) {
		try {
			action.run();
			commit();
		}
		catch (Throwable ex) {
			rollback(ex);
			throw ex;
		}
	}

	/**
	 * Runs an action as the rest of the transaction and rolls back, whatever it throws.
	 */
	public void discard(Runnable action) {
		try {
			action.run();
		}
		catch (Throwable ex) {
			rollback(ex);
			throw ex;
		}
		rollback();
	}

	/**
	 * Begins a transaction.
	 */
	public void begin() {
		try {
			this.connection.setAutoCommit(false);
		}
		catch (SQLException ex) {
			throw this.failures.exception(ex);
		}
	}

	/**
	 * Begins a transaction in which nothing can be written.
	 */
	public void beginReadOnly() {
		begin();
		this.dialect.execute(this.jdbc, "SET TRANSACTION READ ONLY");
	}

	/**
	 * Commits the transaction.
	 * @throws CommitFailure if it cannot be committed; it is still to be rolled back then
	 */
	public void commit() {
		this.timed.use();
		try {
			this.connection.commit();
		}
		catch (SQLException ex) {
			throw new CommitFailure(ex);
		}
		endTransaction();
	}

	public void rollback() {
		this.timed.within(this.times.networkTimeout(), () -> {
			try {
				this.connection.rollback();
			}
			catch (SQLException ex) {
				throw this.failures.exception(ex);
			}
		});
		endTransaction();
	}

	/**
	 * Rolls back after a failure, whose place no second one takes.
	 */
	public void rollback(Throwable failure) {
		try {
			rollback();
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

	private void endTransaction() {
		try {
			this.connection.setAutoCommit(true);
		}
		catch (SQLException ex) {
			throw this.failures.exception(ex);
		}
	}

	/**
	 * Turns a failure of the tool's own statements into an exception that says so.
	 * @return the exception to throw
	 */
	public RuntimeException translate(RuntimeException failure) {
		SQLException cause = sqlCause(failure);
		if (cause != null && this.failures.isLoss(cause)) {
			this.broken = true;
		}
		boolean own = failure instanceof DataAccessException || failure instanceof CommitFailure;
		return (own && cause != null) ? this.failures.exception(cause) : failure;
	}

	/**
	 * Finds what the driver threw.
	 * @param failure what was caught
	 * @return the exception of the driver, or {@code null} if there is none
	 */
	public static @Nullable SQLException sqlCause(@Nullable Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException exception) {
				return exception;
			}
		}
		return null;
	}

	/**
	 * Says what has failed. Of a connection that was given up, the driver knows no more
	 * than that it is closed.
	 */
	public String describe(SQLException failure) {
		return this.failures.describe(failure);
	}

	@Override
	public void close() {
		if (!this.broken) {
			this.session.close();
		}
		stopWatch();
		try {
			if (this.broken) {
				this.connection.abort(Runnable::run);
			}
			else if (!this.connection.isClosed()) {
				this.before.putBack(this.connection);
			}
		}
		catch (SQLException ex) {
			logger.debug("The connection could not be put back as it was", ex);
		}
		this.timed.restore();
		closeQuietly(this.pooled);
	}

	/**
	 * Returns the session of the run that has the connection.
	 */
	public RunSession session() {
		return this.session;
	}

	/**
	 * Begins a call of those that use the connection one after the other.
	 */
	void beginUse() {
		this.shutdown = new Shutdown(this);
		this.running = NO_REVISION;
		this.session.begin();
	}

	/**
	 * Returns whether another call may use the connection.
	 */
	boolean isUsable() {
		return this.session.lasts() && !this.broken;
	}

	/**
	 * Returns whether a failure means that the connection is gone.
	 */
	public boolean isLoss(RuntimeException failure) {
		SQLException cause = sqlCause(failure);
		return cause != null && this.failures.isLoss(cause);
	}

	/**
	 * Runs what puts the session back as it was. If that fails, the connection must not
	 * be used by anybody else.
	 */
	public void restore(Runnable action) {
		try {
			action.run();
		}
		catch (DataAccessException ex) {
			logger.debug("The session could not be put back as it was; its connection is closed", ex);
			this.broken = true;
		}
	}

	private void abortQuietly() {
		try {
			abort();
		}
		catch (SQLException ex) {
			logger.debug("The connection could not be ended", ex);
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
