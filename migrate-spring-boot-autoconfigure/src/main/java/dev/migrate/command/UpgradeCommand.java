package dev.migrate.command;

import java.util.List;

import dev.migrate.command.output.Output;
import dev.migrate.command.output.Progress;
import dev.migrate.revision.RevisionMap;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.OfflineMigrator;
import dev.migrate.runtime.run.MigrationListener;
import dev.migrate.runtime.run.Resume;
import dev.migrate.runtime.run.RunOptions;
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

	@Parameters(paramLabel = "REVISION", arity = "0..1",
			description = "The revision to upgrade to: an id or the beginning of one, head, heads, +1, label@head;"
					+ " by default migrate.target. With --sql also a range such as base:head.")
	private @Nullable String revision;

	@Mixin
	private SqlOptions sql = new SqlOptions();

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
		Migrator migrator = migrator();
		String target = (this.revision != null) ? this.revision : migrator.target();
		if (this.sql.sql()) {
			if (this.resume != null || this.dryRun) {
				throw usage("--resume and --dry-run cannot be combined with --sql.");
			}
			OfflineMigrator offline = this.sql.offline(migrator, context);
			output.data(this.idempotent ? offline.idempotentUpgrade(target) : offline.upgrade(target));
			return DONE;
		}
		if (this.idempotent || this.sql.hasDialect()) {
			throw usage("--idempotent and --dialect require --sql.");
		}
		if (target.indexOf(':') >= 0) {
			throw usage("A range such as '%s' requires --sql. Add it, or name one revision.".formatted(target));
		}
		if (this.dryRun && (this.json || this.resume != null)) {
			throw usage("--dry-run cannot be combined with --json or --resume.");
		}
		migrator.scripts().requireSources();
		Progress progress = new Progress(migrator, output, this.json, this.dryRun);
		if (output.interactive() || this.dryRun) {
			RevisionMap map = migrator.revisions();
			List<String> rows = migrator.rows();
			if (map.unknownRows(rows).isEmpty()) {
				progress.show(map.upgrade(target, rows));
			}
		}
		progress.run((listener) -> migrator.upgrade(target, options(listener)));
		return DONE;
	}

	private RunOptions options(MigrationListener listener) {
		if (this.resume != null) {
			return RunOptions.defaults().resume(this.resume);
		}
		RunOptions options = RunOptions.defaults().listener(listener);
		return this.dryRun ? options.asDryRun() : options;
	}

}
