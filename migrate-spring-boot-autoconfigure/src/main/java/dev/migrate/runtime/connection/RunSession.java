package dev.migrate.runtime.connection;

import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.migrate.dialect.MigrationSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

/**
 * The session of the run that has the connection. If others may follow, that of a run
 * without a failure stays open for the next one, which takes it over.
 */
public final class RunSession {

	private static final Logger logger = LoggerFactory.getLogger(RunSession.class);

	private final Predicate<RuntimeException> loss;

	private final Consumer<Runnable> restore;

	private boolean lasting;

	private boolean used;

	// That of the last run, which the next one takes over or closes.
	private @Nullable MigrationSession before;

	/**
	 * Creates the sessions of a connection.
	 * @param loss tells whether a failure means that the connection is gone
	 * @param restore runs what puts a session back
	 */
	RunSession(Predicate<RuntimeException> loss, Consumer<Runnable> restore) {
		this.loss = loss;
		this.restore = restore;
	}

	/**
	 * Sets whether other runs may use the connection, and its session, after this one.
	 */
	public void lasts(boolean lasting) {
		this.lasting = lasting;
	}

	public boolean lasts() {
		return this.lasting;
	}

	/**
	 * Begins a run of those that use the connection one after the other.
	 */
	void begin() {
		this.used = false;
	}

	/**
	 * Returns whether a session has been opened since the run has begun.
	 */
	public boolean isUsed() {
		return this.used;
	}

	/**
	 * Opens the session of a run, from the one that the run before has left if that can
	 * be done.
	 */
	public void open(MigrationSession session) {
		MigrationSession last = this.before;
		if (last != null && session.takeOver(last)) {
			this.before = null;
		}
		else {
			close();
			session.open();
		}
		this.used = true;
	}

	/**
	 * Opens the session of a run from the one that the run before has left, takes its
	 * lock and asks under that, all at once.
	 * @param query a query
	 * @return a text that is equal for the same rows of the query; {@code null} if that
	 * cannot be done, the lock is not free, or there is nothing of what is asked: the
	 * session is yet to be opened then
	 */
	public @Nullable String takeOver(MigrationSession session, String query) {
		MigrationSession last = this.before;
		String answer = null;
		if (last != null) {
			try {
				answer = session.takeOver(last, query);
			}
			catch (DataAccessException ex) {
				if (this.loss.test(ex)) {
					throw ex;
				}
				logger.debug("The session cannot be taken over", ex);
				// It may have got the lock nevertheless.
				close();
			}
			if (answer != null) {
				this.before = null;
				this.used = true;
			}
		}
		return answer;
	}

	/**
	 * Ends the session of a run.
	 */
	public void end(MigrationSession session, boolean failed) {
		this.before = session;
		if (failed || !this.lasting) {
			close();
		}
	}

	void close() {
		MigrationSession last = this.before;
		this.before = null;
		if (last != null) {
			this.restore.accept(last::close);
		}
	}

}
