package dev.migrate.runtime.connection;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How long a migration connection may be silent.
 *
 * @param networkTimeout how long the server may take for what it answers at once, and how
 * long it may be out of reach while a statement runs; zero for ever
 * @param lockTimeout how long the tool's own rows may wait for others besides, zero for
 * ever
 * @param firstReport after what time it is said who is in the way of a statement
 */
public record ResponseTimes(Duration networkTimeout, Duration lockTimeout, Duration firstReport) {

	public static final Duration DEFAULT_NETWORK_TIMEOUT = Duration.ofSeconds(30);

	// After the default of migrate.session.lock-timeout, whose failure names them, too.
	private static final Duration FIRST_REPORT = Duration.ofSeconds(6);

	private static final Duration SHORTEST_ATTEMPT = Duration.ofSeconds(2);

	public ResponseTimes {
		// JDBC counts milliseconds in 32 bits.
		Assert.isTrue(
				!networkTimeout.isNegative()
						&& networkTimeout.plus(lockTimeout).compareTo(Duration.ofMillis(Integer.MAX_VALUE)) <= 0,
				() -> "migrate.session.network-timeout must be between 0 and 24 days, but is " + networkTimeout);
	}

	/**
	 * Returns the times of a connection whose settings are given.
	 * @param networkTimeout as {@code migrate.session.network-timeout}
	 * @param lockTimeout as {@code migrate.session.lock-timeout}
	 */
	public static ResponseTimes of(Duration networkTimeout, Duration lockTimeout) {
		return new ResponseTimes(networkTimeout, lockTimeout, FIRST_REPORT);
	}

	boolean isLimited() {
		return !this.networkTimeout.isZero();
	}

	/**
	 * Returns how long a driver may try to connect.
	 */
	Duration toConnect() {
		return (this.networkTimeout.compareTo(SHORTEST_ATTEMPT) < 0) ? SHORTEST_ATTEMPT : this.networkTimeout;
	}

	/**
	 * Returns how long the tool's own rows may take.
	 * @return the time, zero for ever
	 */
	Duration forRows() {
		return (isLimited() && !this.lockTimeout.isZero()) ? this.networkTimeout.plus(this.lockTimeout) : Duration.ZERO;
	}

}
