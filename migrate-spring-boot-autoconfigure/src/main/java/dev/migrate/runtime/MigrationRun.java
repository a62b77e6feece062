package dev.migrate.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.MigrationSession;
import dev.migrate.revision.Direction;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionPlan;
import dev.migrate.revision.RevisionStep;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.revision.StampPlan;
import dev.migrate.script.RevisionScript;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

/**
 * One run of a plan, under the lock. Each revision commits together with its version row
 * and its row in the history.
 */
final class MigrationRun {

	private static final Logger logger = LoggerFactory.getLogger(MigrationRun.class);

	private final MigrationConnection connection;

	private final MigrationSession session;

	private final MigrationTables tables;

	private final RevisionBodies bodies;

	private final MigrationLock lock;

	private final RevisionRunner runner;

	private final SortedSet<String> rows;

	private final Optional<HistoryTable.Journal> interrupted;

	private boolean tablesComplete;

	private final MigrationListeners listeners;

	private final Supplier<List<MigrationCallback>> callbacks;

	MigrationRun(MigrationConnection connection, MigrationSession session, MigrationTables tables,
			RevisionBodies bodies, MigrationLock lock, RetryPolicy retryPolicy, MigrationListeners listeners,
			Supplier<List<MigrationCallback>> callbacks) {
		this.connection = connection;
		this.session = session;
		this.tables = tables;
		this.bodies = bodies;
		this.lock = lock;
		this.listeners = listeners;
		this.callbacks = callbacks;
		this.runner = new RevisionRunner(connection, session, tables, lock, this::confirm,
				new Retry(retryPolicy, session, connection.dialect(), listeners));
		this.rows = new TreeSet<>(tables.rows());
		this.interrupted = tables.interrupted();
		this.tablesComplete = tables.complete();
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
		this.listeners.add(listener);
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
		return run(plan, null);
	}

	/**
	 * Runs a plan that begins with a revision which was interrupted.
	 * @param plan the plan, made from {@link #rows()}
	 * @param resume what to do with its statement in doubt
	 * @return what was done
	 * @throws NothingToResumeException if no statement is in doubt
	 */
	MigrationResult resume(RevisionPlan plan, Resume resume) {
		if (this.interrupted.filter(HistoryTable.Journal::isInDoubt).isEmpty()) {
			throw new NothingToResumeException();
		}
		return run(plan, resume);
	}

	private MigrationResult run(RevisionPlan plan, @Nullable Resume resume) {
		List<String> before = rows();
		plan.warnings().forEach(logger::warn);
		RunCallbacks runCallbacks = callbacks(plan.isEmpty() ? List.of() : this.callbacks.get());
		List<Prepared> steps = prepare(plan, this.bodies, runCallbacks);
		checkInterrupted(steps);
		checkTransactions(steps);
		if (steps.isEmpty()) {
			return new MigrationResult(before, rows(), List.of());
		}
		createTables();
		try {
			this.listeners.started(plan.steps());
			runCallbacks.beforeRun(plan.steps(), () -> this.runner.transaction(this::confirm));
			return finish(before, run(steps, resume), runCallbacks);
		}
		catch (RuntimeException ex) {
			throw ended(ex, before, runCallbacks);
		}
	}

	private RunCallbacks callbacks(List<MigrationCallback> called) {
		return new RunCallbacks(called, this.connection, this.session);
	}

	private RuntimeException ended(RuntimeException failure, List<String> before, RunCallbacks runCallbacks) {
		RuntimeException actual = failure;
		if (failure instanceof OutdatedPlanException outdated) {
			try {
				finish(before, outdated.completed(), runCallbacks);
				return outdated;
			}
			catch (RuntimeException ex) {
				actual = ex;
			}
		}
		runCallbacks.onFailure(actual);
		this.listeners.failed(actual);
		return actual;
	}

	private MigrationResult finish(List<String> before, List<CompletedStep> completed, RunCallbacks runCallbacks) {
		MigrationResult result = new MigrationResult(before, rows(), completed);
		runCallbacks.afterRun(result, () -> this.runner.transaction(() -> {
		}));
		this.listeners.finished(result);
		return result;
	}

	/**
	 * Runs a plan in one transaction and rolls that back. What does not run in a
	 * transaction is left out, and no callback is called.
	 * @param plan the plan, made from {@link #rows()}
	 * @param dryRun is told what is done and left out
	 * @return what would have been done
	 */
	MigrationResult dryRun(RevisionPlan plan, DryRun dryRun) {
		plan.warnings().forEach(logger::warn);
		List<Prepared> steps = prepare(plan, this.bodies.inTransactions(), callbacks(List.of()));
		checkInterrupted(steps);
		checkTransactions(steps);
		if (steps.isEmpty()) {
			return new MigrationResult(rows(), rows(), List.of());
		}
		List<CompletedStep> completed = new ArrayList<>();
		try {
			this.runner.dryRun(() -> {
				completed.clear();
				dryRun.begin();
				createMissing(this.tables.reread());
				for (Prepared prepared : steps) {
					boolean last = completed.size() == steps.size() - 1;
					CompletedStep done = runInTransaction(prepared, dryRun);
					dryRun.completed(prepared.step().revision(), done,
							last || this.bodies.transaction() != TransactionMode.ALL);
					completed.add(done);
				}
			});
		}
		catch (StatementFailure | CommitFailure | RetriesExhausted | DataAccessException
				| MigrationStoppedException ex) {
			throw failed(steps.get(Math.min(completed.size(), steps.size() - 1)).step(), dryRun, ex);
		}
		return new MigrationResult(rows(), List.copyOf(rowsAfter(steps)), completed);
	}

	private RuntimeException failed(RevisionStep step, DryRun dryRun, RuntimeException failure) {
		RuntimeException report = failed(step, FailureReport.Kept.DRY_RUN, failure, dryRun.untried());
		try {
			dryRun.requireUncommitted(step.revision());
		}
		catch (DataAccessException ex) {
			report.addSuppressed(ex);
		}
		return report;
	}

	private CompletedStep runInTransaction(Prepared prepared, DryRun dryRun) {
		RevisionStep step = prepared.step();
		logger.info("Trying {}", describe(step));
		dryRun.starting(step);
		Instant start = Instant.now();
		RevisionBody body = prepared.body();
		if (this.interrupted.filter(prepared::continues).isPresent()) {
			dryRun.leaveOut(new UntriedPart(step.revision().id(), "all of it, because a part of it has run already"));
			body = RevisionBody.EMPTY;
		}
		boolean together = this.bodies.transaction() == TransactionMode.ALL;
		this.runner.runInTransaction(step, body, historyStep(step.revision(), step.direction(), start),
				together ? null : dryRun::leaveOut);
		return completed(step, start);
	}

	private List<CompletedStep> run(List<Prepared> steps, @Nullable Resume resume) {
		Instant start = Instant.now();
		List<CompletedStep> completed = (this.bodies.transaction() == TransactionMode.ALL) ? runTogether(steps)
				: runEach(steps, resume);
		logger.info("Schema {} is at {} now: {} in {} ms", this.tables.found().version().schema(), RevisionTexts.rows(this.rows),
				(completed.size() == 1) ? "1 revision" : completed.size() + " revisions",
				Duration.between(start, Instant.now()).toMillis());
		return completed;
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
		this.runner.inTransaction(LockWait.LIMITED, () -> {
			this.interrupted.ifPresent(this.tables.history()::complete);
			this.tables.versions().apply(plan.rows());
			plan.unstamped().forEach((revision) -> completed.add(record(revision, Direction.UNSTAMP)));
			plan.stamped().forEach((revision) -> completed.add(record(revision, Direction.STAMP)));
		});
		replaceRows(plan.after());
		logger.info("Stamped schema {}: {} -> {}", this.tables.found().version().schema(), RevisionTexts.rows(before),
				RevisionTexts.rows(this.rows));
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
		this.runner.inTransaction(LockWait.LIMITED, () -> {
			revisions.forEach((revision) -> completed.add(record(revision, Direction.STAMP)));
		});
		return new MigrationResult(rows(), rows(), completed);
	}

	/**
	 * Creates what the tables of the tool lack. Version rows that have no history,
	 * because Alembic wrote them, get one.
	 */
	private void createTables() {
		if (this.tablesComplete) {
			return;
		}
		this.runner.inTransaction(LockWait.LIMITED, () -> createMissing(this.tables));
		this.tablesComplete = true;
	}

	private void createMissing(MigrationTables found) {
		boolean adopted = !found.found().historyExists() && !this.rows.isEmpty();
		found.createMissing();
		if (adopted) {
			this.bodies.applied(this.rows).forEach((revision) -> record(revision, Direction.STAMP));
		}
	}

	/**
	 * Makes sure, under a lock that has just been taken, that what the plan was made from
	 * is still so.
	 */
	private void confirm() {
		if (this.lock.lasts()) {
			return;
		}
		MigrationTables now = this.tables.reread();
		if (now.complete() != this.tablesComplete || !new TreeSet<>(now.rows()).equals(this.rows)
				|| !now.interrupted().equals(this.interrupted)) {
			throw new OutdatedPlanException(List.of());
		}
	}

	private CompletedStep record(RevisionNode revision, Direction direction) {
		this.tables.history().add(historyStep(revision, direction, Instant.now()), Duration.ZERO);
		return new CompletedStep(revision.id(), direction, Duration.ZERO);
	}

	private List<Prepared> prepare(RevisionPlan plan, RevisionBodies bodies, RunCallbacks runCallbacks) {
		List<Prepared> prepared = new ArrayList<>();
		for (RevisionStep step : plan.steps()) {
			try {
				RevisionBody body = bodies.of(step, this.connection.dialect());
				prepared.add(new Prepared(step, runCallbacks.around(step, body)));
			}
			catch (StatementFailure ex) {
				throw failed(step, FailureReport.Kept.NOTHING_OF_PLAN, ex, List.of());
			}
			// Computed now, so that no script is read again while a revision holds locks.
			this.bodies.checksum(step.revision().id(), this.connection.dialect());
		}
		if (!this.lock.lasts()) {
			prepared.stream().filter((step) -> !step.body().transactional()).findFirst().ifPresent((step) -> {
				throw new UnlockedRevisionException(step.step().revision().id(), step.step().revision().location());
			});
		}
		return prepared;
	}

	private void checkInterrupted(List<Prepared> steps) {
		this.interrupted.ifPresent((journal) -> {
			if (steps.isEmpty() || !steps.get(0).continues(journal)) {
				RevisionScript script = this.bodies.script(journal.revision());
				throw new Interruption(journal, (script != null) ? script.location() : null).other();
			}
		});
	}

	private void checkTransactions(List<Prepared> steps) {
		if (this.bodies.transaction() == TransactionMode.ALL) {
			steps.stream()
				.filter((step) -> !step.body().transactional() || this.interrupted.filter(step::continues).isPresent())
				.findFirst()
				.ifPresent((step) -> {
					throw new NonTransactionalRevisionException(step.step().revision());
				});
		}
	}

	private List<CompletedStep> runEach(List<Prepared> steps, @Nullable Resume resume) {
		List<CompletedStep> completed = new ArrayList<>();
		for (Prepared prepared : steps) {
			this.connection.shutdown().check();
			RevisionStep step = prepared.step();
			logger.info("Running {}", describe(step));
			this.listeners.starting(step);
			Instant start = Instant.now();
			try {
				runOne(prepared, historyStep(step.revision(), step.direction(), start), resume);
			}
			catch (OutdatedPlanException ex) {
				throw new OutdatedPlanException(completed);
			}
			replaceRows(step.rows().apply(this.rows));
			CompletedStep done = completed(step, start);
			completed.add(done);
			this.listeners.completed(done);
		}
		return completed;
	}

	private void runOne(Prepared prepared, HistoryTable.Step row, @Nullable Resume resume) {
		RevisionStep step = prepared.step();
		HistoryTable.Journal journal = this.interrupted.filter(prepared::continues).orElse(null);
		if (journal != null && journal.done() > 0) {
			logger.info("Continuing revision {} after statement {}", journal.revision(), journal.done());
		}
		RevisionRun run = this.runner.of(step, row, journal, resume);
		try {
			commit(step.revision().id(), step.rows().apply(this.rows), () -> run.run(prepared.body()), () -> {
				run.refresh();
				run.run(prepared.body());
			});
		}
		catch (StatementFailure | CommitFailure | RetriesExhausted | DataAccessException | MigrationCallbackException
				| MigrationStoppedException ex) {
			throw failed(step, run.isPartlyCommitted() ? FailureReport.Kept.PART : FailureReport.Kept.NOTHING, ex,
					List.of());
		}
	}

	private List<CompletedStep> runTogether(List<Prepared> steps) {
		if (steps.isEmpty()) {
			return List.of();
		}
		List<CompletedStep> completed = new ArrayList<>();
		SortedSet<String> after = rowsAfter(steps);
		Set<String> announced = new HashSet<>();
		Runnable plan = () -> this.runner.together(() -> {
			completed.clear();
			steps.forEach((step) -> completed.add(runInTransaction(step, announced)));
		});
		try {
			commit(steps.get(steps.size() - 1).step().revision().id(), after, plan, plan);
		}
		catch (StatementFailure | CommitFailure | RetriesExhausted | DataAccessException | MigrationCallbackException
				| MigrationStoppedException ex) {
			RevisionStep running = steps.get(Math.min(completed.size(), steps.size() - 1)).step();
			throw failed(running, FailureReport.Kept.NOTHING_OF_PLAN, ex, List.of());
		}
		replaceRows(after);
		completed.forEach(this.listeners::completed);
		return List.copyOf(completed);
	}

	private RuntimeException failed(RevisionStep step, FailureReport.Kept kept, RuntimeException failure,
			List<UntriedPart> untried) {
		FailureReport report = new FailureReport(this.connection.dialect(), step, rows(), kept, untried);
		return this.connection.shutdown().isRequested() ? report.stopped(failure) : report.of(failure);
	}

	private CompletedStep runInTransaction(Prepared prepared, Set<String> announced) {
		RevisionStep step = prepared.step();
		logger.info("Running {}", describe(step));
		if (announced.add(step.revision().id())) {
			this.listeners.starting(step);
		}
		Instant start = Instant.now();
		this.runner.runInTransaction(step, prepared.body(), historyStep(step.revision(), step.direction(), start),
				null);
		return completed(step, start);
	}

	/**
	 * Runs what ends with a commit, and once more if the connection is lost with that and
	 * it was not committed.
	 */
	private void commit(String revision, SortedSet<String> after, Runnable action, Runnable again) {
		try {
			action.run();
		}
		catch (CommitFailure ex) {
			boolean unknown = this.connection.dialect().failureKind(ex.cause()) == FailureKind.CONNECTION_LOST;
			if (!unknown) {
				throw ex;
			}
			if (!new LostCommit(this.connection, this.session, this.lock, this.tables).committed(revision, rows(),
					List.copyOf(new TreeSet<>(after)), ex)) {
				again.run();
			}
		}
	}

	private SortedSet<String> rowsAfter(List<Prepared> steps) {
		SortedSet<String> after = new TreeSet<>(this.rows);
		for (Prepared prepared : steps) {
			after = prepared.step().rows().apply(after);
		}
		return after;
	}

	private static CompletedStep completed(RevisionStep step, Instant start) {
		return new CompletedStep(step.revision().id(), step.direction(), Duration.between(start, Instant.now()));
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
		RevisionScript script = this.bodies.script(step.revision().id());
		return RevisionTexts.step(step, (script != null) ? script.message() : "");
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
