package dev.migrate.runtime;

import java.time.Duration;

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
		Patience patience = new Patience(this.maxWait);
		while (!this.session.tryLock()) {
			if (patience.isExhausted()) {
				throw new LockTimeoutException(patience.waited(), holder());
			}
			if (patience.isTimeToReport()) {
				logger.info("Waiting for the migration lock, held by {}", holder());
			}
			patience.pause();
		}
	}

	private String holder() {
		return this.session.lockHolder().orElse("a session that has just ended");
	}

}
