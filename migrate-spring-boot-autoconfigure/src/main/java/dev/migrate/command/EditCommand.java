package dev.migrate.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.migrate.command.database.CommandContext;
import dev.migrate.command.failure.CommandException;
import dev.migrate.command.output.Output;
import dev.migrate.command.project.CommandLineSplitter;
import dev.migrate.revision.RevisionNode;
import dev.migrate.runtime.Migrator;
import dev.migrate.script.RevisionScript;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Opens the source of a revision in an editor.
 */
@Command(name = "edit", description = "Open the source of a revision in the editor that $VISUAL or $EDITOR names.",
		footer = { "", "Examples:", "  migrate edit head", "  EDITOR=\"code --wait\" migrate edit 7c1f" })
final class EditCommand extends AbstractCommand {

	private static final String CURRENT = "current";

	@Parameters(paramLabel = "REVISION",
			description = "A revision id or the beginning of one, head, a branch label, or current.")
	private String revision = "";

	@Override
	boolean needsDatabase() {
		return this.revision.equals(CURRENT);
	}

	@Override
	int run(CommandContext context, Output output) {
		Migrator migrator = context.migrator();
		List<RevisionNode> nodes = migrator.revisions()
			.resolve(this.revision, needsDatabase() ? migrator.rows() : List.of());
		if (nodes.isEmpty()) {
			throw usage("'%s' is not a revision, but the state before the first one.".formatted(this.revision));
		}
		List<String> command = new ArrayList<>(editor(context.environment()));
		for (RevisionNode node : nodes) {
			command.add(source(migrator.scripts().get(node.id()), context).toString());
		}
		open(command, context.workingDirectory());
		return DONE;
	}

	private static Path source(RevisionScript script, CommandContext context) {
		return context.project()
			.scripts()
			.source(script)
			.orElseThrow(() -> CommandException.sourceNotInProject(script.id(), script.location()));
	}

	private static List<String> editor(Map<String, String> environment) {
		Optional<String> editor = Stream.of("VISUAL", "EDITOR")
			.map((name) -> environment.getOrDefault(name, ""))
			.filter((value) -> !value.isBlank())
			.findFirst();
		return editor.map(CommandLineSplitter::of).orElseThrow(CommandException::editorNotSet);
	}

	private static void open(List<String> command, Path workingDirectory) {
		try {
			int exitCode = new ProcessBuilder(command).directory(workingDirectory.toFile())
				.inheritIO()
				.start()
				.waitFor();
			if (exitCode != 0) {
				throw CommandException.editorFailed(command.get(0), exitCode);
			}
		}
		catch (IOException ex) {
			throw CommandException.editorNotStarted(command.get(0), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw CommandException.editorInterrupted(ex);
		}
	}

}
