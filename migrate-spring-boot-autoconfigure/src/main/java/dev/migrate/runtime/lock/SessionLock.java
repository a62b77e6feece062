package dev.migrate.runtime.lock;

import java.util.Optional;

import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.dialect.session.AdvisoryLock;
import dev.migrate.runtime.connection.MigrationConnection;

/**
 * The advisory lock of the session that migrates.
 */
public final class SessionLock extends MigrationLock {

	private final AdvisoryLock lock;

	private final LockQueue queue;

	SessionLock(MigrationConnection connection, MigrationSession session, LockSettings settings) {
		super(connection, session);
		this.lock = session.advisoryLock();
		this.queue = LockQueue.ofSessions(settings, this.lock, connection.dialect());
	}

	@Override
	public void acquire() {
		this.queue.await(this.lock::tryLock);
	}

	@Override
	public Optional<String> holder() {
		return this.lock.holder();
	}

	@Override
	public void release() {
		this.lock.unlock();
	}

	@Override
	public boolean endsWithSession() {
		return true;
	}

	@Override
	public void begin(LockWait lockWait) {
		if (!tryBegin(lockWait)) {
			throw taken();
		}
	}

}
