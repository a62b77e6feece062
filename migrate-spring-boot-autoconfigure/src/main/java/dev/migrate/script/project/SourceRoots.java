package dev.migrate.script.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.migrate.script.ScriptFormat;
import dev.migrate.script.index.BuildFolders;

/**
 * The folders of a module that hold its sources: those of convention, and those that its
 * build file names. A file of Kotlin may be in any that holds classes.
 *
 * @param module the folder of the module
 */
record SourceRoots(Path module) {

	/**
	 * How many files are looked at to find out what a module is written in.
	 */
	private static final int MOST_FILES = 2000;

	/**
	 * Returns the folders that scripts of a format may be in.
	 */
	List<Path> all(ScriptFormat format) {
		if (!format.isClass()) {
			return List.of(conventional(format));
		}
		Stream<Path> conventional = Stream.of(format, ScriptFormat.JAVA, ScriptFormat.KOTLIN).map(this::conventional);
		return Stream.concat(conventional, BuildFolders.sourceRoots(this.module).stream()).distinct().toList();
	}

	/**
	 * Returns the folder that new scripts of a format belong to: where others like them
	 * are, or else that of convention, unless the build names another one instead.
	 * @param folder the folder of the location, relative to the roots
	 */
	Path forNew(ScriptFormat format, Path folder) {
		List<Path> roots = all(format);
		return roots.stream()
			.filter((root) -> holds(root.resolve(folder), format))
			.findFirst()
			.or(() -> Stream.of(conventional(format)).filter(Files::isDirectory).findFirst())
			.or(() -> BuildFolders.sourceRoots(this.module).stream().filter(Files::isDirectory).findFirst())
			.orElseGet(() -> conventional(format));
	}

	/**
	 * Returns whether a folder or one below it has sources of a format.
	 */
	static boolean holds(Path folder, ScriptFormat format) {
		return count(folder, format) > 0;
	}

	/**
	 * Returns whether the module is written in Kotlin rather than in Java.
	 */
	boolean isKotlin() {
		return count(ScriptFormat.KOTLIN) > count(ScriptFormat.JAVA);
	}

	private long count(ScriptFormat format) {
		return all(format).stream().mapToLong((root) -> count(root, format)).sum();
	}

	private static long count(Path folder, ScriptFormat format) {
		if (!Files.isDirectory(folder)) {
			return 0;
		}
		try (Stream<Path> files = Files.walk(folder)) {
			return files.limit(MOST_FILES).filter((file) -> file.toString().endsWith("." + format.extension())).count();
		}
		catch (IOException | UncheckedIOException ex) {
			// What cannot be read decides nothing.
			return 0;
		}
	}

	private Path conventional(ScriptFormat format) {
		return this.module.resolve(format.sourceRoot());
	}

}
