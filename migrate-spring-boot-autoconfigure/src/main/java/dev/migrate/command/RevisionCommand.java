package dev.migrate.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.migrate.runtime.Migrator;
import dev.migrate.autogenerate.GeneratedText;
import dev.migrate.autogenerate.Acceptance;
import dev.migrate.autogenerate.Autogeneration;
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
				"  migrate revision -m \"add avatar to users\" --autogenerate",
				"  migrate revision -m \"search messages\" --format sql --head 7c1f --splice" })
final class RevisionCommand extends AbstractCommand {

	// No type that a generated script uses is in any package of an application.
	private static final String GENERATED_PACKAGE = "";

	@Mixin
	private NewScriptOptions options = new NewScriptOptions();

	@Option(names = "--head", paramLabel = "REVISION",
			description = "The revision to follow, by default the only head; base for a new base; may be repeated.")
	private List<String> heads = new ArrayList<>();

	@Option(names = "--depends-on", paramLabel = "REVISION",
			description = "A revision or branch label on another branch that must come first; may be repeated.")
	private List<String> dependsOn = new ArrayList<>();

	@Option(names = "--autogenerate",
			description = {
					"Compare the entities of the application with the database, which must be at head, and write",
					"the operations that lead from one to the other. Without a difference nothing is written." })
	private boolean autogenerate;

	@Option(names = "--drop-tables", description = "With --autogenerate: drop tables that no entity is mapped to.")
	private boolean dropTables;

	@Option(names = "--drop-indexes", description = "With --autogenerate: drop indexes that no entity states.")
	private boolean dropIndexes;

	@Option(names = "--allow-empty", description = "With --autogenerate: write a script also if nothing differs.")
	private boolean allowEmpty;

	@Option(names = "--empty", description = "Leave out the comments that say what to write where.")
	private boolean empty;

	@Override
	boolean needsDatabase() {
		return this.autogenerate;
	}

	@Override
	int run(CommandContext context, Output output) {
		Autogeneration generation = null;
		if (this.autogenerate) {
			generation = compare(context, output);
			if (generation.isEmpty() && !this.allowEmpty) {
				output.note(Comparing.nothingDiffers(generation) + " Nothing has been written.");
				return DONE;
			}
		}
		else if (this.dropTables || this.dropIndexes || this.allowEmpty) {
			throw usage("--drop-tables, --drop-indexes and --allow-empty go with --autogenerate.");
		}
		NewScripts scripts = new NewScripts(context);
		String given = this.options.id();
		String id = (given != null) ? given : RevisionIds.random();
		NewRevision place = scripts.revisions()
			.newRevision(new NewRevisionRequest(id, this.heads, this.options.splice(), this.dependsOn,
					this.options.branchLabels()));
		NewScript script = NewScript.empty(id, place, this.options.message(), Instant.now());
		if (generation != null && !generation.isEmpty()) {
			script = generated(script, generation, scripts, context);
		}
		else if (!this.empty) {
			script = withHints(script, scripts.format(this.options.format()));
		}
		scripts.write(script, this.options.format(), this.options.location(), output);
		return DONE;
	}

	private Autogeneration compare(CommandContext context, Output output) {
		Migrator migrator = migrator();
		Comparing.requireHead(migrator.status());
		Autogeneration generation = Comparing.of(context, migrator, this.dropTables, this.dropIndexes).compare();
		Acceptance acceptance = generation.acceptance();
		acceptance.reported().forEach((difference) -> output.note("Detected " + acceptance.describe(difference)));
		generation.notes().forEach(output::note);
		generation.remarks().forEach(output::warn);
		return generation;
	}

	private NewScript generated(NewScript script, Autogeneration generation, NewScripts scripts,
			CommandContext context) {
		GeneratedText text = (scripts.format(this.options.format()) == ScriptFormat.JAVA) ? GeneratedText
			.java(generation, GENERATED_PACKAGE, context.migrators().autogenerateSettings().renderer())
				: GeneratedText.sql(generation);
		return new NewScript(script.id(), script.place(), script.message(), script.created(), script.transactional(),
				text.imports(), text.upgrade(), text.downgrade());
	}

	private static NewScript withHints(NewScript script, ScriptFormat format) {
		String comment = (format == ScriptFormat.JAVA) ? "// " : "-- ";
		return script.withBody(List.of(comment + "What leads to this revision goes here,"),
				List.of(comment + "and what leads back, in the opposite order, here."));
	}

}
