package dev.migrate.runtime.execution;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.dialect.ServerError;
import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.connection.RunFailure;
import dev.migrate.runtime.content.StatementFailure;
import dev.migrate.runtime.run.MigrationListener;
import dev.migrate.runtime.run.RetryPolicy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

/**
 * Does again what failed only because another session was in the way, and says who that
 * was. There is no transaction open in between.
 */
public final class Retry {

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
	 * Makes attempts until one succeeds or fails for a reason of its own.
	 * @param what how the log calls it
	 * @param attempts returns each attempt
	 * @throws RetriesExhausted after the last attempt
	 */
	void attempt(String what, Supplier<? extends Attempt> attempts) {
		attempt(what, null, attempts);
	}

	/**
	 * Runs a statement until it succeeds or fails for a reason of its own. An attempt
	 * that fails leaves nothing behind.
	 * @param what how the log calls it
	 * @throws RetriesExhausted after the last attempt
	 */
	void run(String what, String statement, Runnable action) {
		attempt(what, statement, () -> action::run);
	}

	private void attempt(String what, @Nullable String statement, Supplier<? extends Attempt> attempts) {
		for (int number = 1;; number++) {
			Attempt attempt = attempts.get();
			try {
				attempt.run();
				return;
			}
			catch (RuntimeException ex) {
				SQLException cause = RunFailure.includes(ex) ? MigrationConnection.sqlCause(ex) : null;
				if (cause == null || !attempt.isRepeatable()
						|| this.dialect.failureKind(cause) != FailureKind.CONTENTION) {
					throw ex;
				}
				pause(what, number, blockers((statement != null) ? statement : statement(ex)), cause, ex);
			}
		}
	}

	private void pause(String what, int attempt, List<String> blockers, SQLException cause, RuntimeException failure) {
		ServerError error = this.dialect.error(cause);
		String message = (failure instanceof StatementFailure found) ? found.mask(error).message() : error.message();
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

	/**
	 * An attempt, which is made once.
	 */
	@FunctionalInterface
	interface Attempt {

		void run();

		/**
		 * Returns whether the attempt, which has failed, has left nothing behind.
		 */
		default boolean isRepeatable() {
			return true;
		}

	}

}
