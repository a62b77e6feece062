package dev.migrate.command;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.migrate.command.output.Output;
import dev.migrate.command.project.WrapperScript;
import dev.migrate.script.ScriptFormat;
import dev.migrate.script.project.NewFile;
import dev.migrate.script.project.ScriptProject;
import dev.migrate.script.project.ScriptTemplate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Prepares a project for its first revision.
 */
@Command(name = "init",
		description = "Lay out the folder for revisions and a script 'migrate' that runs the commands. Nothing is"
				+ " overwritten.",
		footer = { "", "Examples:", "  migrate init", "  migrate init --template --format sql",
				"  migrate init --jar target/app.jar" })
final class InitCommand extends AbstractCommand {

	private static final String WRAPPER = "migrate";

	@Option(names = "--format", paramLabel = "FORMAT",
			description = "java or sql: which folder to make, and which template to copy; by default what"
					+ " migrate.revision.format says.")
	private @Nullable ScriptFormat format;

	@Option(names = "--location", paramLabel = "LOCATION",
			description = "Which folder to make, where migrate.locations has several.")
	private @Nullable String location;

	@Option(names = "--template", description = "Copy the template of new scripts into the project, to be edited.")
	private boolean template;

	@Option(names = "--jar", paramLabel = "FILE",
			description = "Let the script 'migrate' run this jar instead of the build tool.")
	private @Nullable Path jar;

	@Override
	boolean needsDatabase() {
		return false;
	}

	@Override
	int run(CommandContext context, Output output) {
		ScriptProject project = context.project().scripts();
		ScriptFormat chosen = (this.format != null) ? this.format : context.settings().newScripts().format();
		String shown = context.project().relativize(project.createFolder(chosen, this.location)).toString();
		output.line("Folder for revisions: " + shown);
		if (this.template) {
			copyTemplate(project, chosen, context, output);
		}
		String command = writeWrapper(context, output);
		output.line();
		output.line("Next steps:");
		boolean usual = chosen == context.settings().newScripts().format();
		output.line(
				"  1. " + command + " revision -m \"create users\"" + (usual ? "" : " --format " + chosen.extension()));
		output.line("     and write into the script what leads to the revision, and what leads back");
		output.line("  2. " + command + " upgrade");
		output.line("  3. " + command + " downgrade -1, and upgrade again, to try the way back");
		return DONE;
	}

	private static void copyTemplate(ScriptProject project, ScriptFormat format, CommandContext context,
			Output output) {
		ScriptTemplate existing = project.template(format);
		if (existing.isBuiltIn()) {
			output.line("Template:             " + context.project().relativize(project.copyTemplate(format)));
		}
		else {
			output.line("Template:             " + existing.location() + ", left as it is");
		}
	}

	/**
	 * Writes the script, unless there is something in its place.
	 * @return how to call the commands
	 */
	private String writeWrapper(CommandContext context, Output output) {
		Path file = context.workingDirectory().resolve(WRAPPER);
		if (Files.exists(file)) {
			output.line("Script:               " + WRAPPER + ", left as it is");
			return Files.isExecutable(file) && Files.isRegularFile(file) ? "./" + WRAPPER : WRAPPER;
		}
		String text = WrapperScript.of(this.jar, context.workingDirectory());
		if (text == null) {
			output.line("Script:               none, because there is no build file here; --jar makes one for a jar");
			return WRAPPER;
		}
		NewFile.write(file, text);
		if (!file.toFile().setExecutable(true, false)) {
			output.warn("The script cannot be made executable: run it with 'sh %s'.".formatted(WRAPPER));
		}
		output.line("Script:               " + WRAPPER);
		return "./" + WRAPPER;
	}

}
