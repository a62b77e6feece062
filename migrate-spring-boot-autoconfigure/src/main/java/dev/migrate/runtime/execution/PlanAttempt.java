package dev.migrate.runtime.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import dev.migrate.runtime.content.StatementFailure;
import dev.migrate.runtime.history.HistoryStep;
import dev.migrate.runtime.history.TableWrite;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.UntriedPart;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to run all revisions of a plan in the transaction that is open.
 */
public final class PlanAttempt {

	private final RunContext context;

	private final List<PreparedRevision> revisions;

	private final List<CompletedStep> completed = new ArrayList<>();

	PlanAttempt(RunContext context, List<PreparedRevision> revisions) {
		this.context = context;
		this.revisions = revisions;
	}

	/**
	 * Runs the next revision.
	 * @param callbacks what is called before and after it
	 * @param untried is told of what cannot run in a transaction and is left out, or
	 * {@code null} to refuse it
	 * @return what was done
	 */
	CompletedStep run(PreparedRevision revision, HistoryStep row, RunCallbacks callbacks,
			@Nullable Consumer<UntriedPart> untried) {
		this.context.connection().running("Revision " + revision.id());
		PlanRevision statements = new PlanRevision(revision.step().revision(), this.context.connection(), untried,
				this.context.session());
		try {
			this.context.shutdown().cancellable(() -> run(revision, statements, callbacks));
		}
		catch (StatementFailure ex) {
			statements.requireNoneRefused();
			throw ex;
		}
		statements.requireNoneRefused();
		this.context.shutdown().check();
		Duration duration = Duration.between(Objects.requireNonNull(row.startedAt()), Instant.now());
		List<TableWrite> rows = this.context.tables().versions().writes(revision.step().rows());
		rows.add(this.context.history().row(row, duration));
		rows.addAll(this.context.squashed(revision));
		this.context.resetAndWrite(rows);
		return new CompletedStep(revision.id(), revision.step().direction(), duration);
	}

	private void run(PreparedRevision revision, PlanRevision statements, RunCallbacks callbacks) {
		if (callbacks.isEmpty()) {
			revision.content().run(statements);
			return;
		}
		callbacks.beforeRevision(revision.step(), statements.jdbc());
		revision.content().run(statements);
		this.context.session().reset();
		callbacks.afterRevision(revision.step(), statements.jdbc());
	}

	/**
	 * Goes on to the next revision.
	 */
	void complete(CompletedStep step) {
		this.completed.add(step);
	}

	/**
	 * Returns the revision that is running, or the last one.
	 */
	PreparedRevision current() {
		return this.revisions.get(Math.min(this.completed.size(), this.revisions.size() - 1));
	}

	List<CompletedStep> completed() {
		return List.copyOf(this.completed);
	}

}
