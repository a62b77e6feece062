package dev.migrate.runtime.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import dev.migrate.dialect.DryRunSession;
import dev.migrate.dialect.FailureKind;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionPlan;
import dev.migrate.revision.RevisionStep;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.runtime.connection.CommitFailure;
import dev.migrate.runtime.content.RevisionContents;
import dev.migrate.runtime.content.StatementFailure;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.history.MigrationTables;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.JournalEntry;
import dev.migrate.runtime.run.MigrationCallback;
import dev.migrate.runtime.run.MigrationListener;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.runtime.run.Resume;
import dev.migrate.runtime.run.RunOptions;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.script.RevisionScript;
import dev.migrate.text.Counts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a plan, under the lock. Each revision commits together with its version row
 * and its row in the history.
 */
public final class MigrationRun {

	private static final Logger logger = LoggerFactory.getLogger(MigrationRun.class);

	private final RunContext context;

	private final Supplier<List<MigrationCallback>> callbacks;

	private final ToolTables toolTables;

	/**
	 * Creates a run.
	 * @param context what all parts of it share
	 * @param callbacks who takes part in it, asked for only if there is something to do
	 */
	MigrationRun(RunContext context, Supplier<List<MigrationCallback>> callbacks) {
		this.context = context;
		this.callbacks = callbacks;
		this.toolTables = new ToolTables(context);
	}

	/**
	 * Returns the current revisions, as they were read under the lock.
	 * @return the rows of the version table, sorted
	 */
	public List<String> rows() {
		return this.context.state().rows();
	}

	/**
	 * Returns the id of the revision that was interrupted, or {@code null} if none was.
	 */
	public @Nullable String begun() {
		return this.context.state().interrupted().map(JournalEntry::revision).orElse(null);
	}

	/**
	 * Returns a text that is equal for databases that were at the same when the run
	 * began: their version rows, and what their histories say.
	 * @return the text, or {@code null} if this is not one of many databases
	 */
	public @Nullable String position() {
		return this.context.state().position();
	}

	/**
	 * Returns whether the {@link #position()} was trusted, and nothing else was read.
	 */
	public boolean isConfirmed() {
		return this.context.state().isConfirmed();
	}

	public MigrationTables tables() {
		return this.context.tables();
	}

	public ToolTables toolTables() {
		return this.toolTables;
	}

	/**
	 * Runs or tries a plan.
	 * @param plan the plan, made from {@link #rows()}
	 * @param options who is told of it, and what to do with a statement in doubt
	 * @param session looks after the transaction of a dry run, or {@code null} if it is
	 * none
	 * @return what was done or would have been done
	 * @throws MigrationRefusedException if it is said what to do with a statement in
	 * doubt, and none is
	 */
	public MigrationResult run(RevisionPlan plan, RunOptions options, @Nullable DryRunSession session) {
		if (session != null) {
			return dryRun(plan, session, options.listener());
		}
		this.context.listeners().add(options.listener());
		if (options.resume() != null && this.context.state().interrupted().filter(JournalEntry::isInDoubt).isEmpty()) {
			throw MigrationRefusedException.nothingToResume();
		}
		List<String> before = rows();
		RunCallbacks called = new RunCallbacks(plan.isEmpty() ? List.of() : this.callbacks.get(), this.context);
		List<PreparedRevision> revisions = prepare(plan, this.context.contents());
		discardVoidJournal(revisions);
		if (revisions.isEmpty()) {
			return new MigrationResult(before, before, List.of());
		}
		this.toolTables.create();
		try {
			this.context.listeners().started(plan.steps());
			called.beforeRun(plan.steps());
			return finish(before, run(revisions, called, options.resume()), called);
		}
		catch (RuntimeException ex) {
			throw ended(ex, before, called);
		}
	}

	private RuntimeException ended(RuntimeException failure, List<String> before, RunCallbacks called) {
		RuntimeException actual = failure;
		if (failure instanceof OutdatedPlanException outdated) {
			try {
				finish(before, outdated.completed(), called);
				return outdated;
			}
			catch (RuntimeException ex) {
				actual = ex;
			}
		}
		called.onFailure(actual);
		this.context.listeners().failed(actual);
		return actual;
	}

	private MigrationResult finish(List<String> before, List<CompletedStep> completed, RunCallbacks called) {
		MigrationResult result = new MigrationResult(before, rows(), completed);
		called.afterRun(result);
		this.context.listeners().finished(result);
		return result;
	}

	/**
	 * Runs a plan in one transaction and rolls that back. No callback is called, and no
	 * listener but one is told.
	 */
	private MigrationResult dryRun(RevisionPlan plan, DryRunSession session, MigrationListener listener) {
		// What is tried puts the session back with its end only.
		this.context.connection().session().lasts(false);
		List<PreparedRevision> revisions = prepare(plan, this.context.contents().inTransactions());
		if (revisions.isEmpty()) {
			return new MigrationResult(rows(), rows(), List.of());
		}
		DryRun dryRun = new DryRun(this.context, revisions, this.toolTables, session, listener);
		try {
			dryRun.run();
		}
		catch (RuntimeException ex) {
			throw report(dryRun, ex);
		}
		return new MigrationResult(rows(), List.copyOf(dryRun.rowsAfter()), dryRun.completed(), dryRun.untried());
	}

	private List<CompletedStep> run(List<PreparedRevision> revisions, RunCallbacks called, @Nullable Resume resume) {
		Instant start = Instant.now();
		List<CompletedStep> completed = (this.context.contents().transaction() == TransactionMode.ALL)
				? runTogether(revisions, called) : runEach(revisions, called, resume);
		this.context.log()
			.progress(logger, "Schema {} is at {} now: {} in {} ms", tables().found().version().schema(),
					RevisionTexts.rows(rows()), Counts.of(completed.size(), "revision"),
					Duration.between(start, Instant.now()).toMillis());
		return completed;
	}

	private List<CompletedStep> runEach(List<PreparedRevision> revisions, RunCallbacks called,
			@Nullable Resume resume) {
		List<CompletedStep> completed = new ArrayList<>();
		for (PreparedRevision revision : revisions) {
			this.context.shutdown().check();
			this.context.log().progress(logger, "Running {}", revision.describe());
			this.context.listeners().starting(revision.step());
			this.context.state().interrupted().filter(revision::continues).ifPresent(MigrationRun::logContinuation);
			try {
				completed.addAll(run(new RevisionRun(this.context, revision, called, resume)));
			}
			catch (OutdatedPlanException ex) {
				ex.completed().forEach(this.context.listeners()::completed);
				completed.addAll(ex.completed());
				throw new OutdatedPlanException(completed);
			}
		}
		return completed;
	}

	private static void logContinuation(JournalEntry journal) {
		if (journal.done() > 0) {
			logger.info("Continuing revision {} after statement {}", journal.revision(), journal.done());
		}
	}

	private List<CompletedStep> runTogether(List<PreparedRevision> revisions, RunCallbacks called) {
		return run(new PlanRun(this.context, revisions, called));
	}

	private List<CompletedStep> run(RevisionUnit unit) {
		this.context.connection().running("Revision " + unit.current().id());
		try {
			commit(unit);
		}
		catch (RuntimeException ex) {
			throw report(unit, ex);
		}
		finally {
			this.context.connection().running(null);
		}
		List<CompletedStep> completed = unit.completed();
		this.context.state().moveTo(unit.rowsAfter());
		completed.forEach(this.context.listeners()::completed);
		return completed;
	}

	/**
	 * Runs what ends with a commit, and once more if the connection is lost with that and
	 * it was not committed.
	 */
	private void commit(RevisionUnit unit) {
		try {
			unit.run();
		}
		catch (CommitFailure ex) {
			if (this.context.dialect().failureKind(ex.cause()) != FailureKind.CONNECTION_LOST) {
				throw ex;
			}
			if (!new LostCommit(this.context).committed(unit, ex)) {
				unit.reread();
				unit.run();
			}
		}
	}

	private RuntimeException report(RevisionUnit unit, RuntimeException failure) {
		return new FailureReport(this.context, unit.current().step(), unit.kept(), unit.untried()).of(failure);
	}

	/**
	 * Leaves out the squashed revisions that the history has.
	 */
	private List<RevisionStep> steps(RevisionPlan plan) {
		List<String> squashed = plan.steps()
			.stream()
			.flatMap((step) -> step.squashed().stream())
			.map(RevisionNode::id)
			.toList();
		if (squashed.isEmpty()) {
			return plan.steps();
		}
		Set<String> known = tables().applied(squashed, List.of()).keySet();
		return plan.steps()
			.stream()
			.map((step) -> new RevisionStep(step.revision(), step.direction(), step.rows(),
					step.squashed().stream().filter((squash) -> !known.contains(squash.id())).toList()))
			.toList();
	}

	private List<PreparedRevision> prepare(RevisionPlan plan, RevisionContents contents) {
		plan.warnings().forEach((warning) -> this.context.log().warn(logger, warning));
		List<PreparedRevision> revisions = new ArrayList<>();
		for (RevisionStep step : steps(plan)) {
			try {
				revisions.add(PreparedRevision.of(step, contents, this.context.dialect()));
			}
			catch (StatementFailure ex) {
				throw new FailureReport(this.context, step, FailureReport.Kept.NOTHING_OF_PLAN, List.of()).of(ex);
			}
		}
		checkLock(revisions);
		checkInterrupted(revisions);
		checkTransactions(revisions);
		return revisions;
	}

	private void checkLock(List<PreparedRevision> revisions) {
		if (!this.context.lock().lasts()) {
			revisions.stream()
				.filter((revision) -> !revision.content().transactional())
				.findFirst()
				.ifPresent((found) -> {
					throw MigrationRefusedException.unlocked(found.id(), found.step().revision().location());
				});
		}
	}

	private void checkInterrupted(List<PreparedRevision> revisions) {
		this.context.state().interrupted().ifPresent((journal) -> {
			RevisionScript script = this.context.contents().script(journal.revision());
			if (!continues(revisions, journal) && !InterruptedRevision.isVoid(journal, script)) {
				throw new InterruptedRevision(journal, (script != null) ? script.location() : null).other();
			}
		});
	}

	private static boolean continues(List<PreparedRevision> revisions, JournalEntry journal) {
		return !revisions.isEmpty() && revisions.get(0).continues(journal);
	}

	/**
	 * Removes the journal of a revision that did nothing, if something else is to be done
	 * now.
	 */
	private void discardVoidJournal(List<PreparedRevision> revisions) {
		this.context.state()
			.interrupted()
			.filter((journal) -> !continues(revisions, journal))
			.ifPresent(this.toolTables::discard);
	}

	private void checkTransactions(List<PreparedRevision> revisions) {
		if (this.context.contents().transaction() == TransactionMode.ALL) {
			revisions.stream()
				.filter((revision) -> !revision.content().transactional()
						|| this.context.state().interrupted().filter(revision::continues).isPresent())
				.findFirst()
				.ifPresent((revision) -> {
					throw MigrationRefusedException.nonTransactional(revision.step().revision());
				});
		}
	}

}
