package dev.migrate.autoconfigure.properties;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The {@code migrate.session.*} properties.
 */
public class SessionProperties {

	/**
	 * How long a statement of a revision may wait for a lock when others queue behind it;
	 * zero for no limit.
	 */
	private Duration lockTimeout = Duration.ofSeconds(5);

	/**
	 * How long a statement of a revision may run; zero for no limit. As the connection
	 * came when not set.
	 */
	private @Nullable Duration statementTimeout;

	/**
	 * How long the transaction of a revision may be idle; zero for no limit. As the
	 * connection came when not set.
	 */
	private @Nullable Duration idleInTransactionTimeout;

	/**
	 * How long the server may be silent where it answers at once, and half of how long
	 * nobody may reach it while a statement runs; zero for ever.
	 */
	private Duration networkTimeout = Duration.ofSeconds(30);

	public Duration getLockTimeout() {
		return this.lockTimeout;
	}

	public void setLockTimeout(Duration lockTimeout) {
		this.lockTimeout = lockTimeout;
	}

	public @Nullable Duration getStatementTimeout() {
		return this.statementTimeout;
	}

	public void setStatementTimeout(@Nullable Duration statementTimeout) {
		this.statementTimeout = statementTimeout;
	}

	public @Nullable Duration getIdleInTransactionTimeout() {
		return this.idleInTransactionTimeout;
	}

	public void setIdleInTransactionTimeout(@Nullable Duration idleInTransactionTimeout) {
		this.idleInTransactionTimeout = idleInTransactionTimeout;
	}

	public Duration getNetworkTimeout() {
		return this.networkTimeout;
	}

	public void setNetworkTimeout(Duration networkTimeout) {
		this.networkTimeout = networkTimeout;
	}

}
