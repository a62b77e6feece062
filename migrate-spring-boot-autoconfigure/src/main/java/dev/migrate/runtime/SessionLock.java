package dev.migrate.runtime;

import java.util.Optional;

import dev.migrate.dialect.AdvisoryLock;
import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSession;

/**
 * The advisory lock of the session that migrates.
 */
final class SessionLock extends MigrationLock {

	private final AdvisoryLock lock;

	private final LockQueue queue;

	SessionLock(MigrationConnection connection, MigrationSession session, LockSettings settings) {
		super(connection, session);
		this.lock = session.advisoryLock();
		this.queue = new LockQueue(settings.maxWait(), this.lock::holder, LockQueue.END_SESSION);
	}

	@Override
	void acquire() {
		this.queue.await(this.lock::tryLock);
	}

	@Override
	Optional<String> holder() {
		return this.lock.holder();
	}

	@Override
	void release() {
		this.lock.unlock();
	}

	@Override
	void begin(LockWait lockWait) {
		if (!tryBegin(lockWait)) {
			throw new ConcurrentMigrationException("Another session has taken the migration lock from this one.");
		}
	}

}
