package dev.migrate.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSession;
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

	private final MigrationLock lock;

	private final RevisionRunner runner;

	private final SortedSet<String> rows;

	private MigrationListener listener = new MigrationListener() {
	};

	private Optional<HistoryTable.Journal> interrupted;

	MigrationRun(MigrationConnection connection, MigrationSession session, MigrationTables tables,
			RevisionBodies bodies, MigrationLock lock, RetryPolicy retryPolicy) {
		this.connection = connection;
		this.session = session;
		this.tables = tables;
		this.bodies = bodies;
		this.lock = lock;
		this.runner = new RevisionRunner(connection, session, tables, retryPolicy);
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
	 * Tells a listener what is done from now on.
	 * @param listener the listener
	 * @return this run
	 */
	MigrationRun reportTo(MigrationListener listener) {
		this.listener = listener;
		return this;
	}

	/**
	 * Makes sure that the tables of the tool exist.
	 * @return that nothing was done to the revisions
	 */
	MigrationResult ensureTables() {
		createTables();
		return new MigrationResult(rows(), rows(), List.of());
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
		this.interrupted = resume(steps);
		if (!steps.isEmpty()) {
			createTables();
		}
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
			this.runner.fence(LockWait.LIMITED);
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
			this.runner.fence(LockWait.LIMITED);
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
			this.runner.fence(LockWait.LIMITED);
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
			prepared.add(new Prepared(step, this.bodies.of(step, this.connection.dialect())));
			// Computed now, so that no script is read again while a revision holds locks.
			this.bodies.checksum(step.revision().id(), this.connection.dialect());
		}
		return prepared;
	}

	private Optional<HistoryTable.Journal> resume(List<Prepared> steps) {
		return this.interrupted.map((journal) -> {
			RevisionScript script = this.bodies.script(journal.revision());
			Continuation continuation = new Continuation(journal,
					(script != null) ? script.location() : "no script any more");
			if (steps.isEmpty() || !steps.get(0).continues(journal)) {
				throw continuation.refuse();
			}
			return continuation.resume(steps.get(0).body(), this.connection.dialect(), this.session);
		});
	}

	private CompletedStep run(Prepared prepared) {
		RevisionStep step = prepared.step();
		logger.info("Running {}", describe(step));
		this.listener.starting(step);
		Instant start = Instant.now();
		RevisionBody body = prepared.body();
		try {
			if (body.atomic()) {
				runWhole(step, body, historyStep(step.revision(), step.direction(), start));
			}
			else {
				this.runner.runPiecewise(step, body, journal(step, start));
			}
		}
		catch (StatementFailure | CommitFailure | RetriesExhausted | DataAccessException ex) {
			throw new FailureReport(this.connection.dialect(), step, rows(), body).of(ex);
		}
		replaceRows(step.rows().apply(this.rows));
		CompletedStep completed = new CompletedStep(step.revision().id(), step.direction(),
				Duration.between(start, Instant.now()));
		this.listener.completed(completed);
		return completed;
	}

	private HistoryTable.Journal journal(RevisionStep step, Instant start) {
		return this.interrupted.filter((found) -> continues(step, found)).orElseGet(() -> {
			HistoryTable history = this.tables.history();
			history.begin(historyStep(step.revision(), step.direction(), start));
			return history.interrupted().orElseThrow();
		});
	}

	private void runWhole(RevisionStep step, RevisionBody body, HistoryTable.Step row) {
		try {
			this.runner.runWhole(step, body, row);
		}
		catch (CommitFailure ex) {
			boolean unknown = this.connection.dialect().failureKind(ex.cause()) == FailureKind.CONNECTION_LOST;
			if (!unknown) {
				throw ex;
			}
			List<String> after = List.copyOf(new TreeSet<>(step.rows().apply(this.rows)));
			if (!new LostCommit(this.connection, this.session, this.lock, this.tables).committed(step.revision().id(),
					rows(), after, ex)) {
				this.runner.runWhole(step, body, row);
			}
		}
	}

	private void replaceRows(SortedSet<String> after) {
		this.rows.clear();
		this.rows.addAll(after);
	}

	private HistoryTable.Step historyStep(RevisionNode revision, Direction direction, Instant start) {
		RevisionScript script = Objects.requireNonNull(this.bodies.script(revision.id()));
		return new HistoryTable.Step(revision, this.bodies.dependencies(revision), direction, script.message(),
				script.location(), this.bodies.checksum(revision.id(), this.connection.dialect()), start);
	}

	private String describe(RevisionStep step) {
		RevisionNode revision = step.revision();
		String down = String.join(", ", revision.downRevisions());
		RevisionScript script = this.bodies.script(revision.id());
		String message = (script == null || script.message().isEmpty()) ? "" : ", " + script.message();
		return (step.direction() == Direction.UPGRADE) ? "upgrade " + down + " -> " + revision.id() + message
				: "downgrade " + revision.id() + " -> " + down + message;
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
