package dev.migrate.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.migrate.command.database.CommandContext;
import dev.migrate.command.output.Output;
import dev.migrate.command.output.Progress;
import dev.migrate.command.tenant.TenantReport;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.runtime.tenant.TenantMigrator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Declares the database to be at other revisions.
 */
@Command(name = "stamp", description = "Set the revision of the database without running any script.", footer = { "",
		"Examples:", "  migrate stamp head", "  migrate stamp --purge 7c1f", "  migrate stamp base:7c1f --sql" })
final class StampCommand extends AbstractCommand {

	@Parameters(paramLabel = "REVISION", arity = "1..*",
			description = "One or more revisions, head, heads or base. With --sql also ranges with the same start.")
	private List<String> revisions = new ArrayList<>();

	@Option(names = "--purge",
			description = "Delete all rows of the version table first, including those without a script.")
	private boolean purge;

	@Mixin
	private SqlOptions sql = new SqlOptions();

	@Option(names = "--json", description = "Print the result as JSON.")
	private boolean json;

	@Override
	boolean needsDatabase() {
		return true;
	}

	@Override
	int run(CommandContext context, Output output) {
		if (this.sql.sql()) {
			output.data(this.sql.offline(context).stamp(range()));
			return DONE;
		}
		if (this.sql.hasDialect()) {
			throw usage("--dialect requires --sql.");
		}
		TenantMigrator tenants = context.database().tenants();
		if (tenants != null) {
			this.revisions.forEach((revision) -> requireRevision(revision, tenants.migrator()));
			return new TenantReport(output, this.json).run(tenants,
					(all) -> all.forEach((tenant) -> tenant.stamp(this.revisions, this.purge))) ? DONE : FAILED;
		}
		MigrationResult result = context.migrator().stamp(this.revisions, this.purge);
		if (this.json) {
			output.json(Progress.toJson(result));
		}
		else {
			output.line("Stamped %s -> %s.".formatted(RevisionTexts.rows(result.before()),
					RevisionTexts.rows(result.after())));
		}
		return DONE;
	}

	/**
	 * Makes one range of several that all have the same start.
	 */
	private String range() {
		if (this.purge) {
			throw usage("--purge cannot be combined with --sql.");
		}
		Set<String> starts = new LinkedHashSet<>();
		List<String> ends = new ArrayList<>();
		for (String revision : this.revisions) {
			int colon = revision.indexOf(':');
			starts.add((colon >= 0) ? revision.substring(0, colon) : "");
			ends.add(revision.substring(colon + 1));
		}
		if (starts.size() > 1) {
			throw usage("With --sql all ranges must have the same start. These have "
					+ String.join(", ", starts.stream().map((start) -> "'" + start + "'").toList()) + ".");
		}
		return starts.iterator().next() + ":" + String.join(",", ends);
	}

}
