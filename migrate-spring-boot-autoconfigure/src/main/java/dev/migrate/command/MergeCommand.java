package dev.migrate.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.migrate.command.database.CommandContext;
import dev.migrate.command.output.Output;
import dev.migrate.command.project.NewScriptOptions;
import dev.migrate.command.project.NewScriptWriter;
import dev.migrate.revision.NewMerge;
import dev.migrate.revision.NewRevisionRequest;
import dev.migrate.script.NewScript;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * Writes the script of a revision that merges others.
 */
@Command(name = "merge", description = "Write the script of an empty revision that merges others.",
		footer = { "", "Examples:", "  migrate merge heads", "  migrate merge b793 8527 -m \"merge search\"" })
final class MergeCommand extends AbstractCommand {

	@Parameters(paramLabel = "REVISION", arity = "1..*",
			description = "The revisions to merge: ids or the beginnings of ids, or heads.")
	private List<String> merged = new ArrayList<>();

	@Mixin
	private NewScriptOptions options = new NewScriptOptions();

	@Override
	boolean needsDatabase() {
		return false;
	}

	@Override
	int run(CommandContext context, Output output) {
		NewScriptWriter scripts = new NewScriptWriter(context.project());
		NewMerge merge = scripts.revisions()
			.merge(new NewRevisionRequest(this.options.id(), this.merged, this.options.splice(), List.of(),
					this.options.branchLabels()));
		String message = this.options.message().isBlank() ? "merge " + String.join(" and ", merge.downRevisions())
				: this.options.message();
		scripts.write(List.of(NewScript.empty(merge.id(), merge.revision(), message, Instant.now())),
				this.options.format(), this.options.location(), output);
		return DONE;
	}

}
