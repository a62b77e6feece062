package dev.migrate.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.Migrator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Declares modified scripts to be right.
 */
@Command(name = "accept",
		description = "Record that applied revisions are what their scripts say now, such as after a script was"
				+ " modified.",
		footer = { "", "Example:", "  migrate accept --script 7c1f" })
final class AcceptCommand extends AbstractCommand {

	@Option(names = "--script", paramLabel = "REVISION", arity = "1..*", required = true,
			description = "One or more applied revisions, or the beginnings of their ids.")
	private List<String> revisions = new ArrayList<>();

	@Override
	boolean needsDatabase() {
		return true;
	}

	@Override
	int run(CommandContext context, Output output) {
		Migrator migrator = migrator();
		RevisionMap map = migrator.revisions();
		Set<String> ids = new LinkedHashSet<>();
		this.revisions.forEach((revision) -> map.resolve(revision).stream().map(RevisionNode::id).forEach(ids::add));
		migrator.accept(ids.toArray(String[]::new));
		ids.forEach((id) -> output.line("Accepted " + output.styled(Style.REVISION, id) + " as "
				+ migrator.scripts().get(id).location() + " is now."));
		return DONE;
	}

}
