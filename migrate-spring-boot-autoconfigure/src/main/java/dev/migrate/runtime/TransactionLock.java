package dev.migrate.runtime;

import java.util.Optional;

import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSession;

/**
 * The advisory lock of one transaction after the other.
 */
final class TransactionLock extends MigrationLock {

	private final MigrationConnection connection;

	private final LockQueue queue;

	TransactionLock(MigrationConnection connection, MigrationSession session, LockSettings settings) {
		super(connection, session);
		this.connection = connection;
		this.queue = new LockQueue(settings.maxWait(), session.advisoryLock()::holder, LockQueue.END_SESSION);
	}

	@Override
	void acquire() {
		begin(LockWait.LIMITED);
		this.connection.rollback();
	}

	@Override
	Optional<String> holder() {
		return this.queue.holder().get();
	}

	@Override
	void release() {
		// Each transaction has released it.
	}

	@Override
	void begin(LockWait lockWait) {
		this.queue.await(() -> tryBegin(lockWait));
	}

	@Override
	boolean lasts() {
		return false;
	}

}
