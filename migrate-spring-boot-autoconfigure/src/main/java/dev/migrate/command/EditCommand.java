package dev.migrate.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
		Migrator migrator = migrator();
		List<RevisionNode> nodes = migrator.revisions()
			.resolve(this.revision, needsDatabase() ? migrator.rows() : List.of());
		if (nodes.isEmpty()) {
			throw usage("'%s' is no revision but what is before the first.".formatted(this.revision));
		}
		List<String> command = new ArrayList<>(editor(context.environment()));
		for (RevisionNode node : nodes) {
			command.add(source(migrator.scripts().get(node.id()), context).toString());
		}
		open(command, context.workingDirectory());
		return DONE;
	}

	private static Path source(RevisionScript script, CommandContext context) {
		return NewScripts.project(context)
			.source(script)
			.orElseThrow(() -> new EditorException(
					"The source of revision %s (%s) is not in this project.".formatted(script.id(), script.location()),
					"Run the command in the folder of the project that the script belongs to; a script out of a jar"
							+ " cannot be edited."));
	}

	private static List<String> editor(Map<String, String> environment) {
		Optional<String> editor = Stream.of("VISUAL", "EDITOR")
			.map((name) -> environment.getOrDefault(name, ""))
			.filter((value) -> !value.isBlank())
			.findFirst();
		return editor.map(CommandWords::of)
			.orElseThrow(() -> new EditorException("No environment variable says which editor to use.",
					"Set VISUAL or EDITOR, as in EDITOR=vi."));
	}

	private static void open(List<String> command, Path workingDirectory) {
		try {
			int exitCode = new ProcessBuilder(command).directory(workingDirectory.toFile())
				.inheritIO()
				.start()
				.waitFor();
			if (exitCode != 0) {
				throw new EditorException(
						"The editor '%s' ended with exit code %d.".formatted(command.get(0), exitCode),
						"Check the environment variables VISUAL and EDITOR, and the file.");
			}
		}
		catch (IOException ex) {
			throw new EditorException("The editor '%s' cannot be run: %s.".formatted(command.get(0), ex.getMessage()),
					"Set the environment variable VISUAL or EDITOR to one that is installed.", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new EditorException("Waiting for the editor was interrupted.", "Repeat the command.", ex);
		}
	}

}
