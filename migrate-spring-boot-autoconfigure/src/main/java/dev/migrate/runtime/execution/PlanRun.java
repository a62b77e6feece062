package dev.migrate.runtime.execution;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.migrate.runtime.history.HistoryStep;
import dev.migrate.runtime.run.CompletedStep;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs all revisions of a plan in one transaction, all of them again if others are in the
 * way of one.
 */
public final class PlanRun implements RevisionUnit {

	private static final Logger logger = LoggerFactory.getLogger(PlanRun.class);

	private final RunContext context;

	private final List<PreparedRevision> revisions;

	private final RunCallbacks callbacks;

	private final Set<String> announced = new HashSet<>();

	private @Nullable PlanAttempt attempt;

	private @Nullable HistoryStep lastRow;

	/**
	 * Creates a run.
	 * @param context the run that it is a part of
	 * @param revisions the revisions, at least one
	 * @param callbacks what is called before and after each
	 */
	PlanRun(RunContext context, List<PreparedRevision> revisions, RunCallbacks callbacks) {
		this.context = context;
		this.revisions = revisions;
		this.callbacks = callbacks;
	}

	@Override
	public void run() {
		this.context.retry().attempt("The plan", () -> {
			if (this.attempt != null) {
				this.context.resetAfterRollback();
			}
			this.attempt = new PlanAttempt(this.context, this.revisions);
			return () -> this.context.inTransaction(this::runAll);
		});
	}

	private void runAll() {
		PlanAttempt attempt = attempt();
		for (PreparedRevision revision : this.revisions) {
			this.context.log().progress(logger, "Running {}", revision.describe());
			if (this.announced.add(revision.id())) {
				this.context.listeners().starting(revision.step());
			}
			HistoryStep row = revision.start();
			attempt.complete(attempt.run(revision, row, this.callbacks, null));
			this.lastRow = row;
		}
	}

	private PlanAttempt attempt() {
		return (this.attempt != null) ? this.attempt : new PlanAttempt(this.context, this.revisions);
	}

	@Override
	public SortedSet<String> rowsAfter() {
		return rowsAfter(this.context, this.revisions);
	}

	static SortedSet<String> rowsAfter(RunContext context, List<PreparedRevision> revisions) {
		SortedSet<String> after = new TreeSet<>(context.state().rows());
		for (PreparedRevision revision : revisions) {
			after = revision.step().rows().apply(after);
		}
		return after;
	}

	@Override
	public PreparedRevision current() {
		return attempt().current();
	}

	@Override
	public @Nullable HistoryStep lastRow() {
		return this.lastRow;
	}

	@Override
	public FailureReport.Kept kept() {
		return FailureReport.Kept.NOTHING_OF_PLAN;
	}

	@Override
	public List<CompletedStep> completed() {
		return attempt().completed();
	}

}
