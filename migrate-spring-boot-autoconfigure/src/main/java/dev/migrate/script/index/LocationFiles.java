package dev.migrate.script.index;

import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.migrate.script.ScriptAccessException;

import org.springframework.core.io.Resource;

/**
 * Finds the files of certain kinds below the folders of locations, as the revision
 * scripts of an application are found.
 */
public final class LocationFiles {

	private LocationFiles() {
	}

	/**
	 * Finds files. A location that does not exist has none.
	 * @param classLoader the class loader of the application
	 * @param locations the locations, such as {@code classpath:db/data}
	 * @param extensions the ends of their names, with the dot
	 * @return the files, sorted by their paths
	 * @throws ScriptAccessException if a location cannot be understood or read
	 */
	public static List<LocatedFile> find(ClassLoader classLoader, List<String> locations, Set<String> extensions) {
		try (ScriptFiles files = new ScriptFiles(classLoader, (name) -> extensions.stream().anyMatch(name::endsWith))) {
			locations.stream().map(ScriptLocation::of).forEach(files::add);
			return located(files.sorted());
		}
		catch (InvalidPathException ex) {
			throw ScriptLocation.unsupported(ex);
		}
	}

	private static List<LocatedFile> located(List<ScriptFile> files) {
		List<LocatedFile> located = new ArrayList<>();
		for (ScriptFile file : files) {
			boolean ambiguous = files.stream().filter((other) -> other.path().equals(file.path())).count() > 1;
			located.add(new LocatedFile(file.resource(), file.path(), file.location(ambiguous)));
		}
		return located;
	}

	/**
	 * A file that was found.
	 *
	 * @param resource its content
	 * @param path its path below the root of the class path, or in the file system
	 * @param location what to call it in messages
	 */
	public record LocatedFile(Resource resource, String path, String location) {

		/**
		 * Returns its name without folders.
		 * @return the name
		 */
		public String name() {
			return this.path.substring(this.path.lastIndexOf('/') + 1);
		}

	}

}
