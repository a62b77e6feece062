package dev.migrate.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.migrate.runtime.connection.PollingWait;
import dev.migrate.runtime.connection.Shutdown;
import dev.migrate.runtime.execution.DatabaseAccess;
import dev.migrate.runtime.failure.MigrationStateException;
import dev.migrate.runtime.failure.NotAtTargetException;
import dev.migrate.script.RevisionScript;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that a database is at the target, now or after a wait for others.
 */
final class TargetCheck {

	private static final Logger logger = LoggerFactory.getLogger(TargetCheck.class);

	private final DatabaseAccess database;

	private final StatusReader status;

	private final String target;

	TargetCheck(DatabaseAccess database, StatusReader status, String target) {
		this.database = database;
		this.status = status;
		this.target = target;
	}

	/**
	 * Makes sure that the database is at the target.
	 */
	void validate() {
		List<RevisionScript> pending = pending();
		if (!pending.isEmpty()) {
			contradiction().ifPresent((problem) -> {
				throw problem;
			});
			throw notAtTarget(pending);
		}
	}

	/**
	 * Waits until the database is at the target.
	 * @param maxWait how long at most, or {@code null} for ever
	 */
	void await(@Nullable Duration maxWait) {
		new Shutdown(null).watch(() -> {
			PollingWait wait = new PollingWait(maxWait);
			for (List<RevisionScript> pending = pending(); !pending.isEmpty(); pending = pending()) {
				if (wait.isExhausted()) {
					throw notAtTarget(pending);
				}
				if (wait.isTimeToReport()) {
					report(pending);
				}
				wait.pause();
			}
			return true;
		});
	}

	private void report(List<RevisionScript> pending) {
		logger.info("Waiting for another process to run {} pending revision(s), next {}", pending.size(),
				pending.get(0));
		contradiction().ifPresent((problem) -> logger.warn("{} {}", problem.getProblem(), problem.getAction()));
	}

	private List<RevisionScript> pending() {
		return this.database.call(this.status::pending);
	}

	private Optional<MigrationStateException> contradiction() {
		return this.database.call((open) -> this.status.contradiction(open.tables().rows(), open));
	}

	private NotAtTargetException notAtTarget(List<RevisionScript> pending) {
		MigrationStatus found = this.database.call((open) -> this.status.status(open, 0));
		return new NotAtTargetException(this.target, found.current(), pending, found.adoption());
	}

}
