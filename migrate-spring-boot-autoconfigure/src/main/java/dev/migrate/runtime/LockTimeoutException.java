package dev.migrate.runtime;

import java.time.Duration;

import dev.migrate.MigrateException;

/**
 * Thrown when another process holds the migration lock for longer than
 * {@code migrate.lock.max-wait}.
 */
public class LockTimeoutException extends MigrateException {

	private final Duration waited;

	private final String holder;

	LockTimeoutException(Duration waited, String holder) {
		super("The migration lock is still held by %s after %d s.".formatted(holder, waited.toSeconds()),
				"Wait for that migration to end and start again, end its session with pg_terminate_backend(pid) if it"
						+ " is stuck, or raise migrate.lock.max-wait.");
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
