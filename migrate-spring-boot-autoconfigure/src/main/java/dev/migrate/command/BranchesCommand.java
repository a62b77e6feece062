package dev.migrate.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.migrate.command.database.CommandContext;
import dev.migrate.command.output.Output;
import dev.migrate.command.output.RevisionDescriptions;
import dev.migrate.command.output.RevisionListing;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.Migrator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Prints the branch points of the scripts.
 */
@Command(name = "branches", description = "Show the branch points and the revisions that follow them.",
		footer = { "", "Example:", "  migrate branches" })
final class BranchesCommand extends AbstractCommand {

	@Option(names = { "-v", "--verbose" }, description = "Show their details.")
	private boolean verbose;

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
		RevisionDescriptions descriptions = RevisionDescriptions.of(migrator);
		RevisionListing listing = new RevisionListing(output);
		if (this.json) {
			List<Map<String, @Nullable Object>> branches = new ArrayList<>();
			for (RevisionNode branch : map.branchPoints()) {
				Map<String, @Nullable Object> json = descriptions.of(branch).toJson();
				json.put("children", map.children(branch.id()).stream().map(RevisionNode::id).toList());
				branches.add(json);
			}
			output.json(branches);
			return DONE;
		}
		boolean separate = false;
		for (RevisionNode branch : map.branchPoints()) {
			if (separate) {
				output.line();
			}
			listing.print(List.of(descriptions.of(branch)), this.verbose, false);
			listing.printIndented(descriptions.of(map.children(branch.id())), "  -> ");
			separate = true;
		}
		return DONE;
	}

}
