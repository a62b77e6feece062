package dev.migrate.runtime.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.sql.DataSource;

import dev.migrate.runtime.failure.DatabaseUnavailableException;
import dev.migrate.text.MaskedException;
import dev.migrate.text.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An attempt to connect, which ends in time if there is a limit. A connection that comes
 * later is closed.
 */
final class ConnectionAttempt {

	private static final Logger logger = LoggerFactory.getLogger(ConnectionAttempt.class);

	private static final String NO_ANSWER = "08001";

	private final CompletableFuture<Connection> result = new CompletableFuture<>();

	private final DataSource dataSource;

	private ConnectionAttempt(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	/**
	 * Connects, and waits as long as the data source does.
	 * @throws DatabaseUnavailableException if it fails
	 */
	static Connection of(DataSource dataSource) {
		try {
			Connection connection = dataSource.getConnection();
			if (connection == null) {
				throw new SQLException("The JDBC driver does not accept the URL.");
			}
			return connection;
		}
		catch (SQLException ex) {
			throw new DatabaseUnavailableException(ex);
		}
		catch (RuntimeException ex) {
			// A pool that cannot even begin, as with a URL that its driver does not take.
			throw new DatabaseUnavailableException(new SQLException(ex.getMessage(), ex));
		}
	}

	/**
	 * Connects.
	 * @param limit how long that may take
	 * @throws SQLException if it fails, or takes longer
	 */
	static Connection within(DataSource dataSource, Duration limit) throws SQLException {
		ConnectionAttempt attempt = new ConnectionAttempt(dataSource);
		Thread thread = new Thread(attempt::run, "migrate-connect");
		thread.setDaemon(true);
		thread.start();
		return attempt.await(limit);
	}

	private void run() {
		try {
			Connection connection = this.dataSource.getConnection();
			if (!this.result.complete(connection)) {
				connection.close();
			}
		}
		catch (SQLException | RuntimeException ex) {
			if (!this.result.completeExceptionally(ex)) {
				logger.debug("The attempt to connect has failed after it was given up",
						MaskedException.of(ex, Secrets::withoutUrls));
			}
		}
	}

	private Connection await(Duration limit) throws SQLException {
		try {
			return this.result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof SQLException exception) {
				throw exception;
			}
			throw new SQLException(ex.getCause());
		}
		catch (TimeoutException ex) {
			return late("The server has not answered within " + limit.toMillis() + " ms");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return late("Interrupted while connecting");
		}
	}

	private Connection late(String reason) throws SQLException {
		if (this.result.cancel(false)) {
			throw new SQLException(reason, NO_ANSWER);
		}
		try {
			return this.result.join();
		}
		catch (CompletionException ex) {
			throw new SQLException(reason, NO_ANSWER, ex);
		}
	}

}
