package dev.migrate.script.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.script.index.BuildFolders;
import org.jspecify.annotations.Nullable;

/**
 * The modules of the project around a folder, whether Maven or Gradle builds it. A module
 * is a folder with a {@code src/main} or with a source folder that its build file names.
 */
final class SourceTree {

	private static final Set<String> NO_MODULES = Set.of("target", "build", "src", "out", "bin", "node_modules");

	private static final int DEEPEST_MODULE = 4;

	private final Path workingDirectory;

	private final Path root;

	private @Nullable List<Path> modules;

	SourceTree(Path workingDirectory) {
		this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
		this.root = BuildFolders.outermost(this.workingDirectory);
	}

	Path workingDirectory() {
		return this.workingDirectory;
	}

	/**
	 * Returns the outermost folder that is built together with the working directory.
	 */
	Path root() {
		return this.root;
	}

	/**
	 * Returns whether the working directory is a module, or is one as soon as it has
	 * sources.
	 */
	Optional<Path> ownModule() {
		boolean own = isModule(this.workingDirectory)
				|| (BuildFolders.isBuilt(this.workingDirectory) && modules().isEmpty());
		return own ? Optional.of(this.workingDirectory) : Optional.empty();
	}

	/**
	 * Returns the modules of the project, that of the working directory first.
	 */
	List<Path> modules() {
		if (this.modules == null) {
			List<Path> found = new ArrayList<>();
			// Below a folder that nothing builds may be projects of all kinds.
			collect(this.root, BuildFolders.isBuilt(this.root) ? 0 : DEEPEST_MODULE, found);
			if (found.remove(this.workingDirectory)) {
				found.add(0, this.workingDirectory);
			}
			this.modules = List.copyOf(found);
		}
		return this.modules;
	}

	private static void collect(Path folder, int depth, List<Path> modules) {
		if (isModule(folder)) {
			modules.add(folder);
		}
		if (depth == DEEPEST_MODULE) {
			return;
		}
		try (Stream<Path> children = Files.list(folder)) {
			children.filter(SourceTree::mayHoldModules).sorted().forEach((child) -> collect(child, depth + 1, modules));
		}
		catch (IOException ex) {
			// What cannot be listed holds nothing that this user could build.
		}
		catch (UncheckedIOException ex) {
			// The same, met while listing.
		}
	}

	private static boolean mayHoldModules(Path folder) {
		String name = String.valueOf(folder.getFileName());
		return Files.isDirectory(folder) && !Files.isSymbolicLink(folder) && !name.startsWith(".")
				&& !NO_MODULES.contains(name);
	}

	private static boolean isModule(Path folder) {
		return Files.isDirectory(folder.resolve("src/main"))
				|| BuildFolders.sourceRoots(folder).stream().anyMatch(Files::isDirectory);
	}

}
