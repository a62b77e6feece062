package dev.migrate.runtime.lock;

import java.util.Optional;

import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.runtime.connection.MigrationConnection;

/**
 * The advisory lock of one transaction after the other.
 */
public final class TransactionLock extends MigrationLock {

	private final MigrationConnection connection;

	private final LockQueue queue;

	TransactionLock(MigrationConnection connection, MigrationSession session, LockSettings settings) {
		super(connection, session);
		this.connection = connection;
		this.queue = LockQueue.ofSessions(settings, session.advisoryLock(), connection.dialect());
	}

	@Override
	public void acquire() {
		begin(LockWait.LIMITED);
		this.connection.rollback();
	}

	@Override
	public Optional<String> holder() {
		return this.queue.holder().get();
	}

	@Override
	public void release() {
		// Each transaction has released it.
	}

	@Override
	public void begin(LockWait lockWait) {
		this.queue.await(() -> tryBegin(lockWait));
	}

	@Override
	public boolean lasts() {
		return false;
	}

}
