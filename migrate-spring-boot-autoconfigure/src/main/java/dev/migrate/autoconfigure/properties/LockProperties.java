package dev.migrate.autoconfigure.properties;

import java.time.Duration;

import dev.migrate.dialect.LockMode;
import org.jspecify.annotations.Nullable;

/**
 * The {@code migrate.lock.*} properties.
 */
public class LockProperties {

	/**
	 * What keeps two processes from migrating the same database at once. When not set,
	 * "advisory" on PostgreSQL and "table" on H2.
	 */
	private @Nullable LockMode mode;

	/**
	 * How long the lock of mode "table" lasts after the process that holds it has died,
	 * at least a second. It is renewed while that process lives.
	 */
	private Duration lease = Duration.ofMinutes(1);

	/**
	 * How long to wait for another process that is migrating the same database, or that
	 * is to migrate it with mode "wait". As long as it takes when not set.
	 */
	private @Nullable Duration maxWait;

	public @Nullable LockMode getMode() {
		return this.mode;
	}

	public void setMode(@Nullable LockMode mode) {
		this.mode = mode;
	}

	public Duration getLease() {
		return this.lease;
	}

	public void setLease(Duration lease) {
		this.lease = lease;
	}

	public @Nullable Duration getMaxWait() {
		return this.maxWait;
	}

	public void setMaxWait(@Nullable Duration maxWait) {
		this.maxWait = maxWait;
	}

}
