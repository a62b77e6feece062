package dev.migrate.script.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A root of the class path that a build tool or an IDE fills from the sources of a
 * module.
 *
 * @param module the folder of the module
 * @param sourceSet what the sources are for: {@code main}, {@code test} or a source set
 * of Gradle
 * @param cleaning what empties the folder, an order
 */
record OutputFolder(Path module, String sourceSet, String cleaning) {

	private static final List<String> LANGUAGES = List.of("java", "kotlin", "groovy", "scala");

	/**
	 * Recognises such a folder by its path.
	 * @return the folder, or {@code null} if it is something else, such as a folder that
	 * a jar was unpacked into, or has no sources beside it
	 */
	static @Nullable OutputFolder of(Path root) {
		OutputFolder folder = recognise(root);
		return (folder != null && (Files.isDirectory(folder.sources()) || !folder.namedRoots().isEmpty())) ? folder
				: null;
	}

	private static @Nullable OutputFolder recognise(Path root) {
		String name = name(root, 0);
		String parent = name(root, 1);
		if (parent.equals("target") && (name.equals("classes") || name.equals("test-classes"))) {
			Path module = ancestor(root, 2);
			return new OutputFolder(module, name.equals("classes") ? "main" : "test",
					"Run '%s clean compile' in %s".formatted(BuildFolders.tool(module, "mvnw", "mvn"), module));
		}
		if (name(root, 3).equals("build") && name(root, 2).equals("classes")) {
			return gradle(ancestor(root, 4), name);
		}
		if (name(root, 2).equals("build") && parent.equals("resources")) {
			return gradle(ancestor(root, 3), name);
		}
		if (parent.equals("bin") && (name.equals("main") || name.equals("test"))) {
			return new OutputFolder(ancestor(root, 2), name, byHand(root));
		}
		return name(root, 2).equals("out") ? intellij(root, parent, name) : null;
	}

	private static OutputFolder gradle(Path module, String sourceSet) {
		return new OutputFolder(module, sourceSet,
				"Run '%s clean classes' in %s".formatted(BuildFolders.tool(module, "gradlew", "gradle"), module));
	}

	private static @Nullable OutputFolder intellij(Path root, String kind, String name) {
		if (!kind.equals("production") && !kind.equals("test")) {
			return null;
		}
		String sourceSet = kind.equals("production") ? "main" : "test";
		Path project = ancestor(root, 3);
		if (name.equals("classes") || name.equals("resources") || name.equals(name(project, 0))) {
			return new OutputFolder(project, sourceSet, byHand(root));
		}
		return new OutputFolder(project.resolve(name.replaceFirst("\\.(main|test)$", "")), sourceSet, byHand(root));
	}

	private static String byHand(Path root) {
		return "Delete the folder %s and build the project again".formatted(root);
	}

	private static String name(@Nullable Path path, int levels) {
		Path folder = path;
		for (int level = 0; level < levels && folder != null; level++) {
			folder = folder.getParent();
		}
		return (folder != null && folder.getFileName() != null) ? folder.getFileName().toString() : "";
	}

	private static Path ancestor(Path path, int levels) {
		Path folder = path;
		for (int level = 0; level < levels; level++) {
			Path parent = folder.getParent();
			folder = (parent != null) ? parent : folder;
		}
		return folder;
	}

	private Path sources() {
		return this.module.resolve("src").resolve(this.sourceSet);
	}

	/**
	 * Returns the folders of sources that the build file names.
	 */
	private List<Path> namedRoots() {
		return this.sourceSet.equals("main")
				? BuildFolders.sourceRoots(this.module).stream().filter(Files::isDirectory).toList() : List.of();
	}

	/**
	 * Returns whether the folder that the source of a script would be in by convention
	 * exists.
	 * @param isClass whether the script is a class
	 */
	boolean hasSources(boolean isClass) {
		Stream<String> roots = isClass ? LANGUAGES.stream() : Stream.of("resources");
		return roots.map(sources()::resolve).anyMatch(Files::isDirectory) || (isClass && !namedRoots().isEmpty());
	}

	/**
	 * Returns the source files of a folder, in whatever language.
	 * @param path the folder, relative to the root
	 * @return the files, by their names
	 */
	Map<String, Path> sourceFiles(Path path) {
		try (Stream<Path> roots = Files.isDirectory(sources()) ? Files.list(sources()) : Stream.empty()) {
			return Stream.concat(roots, namedRoots().stream())
				.map((root) -> root.resolve(path))
				.filter(Files::isDirectory)
				.flatMap(OutputFolder::list)
				.collect(Collectors.toMap((file) -> file.getFileName().toString(), Function.identity(),
						(first, second) -> first));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<Path> list(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
