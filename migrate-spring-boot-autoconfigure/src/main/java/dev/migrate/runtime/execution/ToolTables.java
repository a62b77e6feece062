package dev.migrate.runtime.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.dialect.FailureKind;
import dev.migrate.revision.Direction;
import dev.migrate.revision.InvalidRevisionGraphException;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.revision.StampPlan;
import dev.migrate.runtime.adoption.AdoptedHistory;
import dev.migrate.runtime.connection.CommitFailure;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.history.AppliedRevision;
import dev.migrate.runtime.history.HistoryContradiction;
import dev.migrate.runtime.history.HistoryStep;
import dev.migrate.runtime.history.MigrationTables;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.JournalEntry;
import dev.migrate.runtime.run.MigrationResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

/**
 * Writes to the version table and the history what no script does: creates them, stamps
 * revisions and accepts scripts.
 */
public final class ToolTables {

	private static final Logger logger = LoggerFactory.getLogger(ToolTables.class);

	private final RunContext context;

	private @Nullable StampPlan assumed;

	ToolTables(RunContext context) {
		this.context = context;
	}

	/**
	 * Makes sure that the tables exist.
	 * @return that nothing was done to the revisions
	 */
	public MigrationResult ensure() {
		create();
		return result(rows(), List.of());
	}

	/**
	 * Creates what the tables lack. Version rows that have no history, because Alembic
	 * wrote them, get one.
	 */
	void create() {
		if (!this.context.state().tablesComplete()) {
			try {
				commit(() -> createMissing(this.context.tables()));
			}
			catch (DataAccessException ex) {
				throw becauseOfOthers(ex);
			}
			this.context.state().completeTables();
		}
	}

	/**
	 * An application with a version table of its own, and so with a lock of its own, may
	 * have created the history that both share.
	 */
	private RuntimeException becauseOfOthers(DataAccessException failure) {
		MigrationTables before = this.context.tables();
		try {
			return before.reread().found().equals(before.found()) ? failure : new OutdatedPlanException(List.of());
		}
		catch (DataAccessException ex) {
			failure.addSuppressed(ex);
			return failure;
		}
	}

	/**
	 * Creates what the tables lack in the transaction that is open.
	 * @param found the tables as they were found
	 */
	void createMissing(MigrationTables found) {
		boolean adopted = !found.found().historyExists() && !rows().isEmpty();
		found.createMissing();
		if (this.assumed != null) {
			found.versions().apply(this.assumed.rows());
		}
		else if (adopted) {
			this.context.contents().applied(rows()).forEach((revision) -> record(revision, Direction.STAMP));
		}
	}

	/**
	 * Stamps what another tool has applied.
	 * @param adopted what that is
	 * @return what was done
	 */
	public MigrationResult adopt(AdoptedHistory adopted) {
		describe(adopted);
		MigrationResult result = stamp(adopted.stamp(), () -> {
			if (!adopted.isUnchanged(this.context.connection().jdbc(), this.context.dialect())) {
				throw new OutdatedPlanException(List.of());
			}
		});
		this.context.state().adopt();
		return result;
	}

	private static void describe(AdoptedHistory adopted) {
		logger.info("{}: the revisions that adopt that count as applied", adopted.description());
		if (!adopted.implied().isEmpty()) {
			logger.warn("These revisions adopt nothing and count as applied, because later ones are: {}",
					String.join(", ", adopted.implied()));
		}
		if (!adopted.remaining().isEmpty()) {
			logger.warn(
					"{} has not done what these revisions do. A version of the application that still has it would do that"
							+ " once more, and must not be started after them: {}",
					adopted.tools(), String.join(", ", adopted.remaining()));
		}
		if (!adopted.repeated().isEmpty()) {
			logger.info("These revisions of repeatable migrations run again, after those below them: {}",
					String.join(", ", adopted.repeated()));
		}
	}

	/**
	 * Goes on, in a dry run, as if what another tool has applied were stamped.
	 * @param adopted what that is
	 */
	public void assume(AdoptedHistory adopted) {
		describe(adopted);
		this.assumed = adopted.stamp();
		this.context.state().moveTo(this.assumed.after());
		this.context.state().adopt();
	}

	/**
	 * Changes the version table without running scripts.
	 * @param plan the plan, made from the current rows
	 * @return what was done
	 */
	public MigrationResult stamp(StampPlan plan) {
		return stamp(plan, () -> {
		});
	}

	private MigrationResult stamp(StampPlan plan, Runnable check) {
		List<String> before = rows();
		create();
		List<CompletedStep> completed = new ArrayList<>();
		commit(() -> {
			check.run();
			this.context.state().interrupted().ifPresent(this::close);
			this.context.tables().versions().apply(plan.rows());
			plan.unstamped().forEach((revision) -> completed.add(record(revision, Direction.UNSTAMP)));
			plan.stamped().forEach((revision) -> completed.add(record(revision, Direction.STAMP)));
			completed.addAll(correct(plan));
		});
		this.context.state().moveTo(plan.after());
		this.context.log()
			.progress(logger, "Stamped schema {}: {} -> {}", this.context.tables().found().version().schema(),
					RevisionTexts.rows(before), RevisionTexts.rows(rows()));
		return result(before, completed);
	}

	/**
	 * Writes into the history what it does not say although the version table says it,
	 * also of revisions that no script has and that were taken out of it.
	 */
	private List<CompletedStep> correct(StampPlan plan) {
		RevisionMap map = this.context.contents().revisions().at(plan.after());
		Map<String, AppliedRevision> history = this.context.tables().applied(map, plan.before());
		Set<String> replaced = map.squashed()
			.stream()
			.flatMap((squash) -> Stream.concat(Stream.of(squash.id()), squash.replaces().stream()))
			.collect(Collectors.toSet());
		HistoryContradiction found = HistoryContradiction.of(map, List.copyOf(plan.after()), history);
		List<CompletedStep> completed = new ArrayList<>();
		for (AppliedRevision revision : history.values()) {
			if (map.find(revision.revision()).isEmpty() && !replaced.contains(revision.revision())
					&& revision.isApplied()) {
				withdraw(revision).ifPresent(completed::add);
			}
		}
		List<String> lost = new ArrayList<>(found.lost());
		Collections.reverse(lost);
		for (String id : lost) {
			if (isMeant(id, plan, map)) {
				completed.add(record(map.get(id), Direction.UNSTAMP));
			}
		}
		if (plan.isEmpty()) {
			found.returned().forEach((id) -> completed.add(record(map.get(id), Direction.STAMP)));
		}
		return completed;
	}

	/**
	 * Returns whether a stamp says that a revision, which the history has and no row
	 * covers, is not applied: it leads to base or to a revision below, or names the rows
	 * as they are. Of other branches it says nothing.
	 */
	private static boolean isMeant(String id, StampPlan plan, RevisionMap map) {
		if (plan.isEmpty() || plan.after().isEmpty()) {
			return true;
		}
		Set<String> below = map.applied(List.of(id));
		return plan.after().stream().anyMatch((row) -> !plan.before().contains(row) && below.contains(row));
	}

	private Optional<CompletedStep> withdraw(AppliedRevision revision) {
		RevisionNode node;
		try {
			node = RevisionNode.of(revision.revision(), revision.parents(), "");
		}
		catch (InvalidRevisionGraphException ex) {
			logger.debug("No script can have the revision that is taken out of the version table", ex);
			return Optional.empty();
		}
		this.context.history()
			.add(new HistoryStep(node, List.of(), Direction.UNSTAMP, "", null, null, Instant.now()), Duration.ZERO);
		return Optional.of(new CompletedStep(node.id(), Direction.UNSTAMP, Duration.ZERO));
	}

	/**
	 * Ends a journal. One of a revision that did nothing is no step of the history.
	 */
	private void close(JournalEntry journal) {
		if (InterruptedRevision.isVoid(journal, this.context.contents().script(journal.revision()))) {
			this.context.history().discard(journal);
		}
		else {
			this.context.history().complete(journal);
		}
	}

	/**
	 * Removes the journal of a revision that did nothing.
	 */
	void discard(JournalEntry journal) {
		commit(() -> this.context.history().discard(journal));
		this.context.state().forgetInterrupted();
	}

	/**
	 * Declares revisions to be applied as their scripts are now, such as scripts that
	 * were modified.
	 * @param revisions the revisions
	 * @return what was done
	 * @throws MigrationRefusedException if one of them is not applied
	 */
	public MigrationResult accept(List<RevisionNode> revisions) {
		Set<String> applied = this.context.contents().revisions().applied(rows());
		for (RevisionNode revision : revisions) {
			if (!applied.contains(revision.id())) {
				throw MigrationRefusedException.notApplied(revision);
			}
		}
		create();
		List<CompletedStep> completed = new ArrayList<>();
		commit(() -> revisions.forEach((revision) -> completed.add(record(revision, Direction.STAMP))));
		return result(rows(), completed);
	}

	/**
	 * Runs an action in a transaction. If its COMMIT is lost with the connection, what is
	 * in the tables then is what the next plan is made from.
	 */
	private void commit(Runnable action) {
		try {
			this.context.inTransaction(action);
		}
		catch (CommitFailure ex) {
			if (this.context.dialect().failureKind(ex.cause()) != FailureKind.CONNECTION_LOST) {
				throw ex;
			}
			new LostCommit(this.context).reconnect(null, ex);
			throw new OutdatedPlanException(List.of());
		}
	}

	private List<String> rows() {
		return this.context.state().rows();
	}

	private MigrationResult result(List<String> before, List<CompletedStep> completed) {
		return new MigrationResult(before, rows(), completed);
	}

	private CompletedStep record(RevisionNode revision, Direction direction) {
		HistoryStep row = this.context.contents().row(revision, direction, this.context.dialect());
		this.context.history().add(row.startedAt(Instant.now()), Duration.ZERO);
		return new CompletedStep(revision.id(), direction, Duration.ZERO);
	}

}
