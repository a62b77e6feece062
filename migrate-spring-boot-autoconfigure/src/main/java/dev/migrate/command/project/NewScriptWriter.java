package dev.migrate.command.project;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

import dev.migrate.command.output.Output;
import dev.migrate.command.output.TextStyle;
import dev.migrate.revision.RevisionMap;
import dev.migrate.revision.plan.RevisionMaps;
import dev.migrate.script.NewScript;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.RevisionScripts;
import dev.migrate.script.ScriptFormat;
import dev.migrate.script.index.RevisionScriptLoader;
import dev.migrate.script.project.ScriptProject;
import org.jspecify.annotations.Nullable;

/**
 * What the commands that write scripts have in common. They know the scripts of the
 * properties only, and a location that does not exist is one that they are about to
 * create.
 */
public final class NewScriptWriter {

	private final Project project;

	private final ScriptProject sources;

	private final RevisionScripts scripts;

	private final RevisionMap revisions;

	public NewScriptWriter(Project project) {
		this.project = project;
		this.sources = project.scripts();
		this.scripts = new RevisionScriptLoader(project.classLoader(), project.settings().locations()).load();
		this.scripts.requireSources();
		this.revisions = RevisionMaps.of(this.scripts.all().stream().map(RevisionScript::node).toList());
	}

	public RevisionMap revisions() {
		return this.revisions;
	}

	/**
	 * Returns the scripts that the application knows.
	 */
	public List<RevisionScript> scripts() {
		return this.scripts.all();
	}

	/**
	 * Writes scripts, all of them or none, says so and runs the hooks.
	 * @param scripts the scripts, each of which follows the one before it
	 * @param format what they are written in, or {@code null} for what the properties say
	 * @param location where to, or {@code null} if that need not be said
	 * @param output what it is said to
	 * @return the files
	 */
	public List<Path> write(List<NewScript> scripts, @Nullable ScriptFormat format, @Nullable String location,
			Output output) {
		List<Path> files = this.sources.write(scripts, format(format, location), location, this.scripts);
		for (int i = 0; i < files.size(); i++) {
			NewScript script = scripts.get(i);
			output.line("Wrote " + this.project.relativize(files.get(i)));
			List<String> down = script.place().downRevisions();
			output.line("Revision " + output.styled(TextStyle.REVISION, script.id())
					+ (down.isEmpty() ? " is a new base." : " follows " + String.join(", ", down) + "."));
		}
		runHooks(files, output);
		return files;
	}

	/**
	 * Writes scripts, all of them or none, and runs the hooks. Nothing is said.
	 * @param scripts the scripts, each of which follows the one before it
	 * @param formats what each is written in
	 * @param location where to, or {@code null} if that need not be said
	 * @param output what the hooks print to
	 * @return the files
	 */
	public List<Path> write(List<NewScript> scripts, Function<NewScript, ScriptFormat> formats,
			@Nullable String location, Output output) {
		List<Path> files = this.sources.write(scripts, formats, location, this.scripts);
		runHooks(files, output);
		return files;
	}

	private void runHooks(List<Path> files, Output output) {
		PostWriteHooks hooks = new PostWriteHooks(this.project.workingDirectory(), output);
		files.forEach((file) -> this.project.settings().hooks().forEach((hook) -> hooks.run(hook, file)));
	}

	/**
	 * Returns what scripts are written in.
	 * @param format what was asked for, or {@code null}
	 * @param location where they are written to, or {@code null} if that need not be said
	 */
	public ScriptFormat format(@Nullable ScriptFormat format, @Nullable String location) {
		return (format != null) ? format : this.sources.format(location);
	}

}
