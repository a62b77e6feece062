package dev.migrate.runtime.lock;

import java.sql.Connection;
import java.time.Duration;
import java.util.function.Supplier;

import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.history.TableWrite;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lease while this process has it. A heartbeat renews it over a second connection, if
 * one can be had.
 */
public final class HeldLease {

	private static final Logger logger = LoggerFactory.getLogger(HeldLease.class);

	private final MigrationConnection connection;

	private final LeaseTable table;

	private final String token;

	private final long epoch;

	private final Duration interval;

	private final Heartbeat heartbeat;

	private volatile long renewed = System.nanoTime();

	private boolean warned;

	/**
	 * Starts to renew a lease that has just been taken.
	 * @param connection the connection that migrates
	 * @param table the table of the lease, over that connection
	 * @param token what its holder is known by
	 * @param epoch the epoch that it was taken in
	 * @param interval after what time it is to be renewed
	 */
	HeldLease(MigrationConnection connection, LeaseTable table, String token, long epoch, Duration interval) {
		this.connection = connection;
		this.table = table;
		this.token = token;
		this.epoch = epoch;
		this.interval = interval;
		this.heartbeat = Heartbeat.start(interval, this::beat);
	}

	/**
	 * Renews the lease if it has not been for a while.
	 * @return {@code false} if another process has taken it
	 */
	boolean renewIfDue() {
		return System.nanoTime() - this.renewed < this.interval.toNanos() || renew();
	}

	/**
	 * Renews the lease, after a transaction that has locked it has ended.
	 * @return {@code false} if another process has taken it
	 */
	boolean renew() {
		return renew(this.table);
	}

	private boolean renew(LeaseTable table) {
		long now = System.nanoTime();
		boolean held = table.renew(this.token, this.epoch);
		if (held) {
			this.renewed = now;
		}
		return held;
	}

	/**
	 * Returns what makes sure, as the last statement of a transaction, that the lease is
	 * still held.
	 * @param lost what to throw if another process has taken it
	 */
	TableWrite fence(Supplier<RuntimeException> lost) {
		return this.table.fence(this.token, this.epoch, lost);
	}

	/**
	 * Stops to renew the lease.
	 */
	void abandon() {
		this.heartbeat.stop();
	}

	/**
	 * Gives the lease back.
	 */
	void free() {
		abandon();
		this.table.free(this.token, this.epoch);
	}

	private void beat() {
		try (MigrationConnection second = this.connection.another()) {
			second.writable();
			int isolation = second.replaceIsolation(Connection.TRANSACTION_READ_COMMITTED);
			if (!renew(this.table.over(second.prompt()))) {
				warn("The lease of this migration has run out, and another process has taken it", "");
			}
			second.replaceIsolation(isolation);
		}
		catch (RuntimeException ex) {
			warn("The lease of this migration cannot be renewed while a statement runs: {} Let the pool have two"
					+ " connections, or set migrate.lock.lease to more than the longest revision takes",
					ex.getMessage());
		}
	}

	private void warn(String message, @Nullable String argument) {
		if (!this.warned && !Thread.currentThread().isInterrupted()) {
			this.warned = true;
			logger.warn(message, argument);
		}
	}

}
