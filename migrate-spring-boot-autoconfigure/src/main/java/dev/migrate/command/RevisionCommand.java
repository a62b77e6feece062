package dev.migrate.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.migrate.revision.NewRevision;
import dev.migrate.revision.NewRevisionRequest;
import dev.migrate.revision.RevisionIds;
import dev.migrate.script.NewScript;
import dev.migrate.script.ScriptFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Writes the script of a new revision.
 */
@Command(name = "revision", description = "Write the script of a new revision into the sources of the project.",
		footer = { "", "Examples:", "  migrate revision -m \"add avatar to users\"",
				"  migrate revision -m \"search messages\" --format sql --head 7c1f --splice" })
final class RevisionCommand extends AbstractCommand {

	@Mixin
	private NewScriptOptions options = new NewScriptOptions();

	@Option(names = "--head", paramLabel = "REVISION",
			description = "The revision to follow, by default the only head; base for a new base; may be repeated.")
	private List<String> heads = new ArrayList<>();

	@Option(names = "--depends-on", paramLabel = "REVISION",
			description = "A revision or branch label on another branch that must come first; may be repeated.")
	private List<String> dependsOn = new ArrayList<>();

	@Option(names = "--empty", description = "Leave out the comments that say what to write where.")
	private boolean empty;

	@Override
	boolean needsDatabase() {
		return false;
	}

	@Override
	int run(CommandContext context, Output output) {
		NewScripts scripts = new NewScripts(context);
		String given = this.options.id();
		String id = (given != null) ? given : RevisionIds.random();
		NewRevision place = scripts.revisions()
			.newRevision(new NewRevisionRequest(id, this.heads, this.options.splice(), this.dependsOn,
					this.options.branchLabels()));
		NewScript script = NewScript.empty(id, place, this.options.message(), Instant.now());
		if (!this.empty) {
			script = withHints(script, scripts.format(this.options.format()));
		}
		scripts.write(script, this.options.format(), this.options.location(), output);
		return DONE;
	}

	private static NewScript withHints(NewScript script, ScriptFormat format) {
		String comment = (format == ScriptFormat.JAVA) ? "// " : "-- ";
		return script.withBody(List.of(comment + "What leads to this revision goes here,"),
				List.of(comment + "and what leads back, in the opposite order, here."));
	}

}
