package dev.migrate.runtime.lock;

import java.util.Optional;

import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.runtime.connection.MigrationConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves it to the rows of the version table to be those that were read before.
 */
public final class NoLock extends MigrationLock {

	private static final Logger logger = LoggerFactory.getLogger(NoLock.class);

	NoLock(MigrationConnection connection, MigrationSession session) {
		super(connection, session);
	}

	@Override
	public void acquire() {
		logger.debug("Migrating without a lock, because migrate.lock.mode is 'none'");
	}

	@Override
	public Optional<String> holder() {
		return Optional.empty();
	}

	@Override
	public void release() {
		// There is none.
	}

	@Override
	public void begin(LockWait lockWait) {
		tryBegin(lockWait);
	}

}
