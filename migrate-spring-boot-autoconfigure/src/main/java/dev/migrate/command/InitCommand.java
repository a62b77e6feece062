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
		description = "Create the folder for revisions and a script 'migrate' that runs the commands. Existing"
				+ " files are kept.",
		footer = { "", "Examples:", "  migrate init", "  migrate init --template --format sql",
				"  migrate init --jar target/app.jar" })
final class InitCommand extends AbstractCommand {

	private static final String WRAPPER = "migrate";

	@Option(names = "--format", paramLabel = "FORMAT",
			description = "java or sql: the folder to create and the template to copy; by default"
					+ " migrate.revision.format.")
	private @Nullable ScriptFormat format;

	@Option(names = "--location", paramLabel = "LOCATION",
			description = "The folder to create, if migrate.locations has several.")
	private @Nullable String location;

	@Option(names = "--template", description = "Copy the template for new scripts into the project to edit it there.")
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
		output.line("     then write the upgrade and the downgrade into the script");
		output.line("  2. " + command + " upgrade");
		output.line("  3. " + command + " downgrade -1, and upgrade again, to test the downgrade");
		return DONE;
	}

	private static void copyTemplate(ScriptProject project, ScriptFormat format, CommandContext context,
			Output output) {
		ScriptTemplate existing = project.template(format);
		if (existing.isBuiltIn()) {
			output.line("Template:             " + context.project().relativize(project.copyTemplate(format)));
		}
		else {
			output.line("Template:             " + existing.location() + ", kept");
		}
	}

	/**
	 * Writes the script, unless there is something in its place.
	 * @return how to call the commands
	 */
	private String writeWrapper(CommandContext context, Output output) {
		Path file = context.workingDirectory().resolve(WRAPPER);
		if (Files.exists(file)) {
			output.line("Script:               " + WRAPPER + ", kept");
			return Files.isExecutable(file) && Files.isRegularFile(file) ? "./" + WRAPPER : WRAPPER;
		}
		String text = WrapperScript.of(this.jar, context.workingDirectory());
		if (text == null) {
			output.line("Script:               none, because no build file was found; --jar creates one for a jar");
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
