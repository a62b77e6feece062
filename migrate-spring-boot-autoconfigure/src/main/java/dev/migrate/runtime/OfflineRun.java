package dev.migrate.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;

import dev.migrate.dialect.ConditionalScript;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.ScriptSession;
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

	private final TableNames tables;

	private final ScriptSession session;

	private final VersionStatements versions;

	private final HistoryStatements history;

	private final SqlScript script = new SqlScript();

	OfflineRun(RevisionBodies bodies, Dialect dialect, TableNames tables) {
		this.bodies = bodies;
		this.dialect = dialect;
		this.tables = tables;
		this.session = dialect.script(tables);
		this.versions = new VersionStatements(dialect, new ObjectName(tables.schema(), tables.version()));
		this.history = new HistoryStatements(dialect, new ObjectName(tables.schema(), tables.history()), "offline");
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
		open(plan.before());
		stopIfInterrupted();
		SortedSet<String> rows = plan.before();
		for (OfflineStep step : steps) {
			this.script.comment("Running " + step.describe());
			write(step, this.session.fence(rows), this.versions.change(step.step().rows()));
			rows = step.step().rows().apply(rows);
		}
		this.script.statement(this.session.close());
		return this.script.toString();
	}

	/**
	 * Writes an upgrade that passes over the revisions that are applied already.
	 * @param plan the upgrade
	 * @param parents every revision with all that must be applied before it
	 * @return the script
	 */
	String writeIdempotent(RevisionPlan plan, Map<String, Collection<String>> parents) {
		ConditionalScript conditions = this.dialect.conditionalScript(this.tables);
		List<OfflineStep> steps = steps(plan);
		begin(plan.before(), plan.after());
		this.script.client(conditions.client());
		open(plan.before());
		stopIfInterrupted();
		this.script.statement(conditions.open(parents));
		this.script.statement(this.session.stopIf(conditions.unknownRow(),
				"The database is at a revision that this script does not know.",
				"Write the script from the revisions of the application that the database was upgraded with."));
		if (!plan.before().isEmpty()) {
			this.script.statement(this.session.stopIf(conditions.notApplied(plan.before()),
					"The database is below " + MigrationRun.describe(plan.before()) + ", where this script begins.",
					"Write one that begins at base."));
		}
		for (OfflineStep step : steps) {
			String id = step.step().revision().id();
			this.script.comment("Running " + step.describe());
			this.script.client(conditions.begin(id));
			write(step, this.session.fence(), this.versions.replace(id, parents.getOrDefault(id, List.of())));
			this.script.client(conditions.end());
		}
		this.script.statement(conditions.close());
		this.script.statement(this.session.close());
		return this.script.toString();
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
		open(plan.before());
		this.script.comment(
				"Running stamp " + MigrationRun.describe(plan.before()) + " -> " + MigrationRun.describe(plan.after()));
		this.script.transaction(() -> {
			this.script.statement(this.session.fence(plan.before()));
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
	String writeTables() {
		this.script.comment("For %s, written by Migrate %s".formatted(this.dialect.name(), Tool.version()));
		this.script.blank();
		open(List.of());
		this.script.statement(this.session.close());
		return this.script.toString();
	}

	private void begin(Collection<String> before, Collection<String> after) {
		this.script.comment("From %s to %s, for %s, written by Migrate %s".formatted(MigrationRun.describe(before),
				MigrationRun.describe(after), this.dialect.name(), Tool.version()));
		this.script.blank();
	}

	private void open(Collection<String> before) {
		this.script.statement(this.session.open());
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

	private void stopIfInterrupted() {
		this.script.statement(
				this.session.stopIf(this.history.interrupted(), "The last revision of the history was interrupted.",
						"Start the application, which continues it or says what to do, then run this script again."));
	}

	private void write(OfflineStep step, String fence, List<SqlCommand> rows) {
		if (!step.atomic()) {
			writePiecewise(step, fence, rows);
			return;
		}
		this.script.transaction(() -> {
			this.script.statement(fence);
			this.script.statements(step.pieces().get(0).statements());
			this.script.statement(this.session.reset());
			rows.forEach(this::write);
			write(this.history.insert(row(step), this.session.millisecondsSince("now()"), null));
		});
	}

	private void writePiecewise(OfflineStep step, String fence, List<SqlCommand> rows) {
		this.script.statement(fence);
		write(this.history.insert(row(step), null, 0));
		for (OfflineStep.Piece piece : step.pieces()) {
			SqlCommand done = this.history.progress(this.history.lastRow(), piece.to(), piece.to(), null);
			if (piece.transactional()) {
				this.script.transaction(() -> {
					this.script.statement(fence);
					write(piece, done);
				});
			}
			else {
				write(this.history.progress(this.history.lastRow(), piece.to(), piece.from(), null));
				write(piece, done);
			}
		}
		this.script.transaction(() -> {
			this.script.statement(fence);
			rows.forEach(this::write);
			write(this.history.complete(this.history.lastRow(), this.session.millisecondsSince("started_at")));
		});
	}

	private void write(OfflineStep.Piece piece, SqlCommand done) {
		this.script.statements(piece.statements());
		this.script.statement(this.session.reset());
		write(done);
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
