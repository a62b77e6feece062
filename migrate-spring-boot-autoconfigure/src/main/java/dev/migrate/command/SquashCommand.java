package dev.migrate.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.adopt.ScratchServer;
import dev.migrate.command.adopt.NewScriptFiles;
import dev.migrate.command.database.CommandContext;
import dev.migrate.command.database.CommandDatabase;
import dev.migrate.command.failure.CommandException;
import dev.migrate.command.output.Output;
import dev.migrate.command.project.NewScriptWriter;
import dev.migrate.revision.RevisionIds;
import dev.migrate.revision.RevisionNode;
import dev.migrate.revision.RevisionRange;
import dev.migrate.revision.plan.RevisionMaps;
import dev.migrate.revision.plan.SquashPlanner;
import dev.migrate.runtime.Migrator;
import dev.migrate.script.NewScript;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.ScriptFormat;
import dev.migrate.script.java.JavaRevisionSource;
import dev.migrate.squash.JoinedScripts;
import dev.migrate.squash.SquashProof;
import dev.migrate.text.Counts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.springframework.util.StringUtils;

/**
 * Writes one revision in place of many.
 */
@Command(name = "squash",
		description = { "Write one revision that stands for a range of them.",
				"It runs their upgrades in one script, and their downgrades in the reverse order. It is "
						+ "proven in two scratch databases. The replaced scripts are kept, for databases that",
				"are in the middle of them, unless --delete is given." },
		footer = { "", "Examples:", "  migrate squash base:7c1f -m \"the first year\"",
				"  migrate squash 7c1f:9ab0 --delete", "  migrate squash --prove" })
final class SquashCommand extends AbstractCommand {

	@Parameters(paramLabel = "START:END", arity = "0..1",
			description = "The range, both ends included: 7c1f:9ab0, or base:9ab0 for all up to 9ab0.")
	private @Nullable String range;

	@Option(names = { "-m", "--message" }, paramLabel = "TEXT",
			description = "What the revision does, in a few words; by default what it replaces.")
	private String message = "";

	@Option(names = "--delete", description = "Delete the replaced scripts once the revision is proven.")
	private boolean delete;

	@Option(names = "--prove", description = {
			"Write nothing. Compare each squashed revision with what it replaces, as long as " + "that has scripts." })
	private boolean prove;

	@Option(names = "--without-proof", description = "Do not build and compare. Needs no database.")
	private boolean withoutProof;

	@Option(names = "--rev-id", paramLabel = "ID", description = "The id of the revision, by default a random one.")
	private @Nullable String id;

	@Option(names = "--location", paramLabel = "LOCATION",
			description = "The location to write to, if migrate.locations has several, or a folder in one.")
	private @Nullable String location;

	@Override
	boolean needsDatabase() {
		return !this.withoutProof;
	}

	@Override
	int run(CommandContext context, Output output) {
		if (this.prove && (this.range != null || this.delete || this.withoutProof || this.id != null
				|| this.location != null || !this.message.isEmpty())) {
			throw usage("--prove proves all squashed revisions and cannot be combined with a range or other options.");
		}
		if (this.prove) {
			prove(context, output);
			return DONE;
		}
		if (this.range == null) {
			throw usage("A range is missing, such as base:7c1f.");
		}
		if (this.delete && this.withoutProof) {
			throw usage("--delete cannot be combined with --without-proof.");
		}
		Migrator migrator = context.migrator();
		migrator.scripts().requireSources();
		NewScriptWriter scripts = new NewScriptWriter(context.project());
		SquashPlanner plan = SquashPlanner.plan(scripts.revisions(), RevisionRange.parse(this.range));
		List<Path> old = this.delete ? files(plan, migrator, context) : List.of();
		ScratchServer server = this.withoutProof ? null : server(migrator, context);
		JoinedScripts joined = (server != null) ? new JoinedScripts(migrator, server.dialect(), plan.members())
				: JoinedScripts.of(migrator, context.settings().jdbcUrl(), plan.members());
		String revision = (this.id != null) ? this.id : RevisionIds.random();
		RevisionNode node = new RevisionNode(revision, plan.place().downRevisions(), plan.place().dependsOn(),
				plan.place().labels(), "the new script", plan.place().replaces());
		RevisionMaps.of(Stream.concat(scripts.scripts().stream().map(RevisionScript::node), Stream.of(node)).toList());
		NewScript script = joined.in(NewScript.empty(revision, plan.place(), message(plan.members()), Instant.now()));
		Path file = scripts.write(List.of(script), ScriptFormat.SQL, this.location, output).get(0);
		output.line("It replaces %s, %s to %s.".formatted(Counts.of(plan.members().size(), "revision"),
				plan.members().get(0).id(), plan.members().get(plan.members().size() - 1).id()));
		joined.notes().forEach(output::note);
		if (server != null) {
			try (NewScriptFiles sources = NewScriptFiles.of(List.of(file))) {
				Migrator written = migrator.rereading(sources.classLoader(migrator.inspection().classLoader()));
				new SquashProof(server, output::line, output::note).prove(written.revisions().get(revision), written);
			}
		}
		end(old, context, output);
		return DONE;
	}

	private void prove(CommandContext context, Output output) {
		Migrator migrator = context.migrator();
		List<RevisionNode> squashed = migrator.revisions()
			.squashed()
			.stream()
			.filter((squash) -> squash.replaces().stream().anyMatch((id) -> migrator.scripts().find(id).isPresent()))
			.toList();
		if (squashed.isEmpty()) {
			throw CommandException.noSquashToProve();
		}
		SquashProof proof = new SquashProof(server(migrator, context), output::line, output::note);
		squashed.forEach((squash) -> proof.prove(squash, migrator));
	}

	private static ScratchServer server(Migrator migrator, CommandContext context) {
		CommandDatabase database = context.database();
		DataSource scratch = database.autogenerateSettings().scratch();
		return ScratchServer.find(migrator.dataSource(), database.direct(migrator.dataSource()),
				(scratch != null) ? database.direct(scratch) : null);
	}

	private String message(List<RevisionNode> members) {
		return this.message.isBlank() ? "squash of %s".formatted(Counts.of(members.size(), "revision")) : this.message;
	}

	/**
	 * Finds the sources of what is replaced.
	 */
	private static List<Path> files(SquashPlanner plan, Migrator migrator, CommandContext context) {
		List<Path> files = new ArrayList<>();
		List<String> others = new ArrayList<>();
		for (String id : plan.place().replaces()) {
			RevisionScript script = migrator.scripts().find(id).orElse(null);
			if (script != null) {
				Optional<Path> source = context.project().scripts().source(script).filter(SquashCommand::isAlone);
				source.ifPresentOrElse(files::add, () -> others.add(script.origin()));
			}
		}
		if (!others.isEmpty()) {
			throw CommandException.replacedNotInProject(others);
		}
		return files;
	}

	private static boolean isAlone(Path source) {
		try {
			return StringUtils.endsWithIgnoreCase(source.toString(), ".sql")
					|| JavaRevisionSource.all(Files.readString(source, StandardCharsets.UTF_8), source.toString())
						.size() == 1;
		}
		catch (IOException ex) {
			throw CommandException.replacedNotDeleted(source, ex);
		}
	}

	private void end(List<Path> old, CommandContext context, Output output) {
		if (!this.delete) {
			output
				.line("Keep the replaced scripts until every database has all of them: a database in the middle goes on"
						+ " with them. Then delete them together.");
			return;
		}
		for (Path file : old) {
			try {
				Files.deleteIfExists(file);
			}
			catch (IOException ex) {
				throw CommandException.replacedNotDeleted(file, ex);
			}
			output.line("Deleted " + context.project().relativize(file));
		}
		output.line("A database in the middle of the replaced revisions is refused from now on.");
	}

}
