package dev.migrate.runtime.lock;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.session.AdvisoryLock;
import dev.migrate.runtime.connection.PollingWait;
import dev.migrate.runtime.failure.LockTimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a lock by asking again and again, with no statement and no transaction open
 * in between.
 *
 * @param maxWait how long at most, or {@code null} for as long as the holder lives
 * @param holder who has the lock
 * @param action what to do about a holder that does not give it back
 */
public record LockQueue(@Nullable Duration maxWait, Supplier<Optional<String>> holder, String action) {

	private static final Logger logger = LoggerFactory.getLogger(LockQueue.class);

	/**
	 * Returns what waits for a session that holds an advisory lock.
	 */
	static LockQueue ofSessions(LockSettings settings, AdvisoryLock lock, Dialect dialect) {
		return new LockQueue(settings.maxWait(), lock::holder,
				"Wait for that migration to end and start again, end its session%s if it is stuck, or raise migrate.lock.max-wait."
					.formatted(dialect.endingSessions()));
	}

	/**
	 * Waits until an attempt succeeds.
	 * @param attempt tries to take the lock
	 * @throws LockTimeoutException after the maximum
	 */
	void await(BooleanSupplier attempt) {
		PollingWait patience = new PollingWait(this.maxWait);
		while (!attempt.getAsBoolean()) {
			if (patience.isExhausted()) {
				throw new LockTimeoutException(patience.waited(), describe(), this.action);
			}
			if (patience.isTimeToReport()) {
				logger.info("Waiting for the migration lock, held by {}", describe());
			}
			patience.pause();
		}
	}

	private String describe() {
		return this.holder.get().orElse("a session that has just ended");
	}

}
