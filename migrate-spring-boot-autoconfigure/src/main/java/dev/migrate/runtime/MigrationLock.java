package dev.migrate.runtime;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import dev.migrate.dialect.MigrationSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the lock of a session by asking again and again, with no statement and no
 * transaction open in between.
 */
final class MigrationLock {

	private static final Logger logger = LoggerFactory.getLogger(MigrationLock.class);

	private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

	private static final Duration REPORT_INTERVAL = Duration.ofSeconds(30);

	private final MigrationSession session;

	private final @Nullable Duration maxWait;

	MigrationLock(MigrationSession session, @Nullable Duration maxWait) {
		this.session = session;
		this.maxWait = maxWait;
	}

	/**
	 * Takes the lock, waiting for as long as another session holds it, at most the
	 * maximum if there is one.
	 * @throws LockTimeoutException after the maximum
	 */
	void acquire() {
		long start = System.nanoTime();
		Duration pause = SHORTEST_PAUSE;
		Duration nextReport = Duration.ZERO;
		while (!this.session.tryLock()) {
			Duration waited = Duration.ofNanos(System.nanoTime() - start);
			if (this.maxWait != null && waited.compareTo(this.maxWait) >= 0) {
				throw new LockTimeoutException(waited, holder());
			}
			if (waited.compareTo(nextReport) >= 0) {
				logger.info("Waiting for the migration lock, held by {}", holder());
				nextReport = waited.plus(REPORT_INTERVAL);
			}
			pause(pause, waited);
			pause = pause.multipliedBy(2);
			if (pause.compareTo(LONGEST_PAUSE) > 0) {
				pause = LONGEST_PAUSE;
			}
		}
	}

	private String holder() {
		return this.session.lockHolder().orElse("a session that has just ended");
	}

	private void pause(Duration longest, Duration waited) {
		try {
			Thread.sleep(ThreadLocalRandom.current().nextLong(longest.toMillis() / 2, longest.toMillis() + 1));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new LockTimeoutException(waited, holder());
		}
	}

}
