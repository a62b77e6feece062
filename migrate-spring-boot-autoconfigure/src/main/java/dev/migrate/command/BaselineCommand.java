package dev.migrate.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import javax.sql.DataSource;

import dev.migrate.autogenerate.AutogenerateSettings;
import dev.migrate.autogenerate.Autogeneration;
import dev.migrate.autogenerate.ComparisonOptions;
import dev.migrate.autogenerate.GeneratedText;
import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.command.database.CommandContext;
import dev.migrate.command.failure.CommandException;
import dev.migrate.command.output.Output;
import dev.migrate.command.project.NewScriptWriter;
import dev.migrate.revision.NewRevision;
import dev.migrate.revision.NewRevisionRequest;
import dev.migrate.revision.RevisionIds;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionTexts;
import dev.migrate.runtime.DefaultSchemaDataSource;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.baseline.Baseline;
import dev.migrate.runtime.baseline.BaselineException;
import dev.migrate.runtime.baseline.ExistingDatabase;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.script.NewScript;
import dev.migrate.script.Placeholders;
import dev.migrate.script.ScriptFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Writes the first revision of a database that is there already.
 */
@Command(name = "baseline",
		description = { "Write the first revision of a database that is there already, and stamp the database.",
				"The revision is what pg_dump says, without the tables of Migrate and of other tools. It "
						+ "is built in a scratch database and compared before the stamp." },
		footer = { "", "Examples:", "  migrate baseline -m \"baseline\"", "  migrate baseline --data roles,countries",
				"  migrate baseline --pg-dump /usr/lib/postgresql/18/bin/pg_dump", "  migrate baseline --prove" })
final class BaselineCommand extends AbstractCommand {

	@Option(names = { "-m", "--message" }, paramLabel = "TEXT", defaultValue = "baseline",
			description = "What the revision does, in a few words; by default baseline.")
	private String message = "";

	@Option(names = "--data", paramLabel = "TABLES", split = ",",
			description = "Tables whose rows the revision inserts, separated by commas; may be repeated.")
	private List<String> data = new ArrayList<>();

	@Option(names = "--max-rows", paramLabel = "N", defaultValue = "10000",
			description = "How many rows these tables may have together; by default 10000.")
	private long maxRows;

	@Option(names = "--pg-dump", paramLabel = "FILE",
			description = "The program pg_dump or its folder; by default the one on the PATH.")
	private @Nullable String pgDump;

	@Option(names = "--from-entities",
			description = { "Write what the entities need instead of what pg_dump says. The database is "
					+ "stamped only if it is the same." })
	private boolean fromEntities;

	@Option(names = "--prove", description = {
			"Write nothing. Compare the database with what the revisions build, and stamp it if " + "it is the same." })
	private boolean prove;

	@Option(names = "--rev-id", paramLabel = "ID", description = "The id of the revision, by default a random one.")
	private @Nullable String id;

	@Option(names = "--location", paramLabel = "LOCATION",
			description = "The location to write to, if migrate.locations has several, or a folder in one.")
	private @Nullable String location;

	@Override
	boolean needsDatabase() {
		return true;
	}

	@Override
	int run(CommandContext context, Output output) {
		if (this.fromEntities && (this.pgDump != null || !this.data.isEmpty())) {
			throw usage("--from-entities cannot be combined with --pg-dump or --data.");
		}
		if (this.prove && (this.fromEntities || this.pgDump != null || this.id != null || this.location != null)) {
			throw usage(
					"--prove writes nothing and cannot be combined with --from-entities, --pg-dump, --rev-id or --location.");
		}
		if (this.data.contains("")) {
			throw usage("--data has an empty name.");
		}
		if (this.maxRows < 0) {
			throw usage("--max-rows must not be negative.");
		}
		NewScriptWriter scripts = new NewScriptWriter(context.project());
		List<String> known = scripts.revisions().revisions().stream().map(RevisionNode::id).toList();
		if (this.prove == known.isEmpty()) {
			throw this.prove ? BaselineException.noRevisions() : BaselineException.revisionsExist(known);
		}
		Migrator migrator = context.migrator();
		ExistingDatabase existing = ExistingDatabase.open(migrator, context.database().direct(migrator.dataSource()),
				this.data, this.maxRows);
		Baseline baseline = new Baseline(migrator, existing);
		Path file = null;
		try (existing) {
			if (!existing.leftOut().isEmpty()) {
				output.line("Left out, because another tool keeps its state there: "
						+ String.join(", ", existing.leftOut()) + ".");
			}
			existing.remarks().forEach(output::warn);
			if (!this.prove) {
				file = write(scripts, lines(context, migrator, baseline, output), output);
			}
		}
		output.line("Building it anew to compare it with this database.");
		MigrationResult stamped = baseline.proveAndStamp(file);
		output.line("The revisions build what this database has.");
		output.line("Stamped %s -> %s.".formatted(RevisionTexts.rows(stamped.before()),
				RevisionTexts.rows(stamped.after())));
		return DONE;
	}

	private List<String> lines(CommandContext context, Migrator migrator, Baseline baseline, Output output) {
		return this.fromEntities ? baseline.build(entities(context, migrator, output))
				: baseline.dump(this.pgDump, context.environment().getOrDefault("PATH", ""));
	}

	private static Function<DataSource, List<String>> entities(CommandContext context, Migrator migrator,
			Output output) {
		AutogenerateSettings settings = context.autogenerateSettings();
		if (!settings.hasTargets()) {
			throw CommandException.noTargetSchema();
		}
		requireRows(settings, migrator);
		return (empty) -> {
			Autogeneration generation = new Autogenerator(empty, migrator.inspection().naming(),
					migrator.inspection().ownTables(), settings, ComparisonOptions.forEntities())
				.compare();
			generation.requirePossible();
			generation.notes().forEach(output::note);
			return generation.revisions()
				.stream()
				.flatMap((revision) -> GeneratedText.sql(revision, generation.dialect()).upgrade().stream())
				.map(Placeholders::escape)
				.toList();
		};
	}

	/**
	 * Rows that the revision inserts must be those that the database has.
	 */
	private static void requireRows(AutogenerateSettings settings, Migrator migrator) {
		AutogenerateSettings rows = AutogenerateSettings.of(List.of()).data(settings.data());
		if (rows.hasTargets()) {
			List<String> differences = new Autogenerator(DefaultSchemaDataSource.of(migrator),
					migrator.inspection().naming(), migrator.inspection().ownTables(), rows,
					ComparisonOptions.forEntities())
				.compare()
				.described();
			if (!differences.isEmpty()) {
				throw CommandException.otherRows(differences);
			}
		}
	}

	private Path write(NewScriptWriter scripts, List<String> lines, Output output) {
		String revision = (this.id != null) ? this.id : RevisionIds.random();
		NewRevision place = scripts.revisions()
			.newRevision(new NewRevisionRequest(revision, List.of(), false, List.of(), List.of()));
		NewScript script = NewScript.empty(revision, place, this.message, Instant.now())
			.withBody(lines, null)
			.withSummary(summary());
		return scripts.write(List.of(script), ScriptFormat.SQL, this.location, output).get(0);
	}

	private List<String> summary() {
		List<String> summary = new ArrayList<>();
		summary.add(this.fromEntities ? "What the entities need, of a database that was there before its revisions."
				: "What the database had when its first revision was written.");
		if (!this.data.isEmpty()) {
			summary.add("With the rows of " + String.join(", ", this.data) + ".");
		}
		return summary;
	}

}
