package dev.migrate.runtime.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import dev.migrate.dialect.MigrationSession;
import dev.migrate.revision.RevisionIdentifier;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.connection.RunSession;
import dev.migrate.runtime.content.RevisionContents;
import dev.migrate.runtime.failure.ConcurrentMigrationException;
import dev.migrate.runtime.history.MigrationTables;
import dev.migrate.runtime.lock.MigrationLock;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.MigrationResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans and runs under the migration lock, again from where the database is then if
 * another process has migrated in between.
 */
public final class LockedMigration {

	private static final Logger logger = LoggerFactory.getLogger(LockedMigration.class);

	private final OpenDatabase database;

	private final RevisionContents contents;

	private final @Nullable String target;

	private Function<String, @Nullable List<String>> trusted = (position) -> null;

	/**
	 * Creates a migration.
	 * @param contents what the revisions consist of
	 * @param target the identifier of where it leads, or {@code null} if it can always be
	 * planned again
	 */
	public LockedMigration(OpenDatabase database, RevisionContents contents, @Nullable String target) {
		this.database = database;
		this.contents = contents;
		this.target = target;
	}

	/**
	 * Creates a migration of a database that may lack its schemas: they are created
	 * first.
	 * @param contents what the revisions consist of
	 * @param target as for the constructor
	 */
	public static LockedMigration withSchemas(OpenDatabase database, RevisionContents contents,
			@Nullable String target) {
		database.createSchemas();
		return new LockedMigration(database, contents, target);
	}

	/**
	 * Sets where one of many databases may be so that nothing else is read of it.
	 * @param positions returns the version rows that a text stands for, or {@code null}
	 * if it is not known for a position with nothing wrong about it
	 * @return this
	 */
	public LockedMigration trusting(Function<String, @Nullable List<String>> positions) {
		this.trusted = positions;
		return this;
	}

	/**
	 * Takes the lock, runs and gives it back.
	 * @param plan plans and runs, once or several times
	 * @return all that was done
	 */
	public MigrationResult run(Function<MigrationRun, MigrationResult> plan) {
		MigrationConnection connection = this.database.connection();
		connection.writable();
		MigrationSession session = this.database.session();
		return connection.shutdown().watch(() -> {
			String position = open(session);
			boolean failed = true;
			try {
				MigrationResult result = runLocked(session, position, plan);
				failed = false;
				return result;
			}
			finally {
				connection.session().end(session, failed);
			}
		});
	}

	/**
	 * Opens the session. If it is the next one of many and it is known where the database
	 * is, the lock is taken and that is read in the same round trip.
	 * @return a text for where the database is under the lock, or {@code null}
	 */
	private @Nullable String open(MigrationSession session) {
		RunSession kept = this.database.connection().session();
		String position = (this.database.seen() && this.database.tables().complete())
				? kept.takeOver(session, this.database.tables().positionQuery()) : null;
		if (position == null) {
			kept.open(session);
		}
		return position;
	}

	private MigrationResult runLocked(MigrationSession session, @Nullable String position,
			Function<MigrationRun, MigrationResult> plan) {
		MigrationLock lock = this.database.lock(session);
		Instant start = Instant.now();
		lock.acquire();
		boolean failed = true;
		try {
			listeners().locked(Duration.between(start, Instant.now()));
			MigrationResult result = runPlanned(session, lock, position, plan);
			failed = false;
			return result;
		}
		finally {
			// The next session that takes over from this one gives it back, or its end.
			if (failed || !this.database.seen() || !lock.endsWithSession()
					|| !this.database.connection().session().lasts()) {
				this.database.connection().restore(lock::release);
			}
		}
	}

	private MigrationResult runPlanned(MigrationSession session, MigrationLock lock, @Nullable String position,
			Function<MigrationRun, MigrationResult> plan) {
		List<String> known = (position != null) ? this.trusted.apply(position) : null;
		MigrationRun run = (known != null)
				? start(session, lock, this.database.tables(), new RunState(known, Objects.requireNonNull(position)))
				: start(session, lock, position);
		List<String> before = run.rows();
		List<CompletedStep> completed = new ArrayList<>();
		while (true) {
			try {
				MigrationResult last = plan.apply(run);
				completed.addAll(last.steps());
				return new MigrationResult(before, last.after(), completed, last.untried());
			}
			catch (OutdatedPlanException ex) {
				completed.addAll(ex.completed());
				session.unwatched();
				run = start(session, lock, null);
				String now = RevisionTexts.rows(run.rows());
				if (!completed.isEmpty() && this.target != null
						&& RevisionIdentifier.parse(this.target).countsFromCurrent()) {
					throw new ConcurrentMigrationException(
							"Another process has migrated while this one was on its way to '%s': the database is at %s now."
								.formatted(this.target, now),
							"Start again with the id of the revision that you want.");
				}
				logger.info("Another process has migrated; going on from {}", now);
			}
		}
	}

	/**
	 * Starts a run. Another process may have migrated, and created the tables, in the
	 * meantime.
	 */
	private MigrationRun start(MigrationSession session, MigrationLock lock, @Nullable String position) {
		MigrationTables current = MigrationTables.find(this.database.connection(), this.database.settings().tables());
		RunState state = new RunState(current, position);
		if (this.database.connection().session().lasts() && !state.rows().isEmpty()) {
			// The session may have been opened for another database, before this one got
			// here.
			session.unwatched();
		}
		return start(session, lock, current, state);
	}

	private MigrationRun start(MigrationSession session, MigrationLock lock, MigrationTables current, RunState state) {
		MigratorSettings settings = this.database.settings();
		MigrationConnection connection = this.database.connection();
		MigrationListeners listeners = listeners();
		Retry retry = new Retry(settings.retry(), session, connection.dialect(), listeners);
		return new MigrationRun(new RunContext(connection, session, current, lock, state, this.contents, retry,
				listeners, settings.log()), settings.callbacks());
	}

	private MigrationListeners listeners() {
		return new MigrationListeners(this.database.settings().listeners());
	}

}
