package dev.migrate.runtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;

import dev.migrate.dialect.ConditionalScript;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.ScriptSession;
import dev.migrate.dialect.SessionSettings;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.dialect.TableNames;
import dev.migrate.operations.CreateTable;
import dev.migrate.revision.Direction;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionPlan;
import dev.migrate.revision.RevisionStep;
import dev.migrate.revision.StampPlan;
import dev.migrate.schema.ObjectName;
import dev.migrate.script.RevisionScript;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link MigrationRun} that is written down: the same statements in the same
 * transactions.
 */
final class OfflineRun {

	private static final Logger logger = LoggerFactory.getLogger(OfflineMigrator.class);

	private final RevisionBodies bodies;

	private final Dialect dialect;

	private final ScriptSession session;

	private final VersionStatements versions;

	private final HistoryStatements history;

	private final @Nullable ConditionalScript conditions;

	private final SqlScript script = new SqlScript();

	/**
	 * Creates a run.
	 * @param bodies the scripts
	 * @param dialect the database
	 * @param tables how the tables of the tool are called
	 * @param settings the default schema and the limits of the session
	 * @param idempotent whether it passes over what is done already
	 */
	OfflineRun(RevisionBodies bodies, Dialect dialect, TableNames tables, SessionSettings settings,
			boolean idempotent) {
		this.bodies = bodies;
		this.dialect = dialect;
		this.session = dialect.script(tables, settings);
		this.versions = new VersionStatements(dialect, new ObjectName(tables.schema(), tables.version()));
		this.history = new HistoryStatements(dialect, new ObjectName(tables.schema(), tables.history()), "offline");
		this.conditions = idempotent ? dialect.conditionalScript(tables) : null;
	}

	/**
	 * Writes a plan.
	 * @param plan the plan
	 * @return the script
	 */
	String write(RevisionPlan plan) {
		List<OfflineStep> steps = steps(plan);
		begin(plan.before(), plan.after());
		plan.warnings().forEach((warning) -> this.script.comment("Warning: " + warning));
		if (steps.isEmpty()) {
			this.script.comment("There is nothing to do.");
			return this.script.toString();
		}
		open();
		createTables(plan.before());
		stopIfInterrupted(List.of());
		SortedSet<String> rows = plan.before();
		for (OfflineStep step : steps) {
			SortedSet<String> expected = rows;
			this.script.comment("Running " + step.describe());
			write(step, (lockWait) -> this.session.fence(expected, lockWait),
					() -> this.versions.change(step.step().rows()).forEach(this::write));
			rows = step.step().rows().apply(rows);
		}
		this.script.statement(this.session.close());
		return this.script.toString();
	}

	/**
	 * Writes an upgrade that passes over the revisions that are applied already, or a
	 * downgrade that passes over those that are not.
	 * @param plan the plan
	 * @param direction the direction of all of its steps
	 * @param parents every revision with all that must be applied before it
	 * @return the script
	 */
	String writeIdempotent(RevisionPlan plan, Direction direction, Map<String, Collection<String>> parents) {
		ConditionalScript conditions = Objects.requireNonNull(this.conditions);
		List<OfflineStep> steps = steps(plan);
		begin(plan.before(), plan.after());
		this.script.client(conditions.client());
		open();
		if (direction == Direction.UPGRADE) {
			createTables(plan.before());
		}
		stopIfInterrupted(steps);
		this.script.statement(conditions.open(parents));
		this.script.statement(this.session.stopIf(conditions.unknownRow(),
				"The database is at a revision that this script does not know.",
				"Write the script from the revisions of the application that the database was upgraded with."));
		stopIfOutside(plan, direction, conditions);
		for (OfflineStep step : steps) {
			String id = step.step().revision().id();
			String notApplied = conditions.notApplied(List.of(id));
			this.script.comment("Running " + step.describe());
			when((direction == Direction.UPGRADE) ? notApplied : "NOT " + notApplied,
					() -> write(step, this.session::fence,
							() -> writeRows(id, direction, conditions, parents.getOrDefault(id, List.of()))));
		}
		this.script.statement(conditions.close());
		this.script.statement(this.session.close());
		return this.script.toString();
	}

	private void stopIfOutside(RevisionPlan plan, Direction direction, ConditionalScript conditions) {
		List<String> removed = plan.steps().stream().map((step) -> step.revision().id()).toList();
		if (direction == Direction.UPGRADE && !plan.before().isEmpty()) {
			this.script.statement(this.session.stopIf(conditions.notApplied(plan.before()),
					"The database is below " + MigrationRun.describe(plan.before()) + ", where this script begins.",
					"Write one that begins at base."));
		}
		else if (direction == Direction.DOWNGRADE && !removed.isEmpty()) {
			this.script.statement(this.session.stopIf(conditions.appliedOnTopOf(removed),
					"The database has other revisions on top of those that this script takes away.",
					"Write one that begins at all of the revisions that the database is at."));
		}
	}

	private void writeRows(String id, Direction direction, ConditionalScript conditions, Collection<String> parents) {
		if (direction == Direction.UPGRADE) {
			this.versions.replace(id, parents).forEach(this::write);
		}
		else {
			this.script.statement(conditions.withdraw(id));
		}
	}

	/**
	 * Writes what an idempotent script runs only if a condition holds, and every other
	 * one always.
	 */
	private void when(String condition, Runnable content) {
		if (this.conditions == null) {
			content.run();
			return;
		}
		this.script.client(this.conditions.begin(condition));
		content.run();
		this.script.client(this.conditions.end());
	}

	private List<OfflineStep> steps(RevisionPlan plan) {
		plan.warnings().forEach(logger::warn);
		List<OfflineStep> steps = new ArrayList<>();
		for (RevisionStep step : plan.steps()) {
			steps.add(OfflineStep.of(step, this.bodies, this.dialect));
		}
		return steps;
	}

	/**
	 * Writes a stamp.
	 * @param plan the plan
	 * @return the script
	 */
	String write(StampPlan plan) {
		begin(plan.before(), plan.after());
		open();
		createTables(plan.before());
		this.script.comment(
				"Running stamp " + MigrationRun.describe(plan.before()) + " -> " + MigrationRun.describe(plan.after()));
		this.script.transaction(() -> {
			this.script.statement(this.session.fence(plan.before(), LockWait.LIMITED));
			write(this.history.complete(this.history.lastRow(), this.session.millisecondsSince("started_at")));
			this.versions.change(plan.rows()).forEach(this::write);
			plan.unstamped()
				.forEach((revision) -> write(this.history.insert(row(revision, Direction.UNSTAMP), 0, null)));
			plan.stamped().forEach((revision) -> write(this.history.insert(row(revision, Direction.STAMP), 0, null)));
		});
		this.script.statement(this.session.close());
		return this.script.toString();
	}

	private void begin(Collection<String> before, Collection<String> after) {
		this.script.comment("From %s to %s, for %s, written by Migrate %s".formatted(MigrationRun.describe(before),
				MigrationRun.describe(after), this.dialect.name(), Tool.version()));
		this.script.blank();
	}

	private void open() {
		this.script.statement(this.session.open());
	}

	private void createTables(Collection<String> before) {
		if (before.isEmpty()) {
			this.script.transaction(() -> {
				create(this.versions.creation(true));
				create(this.history.creation(true));
			});
		}
	}

	private void create(CreateTable creation) {
		this.dialect.write(creation).forEach(this::write);
	}

	private void stopIfInterrupted(List<OfflineStep> steps) {
		List<HistoryTable.Journal> known = steps.stream().flatMap((step) -> journals(step).stream()).toList();
		this.script.statement(this.session.stopIf(this.history.interruptedElsewhere(known),
				"The last revision of the history was interrupted, and this script cannot continue it.",
				"Start the application, which continues it or says what to do, then run this script again."));
	}

	/**
	 * Returns where a step may have been interrupted and can be continued.
	 */
	private List<HistoryTable.Journal> journals(OfflineStep step) {
		List<HistoryTable.Journal> journals = new ArrayList<>();
		if (!step.atomic() && this.conditions != null) {
			journals.add(journal(step, 0, 0, null));
			for (OfflineStep.Piece piece : step.pieces()) {
				journals.add(journal(step, piece.to(), piece.to(), piece.checksum()));
				if (tookEffect(piece).isPresent()) {
					journals.add(journal(step, piece.to(), piece.from(), piece.checksum()));
				}
			}
		}
		return journals;
	}

	private static HistoryTable.Journal journal(OfflineStep step, int started, int done, @Nullable String checksum) {
		return new HistoryTable.Journal(0, step.step().revision().id(), step.step().direction(), Instant.EPOCH, started,
				done, checksum);
	}

	/**
	 * Returns a condition that tells whether the statement of a piece has taken effect
	 * although it was interrupted, empty if it runs in a transaction or nobody can tell.
	 */
	private Optional<String> tookEffect(OfflineStep.Piece piece) {
		boolean counted = this.conditions != null && !piece.transactional() && piece.checksum() != null;
		return counted ? Objects.requireNonNull(this.conditions).tookEffect(piece.statements().get(0))
				: Optional.empty();
	}

	private void write(OfflineStep step, Function<LockWait, String> fence, Runnable rows) {
		if (!step.atomic()) {
			writePiecewise(step, fence, rows);
			return;
		}
		OfflineStep.Piece piece = step.pieces().get(0);
		transaction(fence, piece.lockWait(), () -> {
			writeStatements(piece);
			this.script.statement(this.session.reset());
			rows.run();
			write(this.history.insert(row(step), this.session.millisecondsSince("now()"), null));
		});
	}

	private void writePiecewise(OfflineStep step, Function<LockWait, String> fence, Runnable rows) {
		RevisionNode revision = step.step().revision();
		when("NOT " + this.history.interrupted(revision.id(), step.step().direction()),
				() -> transaction(fence, LockWait.LIMITED, () -> write(this.history.insert(row(step), null, 0))));
		for (OfflineStep.Piece piece : step.pieces()) {
			String passed = tookEffect(piece)
				.map((took) -> " AND NOT (%s AND %s)".formatted(this.history.reached(piece.to(), piece.from()), took))
				.orElse("");
			when("NOT " + this.history.reached(piece.to(), piece.to()) + passed, () -> write(piece, fence));
		}
		transaction(fence, LockWait.LIMITED, () -> {
			rows.run();
			write(this.history.complete(this.history.lastRow(), this.session.millisecondsSince("started_at")));
		});
	}

	private void transaction(Function<LockWait, String> fence, LockWait lockWait, Runnable content) {
		this.script.transaction(() -> {
			this.script.statement(fence.apply(lockWait));
			content.run();
		});
	}

	private void write(OfflineStep.Piece piece, Function<LockWait, String> fence) {
		if (piece.transactional()) {
			transaction(fence, piece.lockWait(), () -> {
				writeStatements(piece);
				this.script.statement(this.session.reset());
				write(progress(piece, piece.to()));
			});
			return;
		}
		write(progress(piece, piece.from()));
		writeStatements(piece);
		this.script.statement(this.session.reset());
		write(progress(piece, piece.to()));
	}

	private SqlCommand progress(OfflineStep.Piece piece, int done) {
		return this.history.progress(this.history.lastRow(), piece.to(), done, piece.checksum());
	}

	/**
	 * Writes the statements of a piece with the limits that a {@link StatementGuard} sets
	 * online.
	 */
	private void writeStatements(OfflineStep.Piece piece) {
		LockWait limit = piece.transactional() ? piece.lockWait() : null;
		for (String statement : piece.statements()) {
			LockWait wanted = this.dialect.lockWait(statement);
			if (!piece.transactional()) {
				if (wanted != limit) {
					this.script.statement(this.session.limitStatements(wanted));
				}
				limit = wanted;
				writeAlone(statement);
				continue;
			}
			if (limit == LockWait.UNLIMITED && wanted == LockWait.LIMITED) {
				this.script.statement(this.session.limitTransaction(LockWait.LIMITED));
				limit = LockWait.LIMITED;
			}
			this.script.statement(statement);
		}
	}

	private void writeAlone(String statement) {
		if (this.conditions != null) {
			this.conditions.dropLeftovers(statement).ifPresent(this.script::client);
		}
		else {
			this.session.dropLeftovers(statement).ifPresent(this.script::statement);
		}
		this.script.statement(statement);
		this.session.verify(statement).ifPresent(this.script::statement);
	}

	private void write(SqlCommand command) {
		this.script.statement(this.dialect.inline(command));
	}

	private HistoryTable.Step row(OfflineStep step) {
		return row(step.step().revision(), step.step().direction());
	}

	private HistoryTable.Step row(RevisionNode revision, Direction direction) {
		RevisionScript found = Objects.requireNonNull(this.bodies.script(revision.id()));
		return new HistoryTable.Step(revision, this.bodies.dependencies(revision), direction, found.message(),
				found.location(), this.bodies.checksum(revision.id(), this.dialect), null);
	}

}
