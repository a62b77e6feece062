package dev.migrate.command;

import java.util.List;

import dev.migrate.command.database.CommandContext;
import dev.migrate.command.output.Output;
import dev.migrate.command.output.RevisionDescriptions;
import dev.migrate.command.output.RevisionListing;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.Migrator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Prints the heads of the scripts.
 */
@Command(name = "heads", description = "Show the revisions that no other revision follows.",
		footer = { "", "Example:", "  migrate heads --verbose" })
final class HeadsCommand extends AbstractCommand {

	@Option(names = { "-v", "--verbose" }, description = "Show their details.")
	private boolean verbose;

	@Option(names = "--resolve-dependencies",
			description = "Leave out heads that another revision depends on, as the version table does.")
	private boolean resolveDependencies;

	@Option(names = "--json", description = "Print JSON.")
	private boolean json;

	@Override
	boolean needsDatabase() {
		return false;
	}

	@Override
	Scope scope() {
		return Scope.ALL;
	}

	@Override
	int run(CommandContext context, Output output) {
		Migrator migrator = migratorForReading(context, output);
		RevisionMap map = migrator.revisions();
		List<RevisionNode> heads = this.resolveDependencies ? map.realHeads() : map.heads();
		new RevisionListing(output).print(RevisionDescriptions.of(migrator).of(heads), this.verbose, this.json);
		return DONE;
	}

}
