package dev.migrate.script.project;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.migrate.script.ScriptAccessException;
import dev.migrate.script.index.ScriptLocation;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Finds the source folder of a location.
 */
final class SourceFolders {

	private final SourceTree tree;

	private final ClassLoader classLoader;

	SourceFolders(SourceTree tree, ClassLoader classLoader) {
		this.tree = tree;
		this.classLoader = classLoader;
	}

	/**
	 * Returns where new scripts of a location are to be written.
	 * @throws ScriptAccessException if there is none, or several
	 */
	SourceFolder forWriting(ScriptLocation location) {
		if (location instanceof ScriptLocation.Folder folder) {
			return inFileSystem(folder);
		}
		ScriptLocation.ClassPath classPath = (ScriptLocation.ClassPath) location;
		List<SourceFolder> existing = existing(classPath);
		Optional<SourceFolder> unambiguous = unambiguous(classPath, existing);
		if (unambiguous.isPresent()) {
			return unambiguous.get();
		}
		if (existing.size() > 1) {
			throw ambiguous(location, existing.stream().map(SourceFolder::module).toList());
		}
		rejectJar(classPath);
		return in(this.tree.ownModule().orElseGet(() -> onlyModule(location)), classPath);
	}

	/**
	 * Returns where the sources of a location are that the application is built from.
	 */
	Optional<SourceFolder> find(ScriptLocation location) {
		return unambiguous(location, existing(location));
	}

	private Optional<SourceFolder> unambiguous(ScriptLocation location, List<SourceFolder> existing) {
		if (existing.size() == 1) {
			return Optional.of(existing.get(0));
		}
		return this.tree.ownModule()
			.filter((module) -> location instanceof ScriptLocation.ClassPath)
			.map((module) -> in(module, (ScriptLocation.ClassPath) location))
			.filter(existing::contains);
	}

	/**
	 * Returns where the sources of a location are.
	 */
	List<SourceFolder> existing(ScriptLocation location) {
		if (location instanceof ScriptLocation.Folder folder) {
			SourceFolder found = new SourceFolder(location, null, resolve(folder));
			return found.exists() ? List.of(found) : List.of();
		}
		return this.tree.modules()
			.stream()
			.map((module) -> in(module, (ScriptLocation.ClassPath) location))
			.filter(SourceFolder::exists)
			.toList();
	}

	private SourceFolder inFileSystem(ScriptLocation.Folder location) {
		Path folder = resolve(location);
		if (!folder.startsWith(this.tree.root())) {
			throw ScriptAccessException.sourceFolder(location.text(),
					"The location %s is outside of the project %s.".formatted(location.text(), this.tree.root()),
					"Run the command in the project that the location belongs to, or name another location with"
							+ " --location.");
		}
		return new SourceFolder(location, null, folder);
	}

	private Path resolve(ScriptLocation.Folder location) {
		return this.tree.workingDirectory().resolve(location.path()).normalize();
	}

	private Path onlyModule(ScriptLocation location) {
		List<Path> modules = this.tree.modules();
		if (modules.size() == 1) {
			return modules.get(0);
		}
		if (modules.isEmpty()) {
			throw ScriptAccessException.sourceFolder(location.text(),
					"There are no sources in %s: neither a src/main nor a build file.".formatted(this.tree.root()),
					"Run the command in the folder of the project, where revisions are written and committed.");
		}
		throw ambiguous(location, modules);
	}

	private void rejectJar(ScriptLocation.ClassPath location) {
		String jar = jar(location);
		if (jar != null) {
			throw ScriptAccessException.sourceFolder(location.text(),
					"The location %s is inside the jar %s and nowhere in the sources of %s.".formatted(location.text(),
							jar, this.tree.root()),
					"A revision is written where its project is built: run the command there, or create the folder"
							+ " src/main/resources/%s for revisions of this project.".formatted(location.folder()));
		}
	}

	private @Nullable String jar(ScriptLocation.ClassPath location) {
		try {
			for (URL url : Collections.list(this.classLoader.getResources(location.folder()))) {
				String text = url.toExternalForm();
				int end = text.lastIndexOf("!/");
				if (end >= 0) {
					return StringUtils.uriDecode(
							text.substring(0, end).replaceFirst("^(?:jar:)?(?:file:|nested:)?", ""),
							StandardCharsets.UTF_8);
				}
			}
		}
		catch (IOException ex) {
			// Then the folder is not in a jar that could be read.
		}
		return null;
	}

	private ScriptAccessException ambiguous(ScriptLocation location, List<Path> modules) {
		String names = modules.stream()
			.map((module) -> String.valueOf(this.tree.root().relativize(module)))
			.collect(Collectors.joining(", "));
		return ScriptAccessException.sourceFolder(location.text(),
				"The location %s may belong to several modules: %s.".formatted(location.text(), names),
				"Run the command in the folder of the module that the revision is for.");
	}

	private static SourceFolder in(Path module, ScriptLocation.ClassPath location) {
		return new SourceFolder(location, module, Path.of(location.folder()));
	}

}
