package dev.migrate.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.command.database.CommandContext;
import dev.migrate.command.output.Output;
import dev.migrate.command.output.TextStyle;
import dev.migrate.command.project.AcceptedDifferenceFiles;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.Migrator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Declares differences between entities and database, or modified scripts, to be right.
 */
@Command(name = "accept",
		description = { "Accept the current differences between the entities of the application and the database.",
				"'check' and 'revision --autogenerate' ignore them until one side changes.",
				"With --script, accept the modified scripts of applied revisions." },
		footer = { "", "Examples:", "  migrate accept", "  migrate accept users orders.total",
				"  migrate accept --script 7c1f" })
final class AcceptCommand extends AbstractCommand {

	@Parameters(paramLabel = "NAME",
			description = "Tables or parts of them, such as users.name, as 'check' prints them; by default everything.")
	private List<String> names = new ArrayList<>();

	@Option(names = "--location", paramLabel = "LOCATION",
			description = "The location to write the file to, if migrate.locations has several.")
	private @Nullable String location;

	@Option(names = "--allow-refused",
			description = "Accept the other differences if the database refuses a part of the entities' schema.")
	private boolean allowRefused;

	@Option(names = "--script", paramLabel = "REVISION", arity = "1..*",
			description = "Accept the scripts of these applied revisions, given by id or the beginning of one.")
	private List<String> revisions = new ArrayList<>();

	@Option(names = "--json", description = "Print JSON.")
	private boolean json;

	@Override
	boolean needsDatabase() {
		return true;
	}

	@Override
	int run(CommandContext context, Output output) {
		if (this.revisions.isEmpty()) {
			acceptDifferences(context, output);
		}
		else if (this.names.isEmpty() && this.location == null && !this.allowRefused) {
			acceptScripts(context, output);
		}
		else {
			throw usage("--script cannot be combined with names, --location or --allow-refused.");
		}
		return DONE;
	}

	private void acceptDifferences(CommandContext context, Output output) {
		Migrator migrator = context.migrator();
		DatabaseComparison.requireHead(migrator);
		AcceptedDifferenceFiles files = AcceptedDifferenceFiles.of(context.project());
		DifferenceAcceptance acceptance = new DifferenceAcceptance(files.source(this.location), files,
				DatabaseComparison
					.of(context, context.autogenerateSettings(), migrator,
							ComparisonOptions.forEntities().allowRefused(this.allowRefused))
					.compare(),
				this.names);
		acceptance.write();
		if (this.json) {
			output.json(acceptance.toJson(context));
		}
		else {
			acceptance.print(context, output);
		}
	}

	private void acceptScripts(CommandContext context, Output output) {
		Migrator migrator = context.migrator();
		RevisionMap map = migrator.revisions();
		Set<String> ids = new LinkedHashSet<>();
		this.revisions.forEach((revision) -> map.resolve(revision).stream().map(RevisionNode::id).forEach(ids::add));
		migrator.accept(ids.toArray(String[]::new));
		if (this.json) {
			output.json(Map.of("scripts", ids));
		}
		else {
			ids.forEach((id) -> output.line("Accepted " + output.styled(TextStyle.REVISION, id) + " as it is now in "
					+ migrator.scripts().get(id).location() + "."));
		}
	}

}
