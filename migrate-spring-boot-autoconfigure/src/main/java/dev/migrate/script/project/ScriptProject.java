package dev.migrate.script.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import javax.lang.model.SourceVersion;

import dev.migrate.script.InvalidScriptException;
import dev.migrate.script.JavaRevision;
import dev.migrate.script.NewScript;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.RevisionScripts;
import dev.migrate.script.ScriptAccessException;
import dev.migrate.script.ScriptFormat;
import dev.migrate.script.ScriptSettings;
import dev.migrate.script.SqlRevision;
import dev.migrate.script.index.ScriptLocation;
import org.jspecify.annotations.Nullable;

/**
 * The project that revision scripts are written in: the modules around a working
 * directory, as Maven and Gradle lay them out, and which of their folders become the
 * locations that the application reads.
 *
 * <p>
 * A location {@code classpath:db/revisions} is the folder
 * {@code src/main/java/db/revisions}, {@code src/main/kotlin/db/revisions} or
 * {@code src/main/resources/db/revisions} of the module in the working directory, or of
 * the only other module that has it.
 */
public final class ScriptProject {

	private final SourceTree tree;

	private final SourceFolders folders;

	private final ClassLoader classLoader;

	private final List<ScriptLocation> locations;

	private final ScriptSettings settings;

	/**
	 * Creates a project.
	 * @param workingDirectory a folder of the project
	 * @param classLoader the class loader of the application
	 * @param locations the locations of its scripts, at least one
	 * @param settings how new scripts are written
	 * @throws ScriptAccessException if a location is neither a class path nor a file
	 * system folder
	 */
	public ScriptProject(Path workingDirectory, ClassLoader classLoader, List<String> locations,
			ScriptSettings settings) {
		this.tree = new SourceTree(workingDirectory);
		this.folders = new SourceFolders(this.tree, classLoader);
		this.classLoader = classLoader;
		this.locations = locations.stream().map(ScriptLocation::of).toList();
		this.settings = settings;
	}

	/**
	 * Returns the template that new scripts of a format are made with.
	 * @return the template: that of the project if it has one, else the built-in one
	 */
	public ScriptTemplate template(ScriptFormat format) {
		return ScriptTemplate.find(format, this.tree.modules(), this.classLoader);
	}

	/**
	 * Returns what new scripts are written in unless somebody says so: what the
	 * properties say, else Java or Kotlin as the revisions that are there, else as the
	 * project.
	 * @param location one of the project's locations or a folder in one, or {@code null}
	 */
	public ScriptFormat format(@Nullable String location) {
		if (this.settings.format() != null) {
			return this.settings.format();
		}
		List<ScriptLocation> searched = (location != null) ? List.of(ScriptLocation.of(location)) : this.locations;
		List<SourceFolder> existing = searched.stream()
			.flatMap((each) -> this.folders.find(each).stream())
			.filter((folder) -> folder.module() != null)
			.toList();
		boolean java = holds(existing, ScriptFormat.JAVA);
		boolean kotlin = holds(existing, ScriptFormat.KOTLIN);
		if (java != kotlin) {
			return kotlin ? ScriptFormat.KOTLIN : ScriptFormat.JAVA;
		}
		List<Path> modules = existing.isEmpty() ? this.tree.modules()
				: existing.stream().map(SourceFolder::module).filter(Objects::nonNull).toList();
		return modules.stream().map(SourceRoots::new).anyMatch(SourceRoots::isKotlin) ? ScriptFormat.KOTLIN
				: ScriptFormat.JAVA;
	}

	private static boolean holds(List<SourceFolder> folders, ScriptFormat format) {
		return folders.stream()
			.flatMap((folder) -> folder.existing().stream())
			.anyMatch((folder) -> SourceRoots.holds(folder, format));
	}

	/**
	 * Copies a built-in template into the project, where it is used instead.
	 * @return the file
	 * @throws ScriptAccessException if the project has one already, has no module to
	 * write it to, or the file cannot be written
	 */
	public Path copyTemplate(ScriptFormat format) {
		Path module = this.folders.forWriting(this.locations.get(0)).module();
		Path file = ScriptTemplate.override(format, (module != null) ? module : this.tree.workingDirectory());
		NewFile.write(file, ScriptTemplate.builtIn(format).text());
		return file;
	}

	/**
	 * Makes the folder that new scripts are written to, unless it exists.
	 * @param format what they are written in
	 * @param location one of the project's locations or a folder in one, or {@code null}
	 * for the location of the project, which has only one then
	 * @throws ScriptAccessException if the folder is ambiguous or cannot be made
	 */
	public Path createFolder(ScriptFormat format, @Nullable String location) {
		Path folder = sourceFolder(format, choose(location, null)).of(format);
		NewFile.createFolder(folder);
		return folder;
	}

	/**
	 * Writes revision scripts, all of them or none. Before that it is made sure that the
	 * project holds no revision that the application does not know, and that the scripts
	 * say what they are to say.
	 * @param scripts the scripts, at least one, each of which follows the one before it
	 * @param format what they are written in
	 * @param location one of the project's locations or a folder in one; {@code null} for
	 * that of the first revision that the first script follows, or the only one
	 * @param known the scripts that the application knows
	 * @return the files, in the order of the scripts
	 * @throws ScriptAccessException if the application has to be rebuilt first, or a file
	 * has no folder, cannot be named, exists or cannot be written; nothing has been
	 * written then
	 * @throws InvalidScriptException if the project's template makes no such script, or
	 * the summary of an SQL script breaks the format, such as by a section of its own
	 */
	public List<Path> write(List<NewScript> scripts, ScriptFormat format, @Nullable String location,
			RevisionScripts known) {
		return write(scripts, (script) -> format, location, known);
	}

	/**
	 * Does the same with scripts in several formats.
	 * @param formats what each script is written in
	 * @return the files, in the order of the scripts
	 */
	public List<Path> write(List<NewScript> scripts, Function<NewScript, ScriptFormat> formats,
			@Nullable String location, RevisionScripts known) {
		RevisionScript followed = scripts.get(0)
			.place()
			.downRevisions()
			.stream()
			.findFirst()
			.flatMap(known::find)
			.orElse(null);
		ScriptLocation chosen = choose(location, followed);
		scripts.forEach((script) -> sourceFolder(formats.apply(script), chosen));
		SourceFolder folder = this.folders.forWriting(chosen);
		new SourceRevisions(this.folders).rejectUnknown(this.locations, folder, known);
		Map<Path, String> files = new LinkedHashMap<>();
		for (NewScript script : scripts) {
			render(script, formats.apply(script), folder, files);
		}
		NewFile.writeAll(files);
		return List.copyOf(files.keySet());
	}

	private void render(NewScript script, ScriptFormat format, SourceFolder folder, Map<Path, String> files) {
		ScriptFileTemplate fileTemplate = ScriptFileTemplate.of(this.settings.fileTemplate(), this.settings.zone());
		String name = format.isClass() ? fileTemplate.className(script) : fileTemplate.name(script);
		Path file = folder.of(format).resolve(name + "." + format.extension());
		ScriptTemplate template = template(format);
		String packageName = format.isClass() ? packageName(folder, name) : "";
		String text = template.render(script, packageName, name.substring(name.lastIndexOf('/') + 1));
		new ScriptReview(script, file, template).check(text);
		if (files.put(file, text) != null) {
			throw ScriptAccessException.unwritable(file, "two scripts would have this name",
					"Add {rev} to migrate.revision.file-template.", null);
		}
	}

	/**
	 * Finds files beside the scripts that are no scripts themselves. Where the sources of
	 * a location are in this project, the file in them counts without a rebuild, and so
	 * does its absence; elsewhere, and in the jars that the application uses, it is the
	 * file on the class path.
	 * @return the files that exist, in the order of the locations
	 * @throws ScriptAccessException if one cannot be read
	 */
	public List<CompanionFile> companions(String name) {
		CompanionFiles files = new CompanionFiles(this.folders, this.classLoader, name);
		return this.locations.stream().flatMap((location) -> files.find(location).stream()).distinct().toList();
	}

	/**
	 * Returns where a file beside the scripts that is no script itself is to be written.
	 * @param name the name of the file
	 * @param location one of the project's locations or a folder in one, or {@code null}
	 * for the location of the project, which has only one then
	 * @return the file, which need not exist
	 * @throws ScriptAccessException if it cannot be told which folder it belongs to
	 */
	public Path companion(String name, @Nullable String location) {
		return sourceFolder(ScriptFormat.SQL, choose(location, null)).of(ScriptFormat.SQL).resolve(name);
	}

	/**
	 * Returns the folder that files of another location than that of the scripts are
	 * written to.
	 * @param location the location, such as {@code classpath:db/objects}
	 * @return the folder, which need not exist
	 * @throws ScriptAccessException if it cannot be told which one that is
	 */
	public Path folder(String location) {
		return this.folders.forWriting(ScriptLocation.of(location)).of(ScriptFormat.SQL);
	}

	/**
	 * Finds the source of a script.
	 * @param script the script, as the application has it
	 * @return the file, none if it is not in this project
	 */
	public Optional<Path> source(RevisionScript script) {
		List<Path> candidates = new ArrayList<>();
		if (script instanceof JavaRevision java && java.source() != null) {
			candidates.add(java.source());
		}
		String path = (script instanceof JavaRevision java)
				? java.className().replaceFirst("\\$.*", "").replace('.', '/') + "." : ((SqlRevision) script).path();
		for (Path module : this.tree.modules()) {
			Arrays.stream(ScriptFormat.values())
				.filter((format) -> format.isClass() == script instanceof JavaRevision)
				.flatMap((format) -> new SourceRoots(module).all(format)
					.stream()
					.map((root) -> root.resolve(format.isClass() ? path + format.extension() : path)))
				.forEach(candidates::add);
		}
		if (script instanceof SqlRevision) {
			candidates.add(this.tree.workingDirectory().resolve(path));
		}
		return candidates.stream().filter(Files::isRegularFile).findFirst();
	}

	private SourceFolder sourceFolder(ScriptFormat format, ScriptLocation location) {
		if (location instanceof ScriptLocation.Folder && format.isClass()) {
			throw ScriptAccessException.sourceFolder(location.text(),
					"The location %s is a folder of the file system, where only SQL scripts are found."
						.formatted(location.text()),
					"Write the revision in SQL with --format sql, or name a classpath: location with --location.");
		}
		return this.folders.forWriting(location);
	}

	private ScriptLocation choose(@Nullable String wanted, @Nullable RevisionScript followed) {
		if (wanted != null) {
			ScriptLocation location = ScriptLocation.of(wanted);
			if (this.locations.stream().noneMatch((each) -> each.contains(location))) {
				throw ScriptAccessException.sourceFolder(
						wanted, "The location '%s' is not one of migrate.locations and not below one of them: %s."
							.formatted(wanted, texts()),
						"Name one of these, or add it to the property migrate.locations.");
			}
			return location;
		}
		if (this.locations.size() == 1) {
			return this.locations.get(0);
		}
		return this.locations.stream()
			.filter((location) -> followed != null && location.holds(path(followed)))
			.findFirst()
			.orElseThrow(() -> ScriptAccessException.sourceFolder(texts(),
					"There are several locations: " + texts() + ".", "Name the one to write to with --location."));
	}

	private String texts() {
		return this.locations.stream().map(ScriptLocation::text).collect(Collectors.joining(", "));
	}

	private static String path(RevisionScript script) {
		return (script instanceof JavaRevision java) ? java.className().replace('.', '/')
				: ((SqlRevision) script).path();
	}

	private static String packageName(SourceFolder folder, String name) {
		int end = name.lastIndexOf('/');
		String path = folder.folder().toString().replace('\\', '/') + ((end >= 0) ? "/" + name.substring(0, end) : "");
		String packageName = path.replace('/', '.');
		if (!SourceVersion.isName(packageName)) {
			throw ScriptAccessException.sourceFolder(folder.location().text(),
					"The location %s cannot hold classes: '%s' is no name of a Java package."
						.formatted(folder.location().text(), packageName),
					"Write the revision in SQL with --format sql, or use a location of letters, digits and '_'.");
		}
		return packageName;
	}

}
