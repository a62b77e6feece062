package dev.migrate.runtime.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.migrate.runtime.history.HistoryStep;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.JournalEntry;
import dev.migrate.runtime.run.Resume;
import org.jspecify.annotations.Nullable;

/**
 * Runs one revision by itself, in as many attempts as it takes.
 */
public final class RevisionRun implements RevisionUnit {

	private final RunContext context;

	private final PreparedRevision revision;

	private final RunCallbacks callbacks;

	private final HistoryStep row;

	private final RevisionJournal journal;

	private boolean repeated;

	/**
	 * Creates a run.
	 * @param context the run that it is a part of
	 * @param callbacks what is called before and after it
	 * @param resume what to do with a statement in doubt, or {@code null} to find out
	 */
	RevisionRun(RunContext context, PreparedRevision revision, RunCallbacks callbacks, @Nullable Resume resume) {
		this.context = context;
		this.revision = revision;
		this.callbacks = callbacks;
		this.row = revision.start();
		JournalEntry interrupted = context.state().interrupted().filter(revision::continues).orElse(null);
		this.journal = new RevisionJournal(context, this.row, interrupted, resume);
	}

	@Override
	public void run() {
		this.context.retry().attempt("Revision " + this.revision.id(), this::attempt);
	}

	private RevisionAttempt attempt() {
		if (this.repeated) {
			this.context.resetAfterRollback();
		}
		this.repeated = true;
		return new RevisionAttempt(this.context, this.revision, this.row, this.callbacks, this.journal);
	}

	@Override
	public void reread() {
		this.journal.reread();
	}

	@Override
	public SortedSet<String> rowsAfter() {
		return this.revision.step().rows().apply(new TreeSet<>(this.context.state().rows()));
	}

	@Override
	public PreparedRevision current() {
		return this.revision;
	}

	@Override
	public HistoryStep lastRow() {
		return this.row;
	}

	@Override
	public FailureReport.Kept kept() {
		return this.journal.isBegun() ? FailureReport.Kept.PART : FailureReport.Kept.NOTHING;
	}

	@Override
	public List<CompletedStep> completed() {
		Duration duration = Duration.between(Objects.requireNonNull(this.row.startedAt()), Instant.now());
		return List.of(new CompletedStep(this.revision.id(), this.revision.step().direction(), duration));
	}

}
