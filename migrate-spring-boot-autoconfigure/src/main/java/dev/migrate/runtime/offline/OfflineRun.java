package dev.migrate.runtime.offline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;

import dev.migrate.dialect.ConditionalScript;
import dev.migrate.dialect.CopyData;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LockWait;
import dev.migrate.dialect.ScriptSession;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.dialect.TableNames;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.revision.Direction;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionPlan;
import dev.migrate.revision.RevisionStep;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.revision.StampPlan;
import dev.migrate.runtime.connection.ToolInfo;
import dev.migrate.runtime.content.RevisionContents;
import dev.migrate.runtime.execution.MigrationRun;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.failure.OfflineException;
import dev.migrate.runtime.history.HistoryStatements;
import dev.migrate.runtime.history.HistoryStep;
import dev.migrate.runtime.history.VersionStatements;
import dev.migrate.runtime.run.JournalEntry;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link MigrationRun} that is written down: the same statements in the same
 * transactions.
 */
public final class OfflineRun {

	private static final Logger logger = LoggerFactory.getLogger(OfflineRun.class);

	private final RevisionContents bodies;

	private final Dialect dialect;

	private final ScriptSession session;

	private final VersionStatements versions;

	private final HistoryStatements history;

	private final @Nullable ConditionalScript conditions;

	private final ScriptText script = new ScriptText();

	private final OfflineStepWriter writer;

	/**
	 * Creates a run.
	 * @param bodies the scripts
	 * @param dialect the database
	 * @param tables how the tables of the tool are called
	 * @param session how the session of the script is kept
	 * @param idempotent whether it passes over what is done already
	 */
	public OfflineRun(RevisionContents bodies, Dialect dialect, TableNames tables, ScriptSession session,
			boolean idempotent) {
		this.bodies = bodies;
		this.dialect = dialect;
		this.session = session;
		ObjectName version = new ObjectName(tables.schema(), tables.version());
		this.versions = new VersionStatements(dialect, version);
		this.history = new HistoryStatements(dialect, version.sibling(tables.history()), version, () -> "offline");
		this.conditions = idempotent ? dialect.conditionalScript(tables) : null;
		this.writer = new OfflineStepWriter(dialect, this.session, this.conditions, this.history, this.script,
				bodies.transaction());
	}

	/**
	 * Writes a plan.
	 * @return the script
	 */
	public String write(RevisionPlan plan) {
		List<OfflineStep> steps = steps(plan);
		begin(plan.before(), plan.after());
		plan.warnings().forEach((warning) -> this.script.comment("Warning: " + warning));
		if (steps.isEmpty()) {
			this.script.comment("There is nothing to do.");
			return this.script.toString();
		}
		open(steps);
		createTables(plan.before());
		stopIfInterrupted(List.of());
		boolean upgrade = steps.get(0).step().direction() == Direction.UPGRADE;
		stopIfContradicted(
				this.versions.hasRows(plan.before()) + " AND " + this.history.contains(ids(plan), upgrade, ""));
		together(() -> {
			SortedSet<String> rows = plan.before();
			for (OfflineStep step : steps) {
				SortedSet<String> expected = rows;
				this.script.comment("Running " + step.describe());
				this.writer.write(step, row(step), (lockWait) -> this.session.fence(expected, lockWait),
						() -> this.versions.change(step.step().rows()).forEach(this::write),
						step.step().squashed().stream().map((squash) -> row(squash, Direction.STAMP)).toList());
				rows = step.step().rows().apply(rows);
			}
		});
		this.script.statement(this.session.close());
		return this.script.toString();
	}

	private void together(Runnable steps) {
		if (this.bodies.transaction() == TransactionMode.ALL) {
			this.script.transaction(steps);
		}
		else {
			steps.run();
		}
	}

	/**
	 * Writes an upgrade that passes over the revisions that are applied already, or a
	 * downgrade that passes over those that are not.
	 * @param direction the direction of all of its steps
	 * @param parents every revision with all that must be applied before it
	 * @return the script
	 */
	public String writeIdempotent(RevisionPlan plan, Direction direction, Map<String, Collection<String>> parents) {
		ConditionalScript conditions = Objects.requireNonNull(this.conditions);
		List<OfflineStep> steps = steps(plan);
		steps.forEach(OfflineRun::rejectRows);
		begin(plan.before(), plan.after());
		this.script.client(conditions.client());
		open(steps);
		if (direction == Direction.UPGRADE) {
			createTables(plan.before());
		}
		else {
			completeHistory();
		}
		stopIfInterrupted(steps);
		this.script.statement(conditions.open(parents));
		this.script.statement(this.session.stopIf(conditions.unknownRow(),
				"The database is at a revision that this script does not know.",
				"Write the script from the revisions of the application that the database was upgraded with."));
		stopIfOutside(plan, direction, conditions);
		if (!steps.isEmpty()) {
			String filter = "revision %s (%s)".formatted((direction == Direction.UPGRADE) ? "NOT IN" : "IN",
					conditions.applied());
			stopIfContradicted(this.history.contains(ids(plan), direction == Direction.UPGRADE, filter));
		}
		together(() -> steps.forEach((step) -> {
			String id = step.step().revision().id();
			String notApplied = conditions.notApplied(List.of(id));
			this.script.comment("Running " + step.describe());
			this.writer.when((direction == Direction.UPGRADE) ? notApplied : "NOT " + notApplied,
					() -> this.writer.write(step, row(step), this.session::fence,
							() -> writeRows(id, direction, conditions, parents.getOrDefault(id, List.of())),
							List.of()));
		}));
		this.script.statement(conditions.close());
		this.script.statement(this.session.close());
		return this.script.toString();
	}

	/**
	 * The client reads what it passes over as statements, and so would take rows for
	 * some.
	 */
	private static void rejectRows(OfflineStep step) {
		for (OfflineStep.Piece piece : step.pieces()) {
			if (piece.statements().stream().anyMatch(CopyData::isEndOf)) {
				RevisionNode revision = step.step().revision();
				throw OfflineException.revision(revision.id(), revision.location(), 0,
						"the rows below COPY … FROM stdin cannot be passed over in a script.",
						"Write them as INSERT statements, or write the script without --idempotent.", null);
			}
		}
	}

	private static List<String> ids(RevisionPlan plan) {
		return plan.steps().stream().map((step) -> step.revision().id()).toList();
	}

	/**
	 * Stops the script where an upgrade would run once more what the history says is
	 * applied, or a downgrade what it says is not.
	 */
	private void stopIfContradicted(String condition) {
		this.script.statement(this.session.stopIf(condition,
				"The version table and the history do not agree on the revisions of this script: one of them was emptied, set back or restored without the other.",
				"Let 'migrate current' name the revisions, correct the one that is wrong with 'migrate stamp', then run this script again."));
	}

	private void stopIfOutside(RevisionPlan plan, Direction direction, ConditionalScript conditions) {
		List<String> removed = ids(plan);
		if (direction == Direction.UPGRADE && !plan.before().isEmpty()) {
			this.script.statement(this.session.stopIf(conditions.notApplied(plan.before()),
					"The database is below " + RevisionTexts.rows(plan.before()) + ", where this script begins.",
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

	private List<OfflineStep> steps(RevisionPlan plan) {
		plan.warnings().forEach(logger::warn);
		List<OfflineStep> steps = new ArrayList<>();
		for (RevisionStep step : plan.steps()) {
			OfflineStep written = OfflineStep.of(step, this.bodies, this.dialect);
			if (this.bodies.transaction() == TransactionMode.ALL && !written.atomic()) {
				throw MigrationRefusedException.nonTransactional(step.revision());
			}
			steps.add(written);
		}
		return steps;
	}

	/**
	 * Writes a stamp.
	 * @return the script
	 */
	public String write(StampPlan plan) {
		begin(plan.before(), plan.after());
		open(List.of());
		createTables(plan.before());
		this.script
			.comment("Running stamp " + RevisionTexts.rows(plan.before()) + " -> " + RevisionTexts.rows(plan.after()));
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

	/**
	 * Writes the creation of the tables.
	 * @return the script
	 */
	public String writeTables() {
		this.script.comment("For %s, written by Migrate %s".formatted(this.dialect.name(), ToolInfo.version()));
		this.script.blank();
		this.script.client(this.session.client());
		open(List.of());
		createTables(List.of());
		this.script.statement(this.session.close());
		return this.script.toString();
	}

	private void begin(Collection<String> before, Collection<String> after) {
		this.script.comment("From %s to %s, for %s, written by Migrate %s".formatted(RevisionTexts.rows(before),
				RevisionTexts.rows(after), this.dialect.name(), ToolInfo.version()));
		this.script.blank();
		this.script.client(this.session.client());
	}

	private void open(List<OfflineStep> steps) {
		this.script.statement(this.session.open(steps.stream()
			.flatMap((step) -> step.pieces().stream())
			.flatMap((piece) -> piece.statements().stream())
			.toList()));
	}

	private void createTables(Collection<String> before) {
		if (before.isEmpty()) {
			this.script.transaction(() -> {
				create(this.versions.creation(true));
				create(this.history.creation(true));
			});
		}
		completeHistory();
	}

	/**
	 * Adds what a history lacks that an older version of the tool has made.
	 */
	private void completeHistory() {
		List<AddColumn> additions = this.history.additions();
		this.session.requireTables().ifPresent(this.script::statement);
		this.script.statement(this.session.unlessColumns(additions.get(0).table(),
				additions.stream().map((addition) -> addition.column().name()).toList(),
				additions.stream()
					.flatMap((addition) -> this.dialect.write(addition).stream())
					.map(this.dialect::inline)
					.toList()));
	}

	private void create(CreateTable creation) {
		this.dialect.write(creation).forEach(this::write);
	}

	private void stopIfInterrupted(List<OfflineStep> steps) {
		List<JournalEntry> known = steps.stream().flatMap((step) -> this.writer.journals(step).stream()).toList();
		this.script.statement(this.session.stopIf(this.history.interruptedElsewhere(known),
				"The last revision of the history was interrupted, and this script cannot continue it.",
				"Start the application, which continues it or says what to do, then run this script again."));
	}

	private void write(SqlCommand command) {
		this.script.statement(this.dialect.inline(command));
	}

	private HistoryStep row(OfflineStep step) {
		return row(step.step().revision(), step.step().direction());
	}

	private HistoryStep row(RevisionNode revision, Direction direction) {
		return this.bodies.row(revision, direction, this.dialect);
	}

}
