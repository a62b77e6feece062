package dev.migrate.command;

import java.util.List;
import java.util.Set;

import dev.migrate.command.database.CommandContext;
import dev.migrate.command.failure.CommandException;
import dev.migrate.command.output.DatabaseUrl;
import dev.migrate.command.output.Output;
import dev.migrate.command.output.RevisionDescriptions;
import dev.migrate.command.output.RevisionListing;
import dev.migrate.command.tenant.TenantReport;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.tenant.TenantMigrator;
import dev.migrate.runtime.tenant.TenantsStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Prints where the database is.
 */
@Command(name = "current", description = "Show the current revisions of the database.",
		footer = { "", "Example:", "  migrate current --check-heads" })
final class CurrentCommand extends AbstractCommand {

	@Option(names = { "-v", "--verbose" }, description = "Show their details and the URL of the database.")
	private boolean verbose;

	@Option(names = { "-c", "--check-heads" }, description = "Fail unless the database is at all heads.")
	private boolean checkHeads;

	@Option(names = "--json", description = "Print JSON.")
	private boolean json;

	@Override
	boolean needsDatabase() {
		return true;
	}

	@Override
	Scope scope() {
		return Scope.ALL;
	}

	@Override
	int run(CommandContext context, Output output) {
		TenantMigrator tenants = context.database().tenants();
		if (tenants != null) {
			TenantsStatus status = tenants.status();
			new TenantReport(output, this.json).print(status);
			return (this.checkHeads && !status.isReady()) ? FAILED : DONE;
		}
		Migrator migrator = migratorForReading(context, output);
		RevisionMap map = migrator.revisions();
		List<String> rows = migrator.rows();
		List<String> unknown = map.unknownRows(rows);
		List<RevisionNode> current = map.current(rows.stream().filter((row) -> !unknown.contains(row)).toList());
		RevisionDescriptions descriptions = RevisionDescriptions.of(migrator)
			.withCurrent(Set.copyOf(current.stream().map(RevisionNode::id).toList()));
		if (this.verbose && !this.json) {
			output.line("Current revisions of %s:".formatted(DatabaseUrl.of(migrator.dataSource())));
			output.line();
		}
		new RevisionListing(output).print(descriptions.of(current), this.verbose, this.json);
		if (!this.json) {
			unknown.forEach((row) -> output.line(row));
		}
		unknown.forEach((row) -> output.warn("No script has the revision '%s'%s.".formatted(row, replaced(row, map))));
		if (unknown.isEmpty()) {
			migrator.contradiction()
				.ifPresent((problem) -> output.warn(problem.getProblem() + " " + problem.getAction()));
		}
		@Nullable String adoption = rows.isEmpty() ? migrator.status().adoption() : null;
		if (rows.isEmpty()) {
			output.note("The database is at base: no revision is applied.");
			if (adoption != null) {
				output.note(adoption);
			}
		}
		if (this.checkHeads && !map.isAtHeads(rows)) {
			throw CommandException.notAtHeads(rows, map.realHeads().stream().map(RevisionNode::id).toList(), adoption);
		}
		return DONE;
	}

	private static String replaced(String row, RevisionMap map) {
		return map.squashed()
			.stream()
			.filter((squash) -> squash.replaces().contains(row))
			.findFirst()
			.map((squash) -> ", which is in the middle of what revision %s replaces".formatted(squash.id()))
			.orElse("");
	}

}
