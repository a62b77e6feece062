package dev.migrate.runtime.failure;

import java.time.Duration;

import dev.migrate.MigrateException;

/**
 * Thrown when another process holds the migration lock for longer than
 * {@code migrate.lock.max-wait}.
 */
public class LockTimeoutException extends MigrateException {

	private final Duration waited;

	private final String holder;

	public LockTimeoutException(Duration waited, String holder, String action) {
		super("The migration lock is still held by %s after %d s.".formatted(holder, waited.toSeconds()), action);
		this.waited = waited;
		this.holder = holder;
	}

	public Duration getWaited() {
		return this.waited;
	}

	public String getHolder() {
		return this.holder;
	}

}
