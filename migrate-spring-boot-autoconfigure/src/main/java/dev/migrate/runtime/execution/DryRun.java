package dev.migrate.runtime.execution;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;

import dev.migrate.dialect.DryRunSession;
import dev.migrate.dialect.LockWait;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.connection.CommitFailure;
import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.connection.RunFailure;
import dev.migrate.runtime.failure.BrokenDryRunException;
import dev.migrate.runtime.history.HistoryStep;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.MigrationListener;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.runtime.run.UntriedPart;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

/**
 * Runs all revisions of a plan in one transaction and rolls that back. What does not run
 * in a transaction is left out. The listener hears of each revision once, however often
 * the transaction is tried again.
 */
public final class DryRun implements RevisionUnit {

	private static final Logger logger = LoggerFactory.getLogger(DryRun.class);

	private final RunContext context;

	private final List<PreparedRevision> revisions;

	private final ToolTables toolTables;

	private final DryRunSession session;

	private final MigrationListener listener;

	private final RunCallbacks noCallbacks;

	private final List<UntriedPart> untried = new ArrayList<>();

	private final Set<String> announced = new HashSet<>();

	private final Set<String> reported = new HashSet<>();

	private @Nullable PlanAttempt attempt;

	/**
	 * Creates a dry run.
	 * @param context the run that it is a part of
	 * @param revisions the revisions, at least one
	 * @param toolTables creates the tables that the revisions are written to
	 * @param session looks after the transaction
	 * @param listener is told of each revision
	 */
	DryRun(RunContext context, List<PreparedRevision> revisions, ToolTables toolTables, DryRunSession session,
			MigrationListener listener) {
		this.context = context;
		this.revisions = revisions;
		this.toolTables = toolTables;
		this.session = session;
		this.listener = listener;
		this.noCallbacks = new RunCallbacks(List.of(), context);
	}

	@Override
	public void run() {
		try {
			this.context.retry().attempt("The dry run", () -> {
				if (this.attempt != null) {
					this.context.resetAfterRollback();
				}
				this.attempt = new PlanAttempt(this.context, this.revisions);
				return this::tryAll;
			});
		}
		catch (RuntimeException ex) {
			if (RunFailure.includes(ex)) {
				requireUncommitted(ex);
			}
			throw ex;
		}
	}

	private void tryAll() {
		this.context.lock().begin(LockWait.LIMITED);
		this.context.connection().discard(() -> {
			this.context.confirm();
			this.untried.clear();
			this.session.begin();
			this.toolTables.createMissing(this.context.tables().reread());
			this.revisions.forEach(this::tryOne);
		});
	}

	private void tryOne(PreparedRevision revision) {
		logger.info("Trying {}", revision.describe());
		if (this.announced.add(revision.id())) {
			this.listener.starting(revision.step());
		}
		HistoryStep row = revision.start();
		PreparedRevision tried = revision;
		if (this.context.state().interrupted().filter(revision::continues).isPresent()) {
			this.untried.add(new UntriedPart(revision.id(), "all of it, because a part of it has run already"));
			tried = revision.withoutContent();
		}
		boolean together = this.context.contents().transaction() == TransactionMode.ALL;
		CompletedStep done = attempt().run(tried, row, this.noCallbacks, together ? null : this.untried::add);
		requireUncommitted(revision.step().revision());
		if (!together || attempt().completed().size() == this.revisions.size() - 1) {
			checkDeferred();
		}
		attempt().complete(done);
		if (this.reported.add(revision.id())) {
			this.listener.completed(done);
		}
	}

	/**
	 * Finds out whether a COMMIT would fail.
	 */
	private void checkDeferred() {
		try {
			this.session.checkDeferred();
		}
		catch (DataAccessException ex) {
			throw new CommitFailure(Objects.requireNonNull(MigrationConnection.sqlCause(ex)));
		}
	}

	private void requireUncommitted(RevisionNode revision) {
		if (this.session.isCommitted()) {
			throw new BrokenDryRunException(revision);
		}
	}

	private void requireUncommitted(RuntimeException failure) {
		try {
			requireUncommitted(current().step().revision());
		}
		catch (DataAccessException ex) {
			failure.addSuppressed(ex);
		}
	}

	private PlanAttempt attempt() {
		return (this.attempt != null) ? this.attempt : new PlanAttempt(this.context, this.revisions);
	}

	@Override
	public SortedSet<String> rowsAfter() {
		return PlanRun.rowsAfter(this.context, this.revisions);
	}

	@Override
	public PreparedRevision current() {
		return attempt().current();
	}

	@Override
	public @Nullable HistoryStep lastRow() {
		return null;
	}

	@Override
	public FailureReport.Kept kept() {
		return FailureReport.Kept.DRY_RUN;
	}

	@Override
	public List<UntriedPart> untried() {
		return List.copyOf(this.untried);
	}

	@Override
	public List<CompletedStep> completed() {
		return attempt().completed();
	}

}
