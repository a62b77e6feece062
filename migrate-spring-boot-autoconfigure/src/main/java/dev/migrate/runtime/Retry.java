package dev.migrate.runtime;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.MigrationSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

/**
 * Does again what failed only because another session was in the way, and says who that
 * was. There is no transaction open in between.
 */
final class Retry {

	private static final Logger logger = LoggerFactory.getLogger(Retry.class);

	private final RetryPolicy policy;

	private final MigrationSession session;

	private final Dialect dialect;

	private final MigrationListener listener;

	Retry(RetryPolicy policy, MigrationSession session, Dialect dialect, MigrationListener listener) {
		this.policy = policy;
		this.session = session;
		this.dialect = dialect;
		this.listener = listener;
	}

	/**
	 * Runs an action until it succeeds or fails for a reason of its own.
	 * @param what how the log calls it
	 * @param statement the statement that the action consists of, or {@code null} if its
	 * failure tells
	 * @param action what to run
	 * @param repeatable whether the attempt that has just failed has left nothing behind
	 * @throws RetriesExhausted after the last attempt
	 */
	void run(String what, @Nullable String statement, Runnable action, BooleanSupplier repeatable) {
		for (int attempt = 1;; attempt++) {
			try {
				action.run();
				return;
			}
			catch (StatementFailure | CommitFailure | DataAccessException | MigrationCallbackException ex) {
				SQLException cause = MigrationConnection.sqlCause(ex);
				if (cause == null || !repeatable.getAsBoolean()
						|| this.dialect.failureKind(cause) != FailureKind.CONTENTION) {
					throw ex;
				}
				pause(what, attempt, blockers((statement != null) ? statement : statement(ex)), cause, ex);
			}
		}
	}

	private void pause(String what, int attempt, List<String> blockers, SQLException cause, RuntimeException failure) {
		String message = this.dialect.error(cause).message();
		String held = blockers.isEmpty() ? "Nobody holds a lock there any more." : "Held by " + list(blockers) + ".";
		if (attempt >= this.policy.maxAttempts()) {
			logger.warn("{} failed at attempt {}, the last: {}. {}", what, attempt, message, held);
			throw new RetriesExhausted(attempt, blockers, failure);
		}
		Duration delay = this.policy.delay(attempt, ThreadLocalRandom.current());
		logger.warn("{} failed at attempt {} of {}: {}. {} The next attempt is in {} ms.", what, attempt,
				this.policy.maxAttempts(), message, held, delay.toMillis());
		this.listener.retrying(attempt, delay, failure);
		try {
			Thread.sleep(delay.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RetriesExhausted(attempt, blockers, failure);
		}
	}

	private List<String> blockers(@Nullable String statement) {
		try {
			return this.session.blockers(statement);
		}
		catch (DataAccessException ex) {
			logger.debug("Who holds the lock cannot be read", ex);
			return List.of();
		}
	}

	private static @Nullable String statement(RuntimeException failure) {
		return (failure instanceof StatementFailure found) ? found.statement() : null;
	}

	private static String list(List<String> blockers) {
		return String.join("; ", blockers);
	}

}
