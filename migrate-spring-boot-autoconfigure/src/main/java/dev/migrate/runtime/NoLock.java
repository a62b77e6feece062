package dev.migrate.runtime;

import java.util.Optional;

import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves it to the rows of the version table to be those that were read before.
 */
final class NoLock extends MigrationLock {

	private static final Logger logger = LoggerFactory.getLogger(NoLock.class);

	NoLock(MigrationConnection connection, MigrationSession session) {
		super(connection, session);
	}

	@Override
	void acquire() {
		logger.debug("Migrating without a lock, because migrate.lock.mode is 'none'");
	}

	@Override
	Optional<String> holder() {
		return Optional.empty();
	}

	@Override
	void release() {
		// There is none.
	}

	@Override
	void begin(LockWait lockWait) {
		tryBegin(lockWait);
	}

}
