package dev.migrate.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.migrate.command.database.CommandContext;
import dev.migrate.command.output.Output;
import dev.migrate.command.project.WrapperScript;
import dev.migrate.script.ScriptFormat;
import dev.migrate.script.project.NewFile;
import dev.migrate.script.project.ScriptProject;
import dev.migrate.script.project.ScriptTemplate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.springframework.util.ClassUtils;

/**
 * Prepares a project for its first revision.
 */
@Command(name = "init",
		description = "Create the folder for revisions and a script 'migrate' that runs the commands. What you"
				+ " have edited is kept.",
		footer = { "", "Examples:", "  migrate init", "  migrate init --template --format sql",
				"  migrate init --jar target/app.jar" })
final class InitCommand extends AbstractCommand {

	private static final String WRAPPER = "migrate";

	@Option(names = "--format", paramLabel = "FORMAT",
			description = "java, kotlin or sql: the folder to create and the template to copy; by default"
					+ " migrate.revision.format, or what the project is written in.")
	private @Nullable ScriptFormat format;

	@Option(names = "--location", paramLabel = "LOCATION",
			description = "The folder to create, if migrate.locations has several.")
	private @Nullable String location;

	@Option(names = "--template", description = "Copy the template for new scripts into the project to edit it there.")
	private boolean template;

	@Option(names = "--jar", paramLabel = "FILE",
			description = "Let the script 'migrate' run this jar instead of the classes of the project.")
	private @Nullable Path jar;

	@Override
	boolean needsDatabase() {
		return false;
	}

	@Override
	int run(CommandContext context, Output output) {
		ScriptProject project = context.project().scripts();
		ScriptFormat chosen = (this.format != null) ? this.format : project.format(this.location);
		String shown = context.project().relativize(project.createFolder(chosen, this.location)).toString();
		output.line("Folder for revisions: " + shown);
		if (this.template) {
			copyTemplate(project, chosen, context, output);
		}
		String command = writeWrapper(context, output);
		output.line();
		output.line("Next steps:");
		String database = output.databaseOption();
		String option = database + ((chosen == project.format(this.location)) ? "" : " --format " + chosen.text());
		boolean entities = ClassUtils.isPresent("jakarta.persistence.Entity", context.classLoader());
		output.line("  1. " + command + " revision -m \"create users\"" + option + (entities ? " --autogenerate" : ""));
		output.line(entities ? "     then read what it has written from your entities"
				: "     then write the upgrade and the downgrade into the script");
		output.line("     (" + command + " baseline" + database
				+ " -m \"baseline\" instead, if the database has tables already)");
		output.line("  2. " + command + " upgrade" + database);
		output.line("  3. " + command + " downgrade" + database + " -1, and upgrade again, to test the downgrade");
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
	 * Writes the scripts, unless a person has changed what is in their place.
	 * @return how to call the commands
	 */
	private String writeWrapper(CommandContext context, Output output) {
		Path folder = context.workingDirectory();
		Path file = folder.resolve(WRAPPER);
		Path forWindows = folder.resolve(WRAPPER + ".cmd");
		WrapperScript script = WrapperScript.forShell(jar(file), folder);
		WrapperScript windows = WrapperScript.forWindows(jar(file), folder);
		if (script == null || windows == null) {
			if (!Files.exists(file)) {
				output.line("Script:               none, because no build file was found; --jar creates one for a jar");
				return WRAPPER;
			}
			output.line("Script:               " + WRAPPER + ", kept");
		}
		else {
			write(script, file, output);
			write(windows, forWindows, output);
		}
		return Files.isExecutable(file) && Files.isRegularFile(file) ? "./" + WRAPPER : WRAPPER;
	}

	/**
	 * Returns the jar that the script is to run: a script that runs one keeps doing so.
	 */
	private @Nullable Path jar(Path file) {
		return (this.jar == null && WrapperScript.runsJar(read(file))) ? Path.of("") : this.jar;
	}

	private void write(WrapperScript script, Path file, Output output) {
		String existing = read(file);
		WrapperScript written = Files.exists(file) ? script.inPlaceOf(existing) : script;
		if (written == null) {
			output
				.line("Script:               %s, kept%s".formatted(file.getFileName(), WrapperScript.isEdited(existing)
						? " because it was edited; delete it, and run this command again for a new one" : ""));
			return;
		}
		if (this.jar != null) {
			written = script;
		}
		NewFile.replace(file, written.text());
		if (!file.toString().endsWith(".cmd") && !file.toFile().setExecutable(true, false)) {
			output.warn("The script cannot be made executable: run it with 'sh %s'.".formatted(WRAPPER));
		}
		output.line("Script:               %s%s".formatted(file.getFileName(), existing.isEmpty() ? "" : ", renewed"));
	}

	private static String read(Path file) {
		try {
			return Files.isRegularFile(file) ? Files.readString(file) : "";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
