package dev.migrate.runtime;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSession;
import org.jspecify.annotations.Nullable;

/**
 * Guards statements outside of a transaction. Each of them is tried again by itself.
 */
final class AutocommitGuard implements StatementGuard {

	private final MigrationSession session;

	private final Dialect dialect;

	private final Retry retry;

	private final String what;

	private @Nullable LockWait lockWait;

	/**
	 * Creates a guard.
	 * @param what how the log calls the statements
	 * @param session the session
	 * @param dialect the dialect of the statements
	 * @param retry how a statement is tried again
	 */
	AutocommitGuard(String what, MigrationSession session, Dialect dialect, Retry retry) {
		this.what = what;
		this.session = session;
		this.dialect = dialect;
		this.retry = retry;
	}

	@Override
	public void run(String statement, Runnable execution) {
		LockWait wanted = this.dialect.lockWait(statement);
		// Only a change is sent, so that a limit that the script sets itself stays.
		if (wanted != this.lockWait) {
			this.session.limitStatements(wanted);
			this.lockWait = wanted;
		}
		this.retry.run(this.what, statement, () -> {
			this.session.dropLeftovers(statement);
			execution.run();
			this.session.verify(statement);
		});
	}

}
