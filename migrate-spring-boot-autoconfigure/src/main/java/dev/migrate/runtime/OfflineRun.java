package dev.migrate.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;

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
import dev.migrate.revision.VersionRowChange;
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

	private final ScriptSession session;

	private final VersionStatements versions;

	private final HistoryStatements history;

	private final SqlScript script = new SqlScript();

	OfflineRun(RevisionBodies bodies, Dialect dialect, TableNames tables) {
		this.bodies = bodies;
		this.dialect = dialect;
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
		plan.warnings().forEach(logger::warn);
		List<OfflineStep> steps = new ArrayList<>();
		for (RevisionStep step : plan.steps()) {
			steps.add(OfflineStep.of(step, this.bodies, this.dialect));
		}
		begin(plan.before(), plan.after());
		plan.warnings().forEach((warning) -> this.script.comment("Warning: " + warning));
		if (steps.isEmpty()) {
			this.script.comment("There is nothing to do.");
			return this.script.toString();
		}
		open(plan.before());
		this.script.statement(
				this.session.stopIf(this.history.interrupted(), "The last revision of the history was interrupted.",
						"Start the application, which continues it or says what to do, then run this script again."));
		SortedSet<String> rows = plan.before();
		for (OfflineStep step : steps) {
			write(step, rows);
			rows = step.step().rows().apply(rows);
		}
		this.script.statement(this.session.close());
		return this.script.toString();
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
			write(plan.rows());
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

	private void write(OfflineStep step, SortedSet<String> rows) {
		this.script.comment("Running " + step.describe());
		if (step.atomic()) {
			this.script.transaction(() -> {
				this.script.statement(this.session.fence(rows));
				this.script.statements(step.pieces().get(0).statements());
				this.script.statement(this.session.reset());
				write(step.step().rows());
				write(this.history.insert(row(step), this.session.millisecondsSince("now()"), null));
			});
		}
		else {
			writePiecewise(step, rows);
		}
	}

	private void writePiecewise(OfflineStep step, SortedSet<String> rows) {
		this.script.statement(this.session.fence(rows));
		write(this.history.insert(row(step), null, 0));
		for (OfflineStep.Piece piece : step.pieces()) {
			SqlCommand done = this.history.progress(this.history.lastRow(), piece.to(), piece.to(), null);
			if (piece.transactional()) {
				this.script.transaction(() -> {
					this.script.statement(this.session.fence(rows));
					this.script.statements(piece.statements());
					this.script.statement(this.session.reset());
					write(done);
				});
			}
			else {
				write(this.history.progress(this.history.lastRow(), piece.to(), piece.from(), null));
				this.script.statements(piece.statements());
				this.script.statement(this.session.reset());
				write(done);
			}
		}
		this.script.transaction(() -> {
			this.script.statement(this.session.fence(rows));
			write(step.step().rows());
			write(this.history.complete(this.history.lastRow(), this.session.millisecondsSince("started_at")));
		});
	}

	private void write(VersionRowChange change) {
		change.updates().forEach((update) -> write(this.versions.update(update)));
		change.deletes().forEach((row) -> write(this.versions.delete(row)));
		change.inserts().forEach((row) -> write(this.versions.insert(row)));
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
				found.location(), this.bodies.checksum(found, this.dialect), null);
	}

}
