package dev.migrate.command;

import dev.migrate.command.database.CommandContext;
import dev.migrate.command.failure.CommandException;
import dev.migrate.command.output.Output;
import dev.migrate.command.output.Progress;
import dev.migrate.command.tenant.TenantReport;
import dev.migrate.revision.RevisionPlan;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.OfflineMigrator;
import dev.migrate.runtime.inspection.DowngradeLosses;
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
 * Downgrades the database.
 */
@Command(name = "downgrade", description = "Downgrade the database to an earlier revision.",
		footer = { "", "Examples:", "  migrate downgrade -1", "  migrate downgrade base --yes",
				"  migrate downgrade head:7c1f --sql > downgrade.sql" })
final class DowngradeCommand extends AbstractCommand {

	@Parameters(paramLabel = "REVISION",
			description = "The revision to downgrade to: an id or the beginning of one, base, -1, label@base. With"
					+ " --sql a range such as head:base.")
	private String revision = "";

	@Mixin
	private SqlOptions sql = new SqlOptions();

	@Option(names = { "-y", "--yes" }, description = "Drop tables and columns even if they contain rows.")
	private boolean yes;

	@Option(names = "--resume", paramLabel = "skip|repeat",
			description = "After an interruption: skip the statement in doubt, because it took effect, or repeat it.")
	private @Nullable Resume resume;

	@Option(names = "--idempotent",
			description = "With --sql: write a script that skips revisions that are no longer applied.")
	private boolean idempotent;

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
		if (this.sql.sql()) {
			if (this.resume != null || this.dryRun) {
				throw usage("--resume and --dry-run cannot be combined with --sql.");
			}
			OfflineMigrator offline = this.sql.offline(context);
			output.data(SqlOptions.write(SqlOptions.start(this.revision),
					this.idempotent ? "--sql --idempotent" : "--sql", () -> this.idempotent
							? offline.idempotentDowngrade(this.revision) : offline.downgrade(this.revision)));
			return DONE;
		}
		if (this.idempotent || this.sql.hasDialect()) {
			throw usage("--idempotent and --dialect require --sql.");
		}
		if (this.revision.indexOf(':') >= 0) {
			throw usage("A range such as '%s' requires --sql. Add it, or name one revision.".formatted(this.revision));
		}
		if (this.dryRun && (this.json || this.resume != null)) {
			throw usage("--dry-run cannot be combined with --json or --resume.");
		}
		TenantMigrator tenants = context.database().tenants();
		if (tenants != null) {
			return downgrade(tenants, context, output);
		}
		Migrator migrator = context.migrator();
		migrator.scripts().requireSources();
		RevisionPlan plan = migrator.revisions().downgrade(this.revision, migrator.rows());
		Progress progress = new Progress(migrator, output, this.json, this.dryRun);
		progress.show(plan);
		if (!confirm(migrator.inspection().losses(plan), context, output)) {
			output.note("Nothing was changed.");
			return FAILED;
		}
		if (!this.yes && !this.dryRun) {
			progress.agree(plan);
		}
		progress.run((listener) -> migrator.downgrade(this.revision, options(listener)));
		return DONE;
	}

	private int downgrade(TenantMigrator tenants, CommandContext context, Output output) {
		if (this.dryRun || this.resume != null) {
			throw CommandException.tenantRequired();
		}
		requireRevision(this.revision, tenants.migrator());
		int number = tenants.tenants().size();
		if (!this.yes) {
			if (!context.terminal().interactive()) {
				throw CommandException.tenantsDowngraded(number);
			}
			if (!context.terminal().confirm("Downgrade %d tenants and delete what that drops?".formatted(number))) {
				output.note("Nothing was changed.");
				return FAILED;
			}
		}
		return new TenantReport(output, this.json).run(tenants, (all) -> all.downgrade(this.revision)) ? DONE : FAILED;
	}

	private RunOptions options(MigrationListener listener) {
		if (this.resume != null) {
			return RunOptions.defaults().resume(this.resume);
		}
		RunOptions options = RunOptions.defaults().listener(listener);
		return this.dryRun ? options.asDryRun() : options;
	}

	private boolean confirm(DowngradeLosses losses, CommandContext context, Output output) {
		losses.unknown()
			.forEach((revision) -> output
				.warn("What revision %s drops is not known before it runs.".formatted(revision)));
		losses.losses()
			.forEach((loss) -> output.warn("Revision %s drops %s.".formatted(loss.revision(), loss.describe())));
		if (losses.losses().isEmpty() || this.yes || this.dryRun) {
			return true;
		}
		if (!context.terminal().interactive()) {
			throw CommandException.dataLoss();
		}
		return context.terminal().confirm("Delete these rows?");
	}

}
