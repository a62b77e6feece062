package dev.migrate.runtime;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSession;

/**
 * Guards the statements of one transaction. Once one of them may hold a lock that blocks
 * others, all that follow wait only for a limited time: whoever waits for the lock that
 * is held would wait with them.
 */
final class TransactionGuard implements StatementGuard {

	private final MigrationSession session;

	private final Dialect dialect;

	private LockWait lockWait;

	/**
	 * Creates a guard.
	 * @param session the session, whose transaction has begun
	 * @param dialect the dialect of the statements
	 * @param lockWait what the transaction has begun with
	 */
	TransactionGuard(MigrationSession session, Dialect dialect, LockWait lockWait) {
		this.session = session;
		this.dialect = dialect;
		this.lockWait = lockWait;
	}

	@Override
	public void run(String statement, Runnable execution) {
		if (this.lockWait == LockWait.UNLIMITED && this.dialect.lockWait(statement) == LockWait.LIMITED) {
			this.session.limitTransaction(LockWait.LIMITED);
			this.lockWait = LockWait.LIMITED;
		}
		execution.run();
	}

}
