package dev.migrate.runtime;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.migrate.MigrateException;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.dialect.ServerError;
import dev.migrate.revision.Direction;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionPlan;
import dev.migrate.revision.RevisionStep;
import dev.migrate.revision.StampPlan;
import dev.migrate.script.RevisionScript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

/**
 * One run of a plan, under the lock. Each revision commits together with its version row
 * and its row in the history.
 */
final class MigrationRun {

	private static final Logger logger = LoggerFactory.getLogger(Migrator.class);

	private final MigrationConnection connection;

	private final MigrationSession session;

	private final MigrationTables tables;

	private final RevisionBodies bodies;

	private final SortedSet<String> rows;

	private final Optional<HistoryTable.Journal> interrupted;

	MigrationRun(MigrationConnection connection, MigrationSession session, MigrationTables tables,
			RevisionBodies bodies) {
		this.connection = connection;
		this.session = session;
		this.tables = tables;
		this.bodies = bodies;
		this.rows = new TreeSet<>(tables.rows());
		this.interrupted = tables.interrupted();
	}

	/**
	 * Returns the current revisions, as they were read under the lock.
	 * @return the rows of the version table, sorted
	 */
	List<String> rows() {
		return List.copyOf(this.rows);
	}

	MigrationTables tables() {
		return this.tables;
	}

	/**
	 * Runs a plan.
	 * @param plan the plan, made from {@link #rows()}
	 * @return what was done
	 */
	MigrationResult run(RevisionPlan plan) {
		List<String> before = rows();
		plan.warnings().forEach(logger::warn);
		List<Prepared> steps = prepare(plan);
		checkInterrupted(steps);
		createTables();
		List<CompletedStep> completed = new ArrayList<>();
		Instant start = Instant.now();
		for (Prepared step : steps) {
			completed.add(run(step));
		}
		if (!completed.isEmpty()) {
			logger.info("Schema {} is at {} now: {} in {} ms", this.tables.found().version().schema(),
					describe(this.rows), (completed.size() == 1) ? "1 revision" : completed.size() + " revisions",
					Duration.between(start, Instant.now()).toMillis());
		}
		return new MigrationResult(before, rows(), completed);
	}

	/**
	 * Changes the version table without running scripts.
	 * @param plan the plan, made from {@link #rows()}
	 * @return what was done
	 */
	MigrationResult stamp(StampPlan plan) {
		List<String> before = rows();
		createTables();
		List<CompletedStep> completed = new ArrayList<>();
		this.connection.inTransaction(() -> {
			fence();
			this.interrupted.ifPresent(this.tables.history()::complete);
			this.tables.versions().apply(plan.rows());
			plan.unstamped().forEach((revision) -> completed.add(record(revision, Direction.UNSTAMP)));
			plan.stamped().forEach((revision) -> completed.add(record(revision, Direction.STAMP)));
		});
		replaceRows(plan.after());
		logger.info("Stamped schema {}: {} -> {}", this.tables.found().version().schema(), describe(before),
				describe(this.rows));
		return new MigrationResult(before, rows(), completed);
	}

	/**
	 * Declares revisions to be applied as their scripts are now, such as scripts that
	 * were modified.
	 * @param revisions the revisions, all of them applied
	 * @return what was done
	 */
	MigrationResult accept(List<RevisionNode> revisions) {
		createTables();
		List<CompletedStep> completed = new ArrayList<>();
		this.connection.inTransaction(() -> {
			fence();
			revisions.forEach((revision) -> completed.add(record(revision, Direction.STAMP)));
		});
		return new MigrationResult(rows(), rows(), completed);
	}

	/**
	 * Creates the tables of the tool. Version rows that have no history, because Alembic
	 * wrote them, get one.
	 */
	private void createTables() {
		if (this.tables.exist()) {
			return;
		}
		boolean adopted = !this.tables.found().historyExists() && !this.rows.isEmpty();
		this.connection.inTransaction(() -> {
			fence();
			this.tables.createMissing();
			if (adopted) {
				this.bodies.applied(this.rows).forEach((revision) -> record(revision, Direction.STAMP));
			}
		});
	}

	private CompletedStep record(RevisionNode revision, Direction direction) {
		this.tables.history().add(historyStep(revision, direction, Instant.now()), Duration.ZERO);
		return new CompletedStep(revision.id(), direction, Duration.ZERO);
	}

	private List<Prepared> prepare(RevisionPlan plan) {
		List<Prepared> prepared = new ArrayList<>();
		for (RevisionStep step : plan.steps()) {
			prepared.add(new Prepared(step, this.bodies.of(step, this.connection)));
		}
		return prepared;
	}

	private void checkInterrupted(List<Prepared> steps) {
		this.interrupted.ifPresent((journal) -> {
			RevisionScript script = this.bodies.script(journal.revision());
			String direction = (journal.direction() == Direction.UPGRADE) ? "upgraded" : "downgraded";
			String location = (script != null) ? script.location() : "no script any more";
			if (journal.started() > journal.done()) {
				throw new InterruptedRevisionException(journal.revision(), location, direction, journal.done(),
						"statement %d may or may not have taken effect".formatted(journal.started()));
			}
			if (steps.isEmpty() || !steps.get(0).continues(journal)) {
				throw new InterruptedRevisionException(journal.revision(), location, direction, journal.done(),
						"the rest have not been started, and are not what is to be run now");
			}
		});
	}

	private CompletedStep run(Prepared prepared) {
		RevisionStep step = prepared.step();
		logger.info("Running {}", describe(step));
		Instant start = Instant.now();
		RevisionBody body = prepared.body();
		boolean whole = false;
		try {
			if (body.atomic()) {
				whole = true;
				runWhole(step, body, start);
			}
			else {
				runPiecewise(step, body, start);
			}
		}
		catch (StatementFailure ex) {
			throw failed(step, ex, whole);
		}
		catch (CommitFailure ex) {
			throw failed(step, new StatementFailure(step.revision().location(), 0, "COMMIT", ex), whole);
		}
		replaceRows(step.rows().apply(this.rows));
		return new CompletedStep(step.revision().id(), step.direction(), Duration.between(start, Instant.now()));
	}

	private void runWhole(RevisionStep step, RevisionBody body, Instant start) {
		this.connection.inTransaction(() -> {
			fence();
			body.pieces().get(0).action().run(this.connection.jdbc());
			this.session.reset();
			this.tables.versions().apply(step.rows());
			this.tables.history()
				.add(historyStep(step.revision(), step.direction(), start), Duration.between(start, Instant.now()));
		});
	}

	private void runPiecewise(RevisionStep step, RevisionBody body, Instant start) {
		HistoryTable history = this.tables.history();
		HistoryTable.Journal journal = this.interrupted.filter((found) -> continues(step, found)).orElseGet(() -> {
			history.begin(historyStep(step.revision(), step.direction(), start));
			return history.interrupted().orElseThrow();
		});
		if (journal.done() > 0) {
			logger.info("Continuing revision {} after statement {}", journal.revision(), journal.done());
		}
		for (RevisionBody.Piece piece : body.pieces()) {
			if (piece.from() >= journal.done()) {
				run(piece, journal.id());
			}
		}
		this.connection.inTransaction(() -> {
			fence();
			this.tables.versions().apply(step.rows());
			history.complete(journal);
		});
	}

	private void run(RevisionBody.Piece piece, long journal) {
		HistoryTable history = this.tables.history();
		if (piece.transactional()) {
			this.connection.inTransaction(() -> {
				fence();
				piece.action().run(this.connection.jdbc());
				this.session.reset();
				history.progress(journal, piece.to(), piece.to());
			});
			return;
		}
		history.progress(journal, piece.to(), piece.from());
		try {
			piece.action().run(this.connection.jdbc());
		}
		catch (StatementFailure ex) {
			noteRefusal(piece, journal, ex);
			throw ex;
		}
		this.session.reset();
		history.progress(journal, piece.to(), piece.to());
	}

	/**
	 * A statement that the server refused has not taken effect, which a later run may
	 * rely on; of one whose connection broke nobody knows.
	 */
	private void noteRefusal(RevisionBody.Piece piece, long journal, StatementFailure failure) {
		try {
			if (piece.to() - piece.from() == 1 && failure.refused()) {
				this.tables.history().progress(journal, piece.from(), piece.from());
			}
		}
		catch (DataAccessException ex) {
			failure.addSuppressed(ex);
		}
	}

	private void fence() {
		if (!this.session.fence()) {
			throw new ConcurrentMigrationException("Another session has taken the migration lock from this one.");
		}
	}

	private RevisionFailedException failed(RevisionStep step, StatementFailure failure, boolean whole) {
		SQLException cause = MigrationConnection.sqlCause(failure);
		ServerError error = (cause != null) ? this.connection.dialect().error(cause)
				: new ServerError(describe(failure.failure()), null, null, 0);
		String kept = whole ? "Nothing of this revision has been kept."
				: "What this revision did before that statement has been kept, and the next run continues at it.";
		return new RevisionFailedException(step.revision().id(), step.direction(), failure,
				(cause != null) ? cause.getSQLState() : null, error, rows(), kept);
	}

	private void replaceRows(SortedSet<String> after) {
		this.rows.clear();
		this.rows.addAll(after);
	}

	private HistoryTable.Step historyStep(RevisionNode revision, Direction direction, Instant start) {
		RevisionScript script = Objects.requireNonNull(this.bodies.script(revision.id()));
		return new HistoryTable.Step(revision, this.bodies.dependencies(revision), direction, script.message(),
				script.location(), this.bodies.checksum(script, this.connection.dialect()), start);
	}

	private String describe(RevisionStep step) {
		RevisionNode revision = step.revision();
		String down = String.join(", ", revision.downRevisions());
		RevisionScript script = this.bodies.script(revision.id());
		String message = (script == null || script.message().isEmpty()) ? "" : ", " + script.message();
		return (step.direction() == Direction.UPGRADE) ? "upgrade " + down + " -> " + revision.id() + message
				: "downgrade " + revision.id() + " -> " + down + message;
	}

	private static String describe(Throwable failure) {
		String message = failure.getMessage();
		return (failure instanceof MigrateException && message != null) ? message : failure.toString();
	}

	static String describe(Iterable<String> rows) {
		String text = String.join(", ", rows);
		return text.isEmpty() ? "base" : text;
	}

	private static boolean continues(RevisionStep step, HistoryTable.Journal journal) {
		return step.revision().id().equals(journal.revision()) && step.direction() == journal.direction();
	}

	/**
	 * A step with what it runs.
	 */
	private record Prepared(RevisionStep step, RevisionBody body) {

		boolean continues(HistoryTable.Journal journal) {
			return MigrationRun.continues(this.step, journal);
		}

	}

}
