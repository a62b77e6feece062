package dev.migrate.runtime;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.migrate.dialect.DryRunSession;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionPlan;
import dev.migrate.runtime.adoption.AdoptedHistory;
import dev.migrate.runtime.content.RevisionContents;
import dev.migrate.runtime.execution.LoadedScripts;
import dev.migrate.runtime.execution.LockedMigration;
import dev.migrate.runtime.execution.MigrationRun;
import dev.migrate.runtime.execution.OpenDatabase;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.runtime.run.RunOptions;
import org.jspecify.annotations.Nullable;

/**
 * What a migrator changes in an open database, each under the lock.
 */
final class LockedActions {

	private final StatusReader status;

	private final LoadedScripts scripts;

	private final SharedFindings findings;

	LockedActions(StatusReader status, LoadedScripts scripts, SharedFindings findings) {
		this.status = status;
		this.scripts = scripts;
		this.findings = findings;
	}

	/**
	 * Creates the tables of the tool unless they exist.
	 * @return what was done, empty if nothing was to be done
	 */
	Optional<MigrationResult> ensureTables(OpenDatabase open, RevisionContents contents) {
		return open.tables().complete() ? Optional.empty() : Optional
			.of(LockedMigration.withSchemas(open, contents, null).run((run) -> run.toolTables().ensure()));
	}

	/**
	 * Upgrades, or tries to, unless there is nothing to do.
	 */
	MigrationResult upgrade(OpenDatabase open, RevisionContents contents, String target, RunOptions options) {
		open.tables().requireVersionTable();
		DryRunSession session = dryRun(open, options);
		Optional<MigrationResult> done = (session == null && options.resume() == null && !open.seen())
				? this.status.nothingToDo(target, open.tables().rows(), open) : Optional.empty();
		if (done.isPresent()) {
			return done.get();
		}
		// A dry run leaves nothing behind.
		LockedMigration migration = (session != null) ? new LockedMigration(open, contents, target)
				: LockedMigration.withSchemas(open, contents, target);
		if (open.seen()) {
			migration.trusting((position) -> this.findings.rows(target, position));
		}
		return migration.run((run) -> {
			OpenDatabase current = open.with(run.tables());
			MigrationResult adopted = adopt(run, current, session);
			MigrationResult result = upgrade(target, run, current, options, session);
			return new MigrationResult(adopted.before(), result.after(),
					Stream.concat(adopted.steps().stream(), result.steps().stream()).toList(), result.untried());
		});
	}

	private static @Nullable DryRunSession dryRun(OpenDatabase open, RunOptions options) {
		return options.dryRun() ? open.dialect().dryRun(open.connection().jdbc()) : null;
	}

	/**
	 * Takes over what another tool has applied, if Migrate has not applied anything.
	 */
	private MigrationResult adopt(MigrationRun run, OpenDatabase current, @Nullable DryRunSession session) {
		List<String> rows = run.rows();
		Optional<AdoptedHistory> adopted = this.status.adopted(rows, current, session == null);
		if (adopted.isPresent() && session == null) {
			return run.toolTables().adopt(adopted.get());
		}
		adopted.ifPresent(run.toolTables()::assume);
		return new MigrationResult(rows, rows, List.of());
	}

	private MigrationResult upgrade(String target, MigrationRun run, OpenDatabase current, RunOptions options,
			@Nullable DryRunSession session) {
		List<String> rows = run.rows();
		if (run.isConfirmed()) {
			// Another one had nothing wrong about it, or nothing to do.
			return run.run(plan(target, run), options, session);
		}
		Optional<MigrationResult> done = (options.resume() == null) ? this.status.nothingToDo(target, rows, current)
				: Optional.empty();
		String position = run.position();
		if (done.isPresent()) {
			if (position != null && revisions().unknownRows(rows).isEmpty()) {
				this.findings.settle(target, rows, position);
			}
			return done.get();
		}
		RevisionPlan plan = plan(target, run);
		boolean clean = this.status.checkHistory(rows, current, !plan.isEmpty());
		if (clean && position != null && run.begun() == null) {
			this.findings.trust(rows, position);
		}
		return run.run(plan, options, session);
	}

	private RevisionPlan plan(String target, MigrationRun run) {
		List<String> rows = run.rows();
		String begun = run.begun();
		return (begun != null || run.position() == null) ? revisions().at(rows, begun).upgrade(target, rows)
				: this.findings.plan(target, rows, () -> revisions().at(rows).upgrade(target, rows));
	}

	/**
	 * Downgrades, or tries to.
	 */
	MigrationResult downgrade(OpenDatabase open, RevisionContents contents, String target, RunOptions options) {
		open.tables().requireVersionTable();
		DryRunSession session = dryRun(open, options);
		return new LockedMigration(open, contents, target)
			.run((run) -> downgrade(revisions().downgrade(target, run.rows()), run, open.with(run.tables()), options,
					session));
	}

	private MigrationResult downgrade(RevisionPlan plan, MigrationRun run, OpenDatabase current, RunOptions options,
			@Nullable DryRunSession session) {
		if (!plan.isEmpty()) {
			this.status.contradiction(run.rows(), current).ifPresent((problem) -> {
				throw problem;
			});
		}
		return run.run(plan, options, session);
	}

	/**
	 * Changes the version table without running scripts.
	 */
	MigrationResult stamp(OpenDatabase open, RevisionContents contents, List<String> targets, boolean purge) {
		if (!open.tables().found().versionExists()) {
			// Nothing is created for targets that there are not.
			revisions().stamp(targets, List.of(), purge);
		}
		return LockedMigration.withSchemas(open, contents, null)
			.run((run) -> run.toolTables().stamp(revisions().stamp(targets, run.rows(), purge)));
	}

	/**
	 * Declares applied revisions to be what their scripts say now.
	 */
	MigrationResult accept(OpenDatabase open, RevisionContents contents, List<RevisionNode> revisions) {
		open.tables().requireVersionTable();
		return new LockedMigration(open, contents, null).run((run) -> run.toolTables().accept(revisions));
	}

	private RevisionMap revisions() {
		return this.scripts.revisions();
	}

}
