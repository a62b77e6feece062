package dev.migrate.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.GeneratedRevision;
import dev.migrate.autogenerate.GeneratedText;
import dev.migrate.autogenerate.OnlineTables;
import dev.migrate.autogenerate.RequestedRename;
import dev.migrate.autogenerate.Step;
import dev.migrate.autogenerate.change.RevisionSummary;
import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.command.database.CommandContext;
import dev.migrate.command.output.Output;
import dev.migrate.command.output.RenameDialog;
import dev.migrate.command.project.DeclaredObjectFiles;
import dev.migrate.command.project.NewScriptOptions;
import dev.migrate.command.project.NewScriptWriter;
import dev.migrate.operations.Definitions;
import dev.migrate.operations.rendering.DataTypeRenderer;
import dev.migrate.operations.rendering.JavaMethods;
import dev.migrate.revision.NewRevision;
import dev.migrate.revision.NewRevisionRequest;
import dev.migrate.revision.RevisionIds;
import dev.migrate.runtime.Migrator;
import dev.migrate.script.NewScript;
import dev.migrate.script.Placeholders;
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
				"  migrate revision -m \"full names\" --autogenerate --rename users.name=users.full_name",
				"  migrate revision -m \"search messages\" --format sql --head 7c1f --splice" })
final class RevisionCommand extends AbstractCommand {

	/**
	 * How long the lines of a comment may be in the body of a method.
	 */
	private static final int COMMENT_WIDTH = 109;

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

	@Option(names = "--autogenerate", description = {
			"Compare the entities of the application with the database, which must be at head, and write "
					+ "the operations that lead from one to the other. Without a difference nothing is written." })
	private boolean autogenerate;

	@Option(names = "--drop-tables", description = "With --autogenerate: drop tables that no entity is mapped to.")
	private boolean dropTables;

	@Option(names = "--drop-indexes", description = "With --autogenerate: drop indexes that no entity declares.")
	private boolean dropIndexes;

	@Option(names = "--drop-columns", description = {
			"With --autogenerate: also drop columns that no entity could have stated, such as " + "generated ones." })
	private boolean dropColumns;

	@Option(names = "--allow-refused",
			description = { "With --autogenerate: generate the rest if the database refuses a part of the "
					+ "entities' schema, and leave that part as it is in the database." })
	private boolean allowRefused;

	@Option(names = "--rename", paramLabel = "OLD=NEW",
			description = { "With --autogenerate: a renamed column or table, such as "
					+ "users.name=users.full_name or users=people; may be repeated." })
	private List<String> renames = new ArrayList<>();

	@Option(names = "--online",
			description = "With --autogenerate: change all tables in steps that block neither reads nor writes.")
	private boolean online;

	@Option(names = "--allow-empty", description = "With --autogenerate: write a script even if nothing differs.")
	private boolean allowEmpty;

	@Option(names = "--empty", description = "Leave out the comments about what to write.")
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
				output.note(DatabaseComparison.nothingDiffers(generation) + " No script was written.");
				return DONE;
			}
		}
		else if (this.dropTables || this.dropIndexes || this.dropColumns || this.allowRefused || this.allowEmpty
				|| this.online || !this.renames.isEmpty()) {
			throw usage(
					"--drop-tables, --drop-indexes, --drop-columns, --allow-refused, --rename, --online and --allow-empty require --autogenerate.");
		}
		NewScriptWriter scripts = new NewScriptWriter(context.project());
		List<String> ids = ids((generation != null) ? Math.max(1, generation.revisions().size()) : 1);
		String id = ids.get(ids.size() - 1);
		NewRevision place = scripts.revisions()
			.newRevision(new NewRevisionRequest(id, this.heads, this.options.splice(), this.dependsOn,
					this.options.branchLabels()));
		NewScript script = NewScript.empty(id, place, this.options.message(), Instant.now());
		if (generation != null && !generation.revisions().isEmpty()) {
			scripts.write(generated(script, ids, generation, scripts, context), this.options.format(),
					this.options.location(), output);
			DeclaredObjectFiles.of(context.project()).write(generation.objects(), this.options.location());
			return DONE;
		}
		if (!this.empty) {
			script = withHints(script, scripts.format(this.options.format(), this.options.location()));
		}
		scripts.write(List.of(script), this.options.format(), this.options.location(), output);
		return DONE;
	}

	private Autogeneration compare(CommandContext context, Output output) {
		Migrator migrator = context.migrator();
		DatabaseComparison.requireHead(migrator);
		AutogenerateSettings settings = context.autogenerateSettings();
		if (this.online) {
			settings = settings.online(OnlineTables.everywhere());
		}
		Autogenerator autogenerator = DatabaseComparison.of(context, settings, migrator,
				new ComparisonOptions(false, this.dropTables, this.dropIndexes).dropColumns(this.dropColumns)
					.allowRefused(this.allowRefused));
		RenameDialog dialog = new RenameDialog(autogenerator, context.terminal(), output);
		Autogeneration generation = dialog.run(this.renames.stream().map(RequestedRename::of).toList());
		dialog.showOthers(generation);
		generation.requirePossible();
		generation.notes().forEach(output::note);
		generation.refused().forEach(output::warn);
		generation.upgrade()
			.stream()
			.map(Step::remarks)
			.filter((remarks) -> !remarks.isEmpty())
			.forEach((remarks) -> output.warn(String.join("\n  ", remarks)));
		return generation;
	}

	/**
	 * Makes the scripts of a generation from an empty one: a chain, of which the last has
	 * its id and the first its place.
	 */
	private List<NewScript> generated(NewScript script, List<String> ids, Autogeneration generation,
			NewScriptWriter scripts, CommandContext context) {
		ScriptFormat format = scripts.format(this.options.format(), this.options.location());
		DataTypeRenderer renderer = context.autogenerateSettings().renderer();
		List<NewScript> chain = new ArrayList<>();
		NewRevision place = script.place();
		int count = generation.revisions().size();
		for (int i = 1; i <= count; i++) {
			GeneratedRevision revision = generation.revisions().get(i - 1);
			GeneratedText text = switch (format) {
				case JAVA -> GeneratedText.java(revision, GENERATED_PACKAGE, renderer);
				case KOTLIN -> GeneratedText.kotlin(revision, GENERATED_PACKAGE, renderer);
				case SQL -> GeneratedText.sql(revision, generation.dialect());
			};
			String id = ids.get(i - 1);
			String message = (count == 1) ? script.message() : script.message() + numbered(i, count);
			chain.add(new NewScript(id, place, message, script.created(), revision.transactional(), text.imports(),
					text.upgrade(), text.downgrade(), text.methods(), text.reversible(),
					RevisionSummary.of(revision, generation.dialect()))
				.withComments((i == 1) ? comments(generation.refused(), format) : List.of(),
						format.isClass() ? "// " : "-- "));
			place = new NewRevision(List.of(id), List.of(), Set.of());
		}
		return chain;
	}

	/**
	 * Returns the lines of comments, without what means something in a comment, too.
	 */
	private static List<String> comments(List<String> comments, ScriptFormat format) {
		return comments.stream()
			.map((comment) -> format.isClass() ? JavaMethods.harmless(comment) : Placeholders.escape(comment))
			.flatMap((comment) -> JavaMethods.wrapped(comment, COMMENT_WIDTH).stream())
			.toList();
	}

	/**
	 * Returns ids that sort as the scripts follow each other; the last is the given one.
	 */
	private List<String> ids(int count) {
		List<String> ids = new ArrayList<>(
				Stream.generate(RevisionIds::random).distinct().limit(count).sorted().toList());
		String given = this.options.id();
		if (given != null) {
			ids.set(count - 1, given);
		}
		return ids;
	}

	/**
	 * Returns what is appended to the message of one of several scripts, so that they
	 * sort.
	 */
	private static String numbered(int number, int count) {
		int digits = String.valueOf(count).length();
		return " (%s of %d)".formatted(String.format(Locale.ROOT, "%0" + digits + "d", number), count);
	}

	private static NewScript withHints(NewScript script, ScriptFormat format) {
		if (format == ScriptFormat.SQL) {
			return script.withBody(
					List.of("-- Replace this example.", "-- ALTER TABLE users ADD COLUMN avatar varchar(255);"),
					List.of("-- ALTER TABLE users DROP COLUMN avatar;"));
		}
		String end = (format == ScriptFormat.JAVA) ? ";" : "";
		return script
			.withBody(
					List.of("// Replace this example.",
							"// op.addColumn(\"users\", column(\"avatar\", varchar(255)))" + end),
					List.of("// op.dropColumn(\"users\", \"avatar\")" + end))
			.withImports(List.of("static " + Definitions.class.getName() + ".*"));
	}

}
