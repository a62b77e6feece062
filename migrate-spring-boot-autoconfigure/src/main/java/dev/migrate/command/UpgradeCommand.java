package dev.migrate.command;

import java.util.List;

import dev.migrate.command.database.CommandContext;
import dev.migrate.command.failure.CommandException;
import dev.migrate.command.output.Output;
import dev.migrate.command.output.PlainSql;
import dev.migrate.command.output.Progress;
import dev.migrate.command.tenant.TenantReport;
import dev.migrate.revision.Direction;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.OfflineMigrator;
import dev.migrate.runtime.adoption.AdoptedHistory;
import dev.migrate.runtime.run.MigrationListener;
import dev.migrate.runtime.run.Resume;
import dev.migrate.runtime.run.RunOptions;
import dev.migrate.runtime.tenant.TenantMigrator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Upgrades the database.
 */
@Command(name = "upgrade", description = "Upgrade the database to a later revision.",
		footer = { "", "Examples:", "  migrate upgrade", "  migrate upgrade +1", "  migrate upgrade --dry-run",
				"  migrate upgrade 7c1f:head --sql > upgrade.sql" })
final class UpgradeCommand extends AbstractCommand {

	private static final String PLAIN = "--sql --plain";

	@Parameters(paramLabel = "REVISION", arity = "0..1",
			description = "The revision to upgrade to: an id or the beginning of one, head, heads, +1, label@head;"
					+ " by default migrate.target. With --sql also a range such as base:head.")
	private @Nullable String revision;

	@Mixin
	private SqlOptions sql = new SqlOptions();

	@Option(names = "--plain",
			description = "With --sql: write the statements of the revisions alone, without what keeps the version"
					+ " table; those that are pending unless REVISION is a range.")
	private boolean plain;

	@Option(names = "--idempotent",
			description = "With --sql: write a script that skips revisions that are already applied.")
	private boolean idempotent;

	@Option(names = "--resume", paramLabel = "skip|repeat",
			description = "After an interruption: skip the statement in doubt, because it took effect, or repeat it.")
	private @Nullable Resume resume;

	@Option(names = "--dry-run", description = "Run everything in one transaction and roll it back.")
	private boolean dryRun;

	@Option(names = "--json", description = "Print the result as JSON.")
	private boolean json;

	@Override
	boolean needsDatabase() {
		return true;
	}

	@Override
	int run(CommandContext context, Output output) {
		Migrator common = context.database().common();
		String target = (this.revision != null) ? this.revision : common.target();
		if (this.sql.sql()) {
			if (this.resume != null || this.dryRun) {
				throw usage("--resume and --dry-run cannot be combined with --sql.");
			}
			if (this.plain && this.idempotent) {
				throw usage("--plain cannot be combined with --idempotent.");
			}
			if (this.plain) {
				printPlain(target, context, output);
				return DONE;
			}
			OfflineMigrator offline = this.sql.offline(context);
			if (isFromBase(target)
					&& common.scripts().all().stream().anyMatch((script) -> !script.adopts().isEmpty())) {
				output
					.note("The script is for a database at base, and takes no history of another tool over. For one that"
							+ " such a tool has migrated, 'migrate status' says at which revision it would be: write 'migrate"
							+ " stamp base:<revision> --sql', and begin there.");
			}
			output.data(SqlOptions.write(SqlOptions.start(target), this.idempotent ? "--sql --idempotent" : "--sql",
					() -> this.idempotent ? offline.idempotentUpgrade(target) : offline.upgrade(target)));
			return DONE;
		}
		if (this.idempotent || this.plain || this.sql.hasDialect()) {
			throw usage("--idempotent, --plain and --dialect require --sql.");
		}
		if (target.indexOf(':') >= 0) {
			throw usage("A range such as '%s' requires --sql. Add it, or name one revision.".formatted(target));
		}
		if (this.dryRun && (this.json || this.resume != null)) {
			throw usage("--dry-run cannot be combined with --json or --resume.");
		}
		TenantMigrator tenants = context.database().tenants();
		if (tenants != null) {
			return upgrade(tenants, target, output);
		}
		Migrator migrator = context.migrator();
		migrator.scripts().requireSources();
		Progress progress = new Progress(migrator, output, this.json, this.dryRun);
		if (output.interactive() || this.dryRun) {
			RevisionMap map = migrator.revisions();
			List<String> rows = expectedRows(migrator);
			if (map.unknownRows(rows).isEmpty()) {
				progress.begin(map.upgrade(target, rows));
			}
		}
		progress.run((listener) -> migrator.upgrade(target, options(listener)));
		return DONE;
	}

	private static boolean isFromBase(String target) {
		return target.indexOf(':') <= 0 || target.startsWith("base:");
	}

	private int upgrade(TenantMigrator tenants, String target, Output output) {
		if (this.dryRun || this.resume != null) {
			throw CommandException.tenantRequired();
		}
		return new TenantReport(output, this.json).run(tenants, (all) -> all.upgrade(target)) ? DONE : FAILED;
	}

	private void printPlain(String target, CommandContext context, Output output) {
		Migrator common = context.database().common();
		OfflineMigrator offline;
		List<RevisionNode> revisions;
		if (target.indexOf(':') >= 0) {
			offline = this.sql.offline(context);
			revisions = SqlOptions.write(SqlOptions.start(target), PLAIN,
					() -> offline.upgradePlan(target).revisions());
		}
		else if (context.database().tenants() != null) {
			throw usage("--plain for several tenants requires a range such as base:head.");
		}
		else {
			Migrator migrator = context.migrator();
			offline = this.sql.offline(migrator);
			revisions = SqlOptions.write("", PLAIN,
					() -> common.revisions().upgrade(target, expectedRows(migrator)).revisions());
		}
		for (RevisionNode revision : revisions) {
			PlainSql.print(revision.id(), common.scripts().get(revision.id()).message(),
					offline.readableStatements(revision.id(), Direction.UPGRADE), output);
		}
		if (revisions.isEmpty()) {
			output.note("No revision is pending.");
		}
	}

	/**
	 * Returns the rows that the revisions run from.
	 */
	private static List<String> expectedRows(Migrator migrator) {
		List<String> rows = migrator.rows();
		return rows.isEmpty() ? migrator.adopted().map(AdoptedHistory::rows).orElse(rows) : rows;
	}

	private RunOptions options(MigrationListener listener) {
		if (this.resume != null) {
			return RunOptions.defaults().resume(this.resume);
		}
		RunOptions options = RunOptions.defaults().listener(listener);
		return this.dryRun ? options.asDryRun() : options;
	}

}
