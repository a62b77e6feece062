package dev.migrate.script.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.migrate.script.ScriptFormat;
import dev.migrate.script.index.ScriptLocation;
import org.jspecify.annotations.Nullable;

/**
 * Where the sources of the scripts of a location are.
 *
 * @param location the location
 * @param module the folder of the module, or {@code null} if the location is a folder of
 * the file system
 * @param folder the folder of the location: relative to the source roots of the module,
 * or the folder of the file system itself
 */
record SourceFolder(ScriptLocation location, @Nullable Path module, Path folder) {

	/**
	 * Returns the folder for new scripts of a format.
	 */
	Path of(ScriptFormat format) {
		return (this.module != null) ? new SourceRoots(this.module).forNew(format, this.folder).resolve(this.folder)
				: this.folder;
	}

	/**
	 * Returns the folders that exist.
	 */
	List<Path> existing() {
		Path inModule = this.module;
		Stream<Path> folders = (inModule == null) ? Stream.of(this.folder)
				: Stream.of(ScriptFormat.values())
					.flatMap((format) -> new SourceRoots(inModule).all(format).stream())
					.map((root) -> root.resolve(this.folder));
		return folders.distinct().filter(Files::isDirectory).toList();
	}

	boolean exists() {
		return !existing().isEmpty();
	}

}
