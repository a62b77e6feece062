package dev.migrate.command;

import java.nio.file.Path;
import java.util.List;

import dev.migrate.revision.RevisionMap;
import dev.migrate.script.NewScript;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.RevisionScriptLoader;
import dev.migrate.script.RevisionScripts;
import dev.migrate.script.ScriptFormat;
import dev.migrate.script.ScriptProject;
import org.jspecify.annotations.Nullable;

/**
 * What the commands that write scripts have in common. They know the scripts of the
 * properties only, and a location that does not exist is one that they are about to
 * create.
 */
final class NewScripts {

	private final CommandContext context;

	private final ScriptProject project;

	private final RevisionScripts scripts;

	private final RevisionMap revisions;

	NewScripts(CommandContext context) {
		this.context = context;
		this.project = project(context);
		this.scripts = new RevisionScriptLoader(context.classLoader(), context.settings().locations()).load();
		this.revisions = RevisionMap.of(this.scripts.all().stream().map(RevisionScript::node).toList());
	}

	static ScriptProject project(CommandContext context) {
		return new ScriptProject(context.workingDirectory(), context.classLoader(), context.settings().locations(),
				context.settings().newScripts());
	}

	RevisionMap revisions() {
		return this.revisions;
	}

	/**
	 * Writes scripts, all of them or none, says so and runs the hooks.
	 * @param scripts the scripts, each of which follows the one before it
	 * @param format what they are written in, or {@code null} for what the properties say
	 * @param location where to, or {@code null} if that need not be said
	 * @param output what it is said to
	 */
	void write(List<NewScript> scripts, @Nullable ScriptFormat format, @Nullable String location, Output output) {
		List<Path> files = this.project.write(scripts, format(format), location, this.scripts);
		for (int i = 0; i < files.size(); i++) {
			NewScript script = scripts.get(i);
			output.line("Wrote " + shown(files.get(i), this.context));
			List<String> down = script.place().downRevisions();
			output.line("Revision " + output.styled(Style.REVISION, script.id())
					+ (down.isEmpty() ? " is a new base." : " follows " + String.join(", ", down) + "."));
		}
		PostWriteHooks hooks = new PostWriteHooks(this.context.workingDirectory(), output);
		files.forEach((file) -> this.context.settings().hooks().forEach((hook) -> hooks.run(hook, file)));
	}

	ScriptFormat format(@Nullable ScriptFormat format) {
		return (format != null) ? format : this.context.settings().newScripts().format();
	}

	/**
	 * Returns how to call a file of the project.
	 * @param file the file
	 * @param context the context of the command
	 * @return its path, relative to the working directory if it is below that
	 */
	static Path shown(Path file, CommandContext context) {
		return file.startsWith(context.workingDirectory()) ? context.workingDirectory().relativize(file) : file;
	}

}
