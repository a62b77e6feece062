package dev.migrate.runtime.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A connection with the network timeout of what is being done with it: the short one of a
 * migration for what the server answers at once, else the one that it came with, which
 * for most connections is none. That costs no round trip.
 */
final class TimedConnection {

	private static final Logger logger = LoggerFactory.getLogger(TimedConnection.class);

	// connection_does_not_exist
	private static final String DOES_NOT_EXIST = "08003";

	private final Connection connection;

	private final ResponseTimes times;

	private final @Nullable Integer before;

	private Duration limit = Duration.ZERO;

	private boolean patient;

	// Read by the watch over the connection.
	private volatile long lastUse = System.nanoTime();

	TimedConnection(Connection connection, ResponseTimes times) {
		this.connection = connection;
		this.times = times;
		this.before = times.isLimited() ? read(connection) : null;
	}

	private static @Nullable Integer read(Connection connection) {
		try {
			return connection.getNetworkTimeout();
		}
		catch (SQLException | AbstractMethodError | UnsupportedOperationException ex) {
			logger.debug("The connection has no network timeout", ex);
			return null;
		}
	}

	/**
	 * Returns the connection for what may take long.
	 */
	SingleConnectionDataSource ordinary() {
		return new Uses(false);
	}

	/**
	 * Returns the connection for what the server answers at once.
	 */
	SingleConnectionDataSource prompt() {
		return new Uses(true);
	}

	/**
	 * Returns when the connection was used last.
	 * @return the value of {@link System#nanoTime()} when a use began or ended
	 */
	long lastUse() {
		return this.lastUse;
	}

	void use() {
		this.lastUse = System.nanoTime();
	}

	/**
	 * Runs an action all of whose statements are answered within a time.
	 * @param limit the time, zero for what the connection came with
	 */
	void within(Duration limit, Runnable action) {
		Duration outer = this.limit;
		this.limit = limit;
		try {
			apply(limit);
			action.run();
		}
		finally {
			this.limit = outer;
			apply(outer);
		}
	}

	/**
	 * Runs an action that may take long even over the connection for what is answered at
	 * once.
	 */
	void patiently(Runnable action) {
		boolean outer = this.patient;
		this.patient = true;
		try {
			action.run();
		}
		finally {
			this.patient = outer;
		}
	}

	/**
	 * Gives the connection the network timeout that it came with.
	 */
	void restore() {
		this.limit = Duration.ZERO;
		apply(this.limit);
	}

	private void apply(Duration limit) {
		if (this.before == null) {
			return;
		}
		int millis = this.before;
		if (!limit.isZero() && (millis == 0 || limit.toMillis() < millis)) {
			millis = (int) Math.max(1, limit.toMillis());
		}
		try {
			this.connection.setNetworkTimeout(Runnable::run, millis);
		}
		catch (SQLException | AbstractMethodError ex) {
			// Of one that is gone, the next statement says so.
			logger.trace("The network timeout cannot be set", ex);
		}
	}

	/**
	 * The connection as those get it who use it: each use is noted when it begins and
	 * when it ends.
	 */
	private final class Uses extends SingleConnectionDataSource {

		private final boolean prompt;

		Uses(boolean prompt) {
			super(TimedConnection.this.connection, true);
			this.prompt = prompt;
		}

		@Override
		public Connection getConnection() throws SQLException {
			use();
			if (TimedConnection.this.connection.isClosed()) {
				throw new SQLException("The connection has been closed", DOES_NOT_EXIST);
			}
			if (this.prompt && !TimedConnection.this.patient) {
				apply(TimedConnection.this.times.networkTimeout());
			}
			return super.getConnection();
		}

		@Override
		public boolean shouldClose(Connection connection) {
			use();
			if (this.prompt) {
				apply(TimedConnection.this.limit);
			}
			return super.shouldClose(connection);
		}

	}

}
