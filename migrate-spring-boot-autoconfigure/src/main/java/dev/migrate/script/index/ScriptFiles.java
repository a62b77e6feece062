package dev.migrate.script.index;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.migrate.script.ScriptAccessException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.FileSystemResource;
import org.springframework.util.StringUtils;

/**
 * Collects the files of locations, each file once however many locations and symbolic
 * links lead to it. The jars among them stay open until the collection is closed.
 */
final class ScriptFiles implements Closeable {

	/**
	 * Of the ways to a file, the shortest names it: a volume that Kubernetes makes of a
	 * ConfigMap links each file to one in a hidden folder, whose name changes.
	 */
	private static final Comparator<Path> OUTERMOST_FIRST = Comparator.comparingInt(Path::getNameCount)
		.thenComparing(Comparator.naturalOrder());

	private final ClassPathFiles classPath;

	private final Predicate<String> names;

	private final Map<String, ScriptFile> files = new LinkedHashMap<>();

	private final List<String> missingLocations = new ArrayList<>();

	/**
	 * Creates a collection.
	 * @param names tells by its name whether a file is looked for
	 */
	ScriptFiles(ClassLoader classLoader, Predicate<String> names) {
		this.names = names;
		this.classPath = new ClassPathFiles(classLoader, this);
	}

	/**
	 * Adds the files of a location.
	 */
	void add(ScriptLocation location) {
		try {
			boolean exists = (location instanceof ScriptLocation.ClassPath folder) ? this.classPath.add(folder)
					: addFolder(((ScriptLocation.Folder) location).path());
			if (!exists) {
				this.missingLocations.add(location.text());
			}
		}
		catch (UncheckedIOException ex) {
			throw unreadable(location, Objects.requireNonNull(ex.getCause()));
		}
		catch (IOException ex) {
			throw unreadable(location, ex);
		}
	}

	private static ScriptAccessException unreadable(ScriptLocation location, IOException ex) {
		return ScriptAccessException.unreadable(location.text(), ex.toString(),
				"Check that the location and all files below it can be read.", ex);
	}

	/**
	 * Returns the files that were found.
	 */
	List<ScriptFile> sorted() {
		List<ScriptFile> sorted = new ArrayList<>(this.files.values());
		sorted.sort(ScriptFile.ORDER);
		return sorted;
	}

	/**
	 * Returns the locations that do not exist.
	 */
	List<String> missingLocations() {
		return this.missingLocations;
	}

	private boolean addFolder(Path folder) throws IOException {
		if (!Files.isDirectory(folder)) {
			return false;
		}
		addDirectory(folder, (path) -> path.endsWith(ScriptFile.CLASS) ? "" : path, "", null);
		return true;
	}

	/**
	 * Adds the files below a directory.
	 * @param name makes the path of a script of the path of a file, or an empty text if
	 * the file is none
	 */
	void addDirectory(Path directory, UnaryOperator<String> name, String root, @Nullable String jar)
			throws IOException {
		Map<Path, Path> folders = new HashMap<>();
		try (Stream<Path> paths = Files.find(directory, Integer.MAX_VALUE,
				(path, attributes) -> attributes.isRegularFile(), FileVisitOption.FOLLOW_LINKS)) {
			for (Path path : (Iterable<Path>) paths.sorted(OUTERMOST_FIRST)::iterator) {
				String script = name.apply(text(path));
				if (accepts(script)) {
					add(identity(path, folders), new ScriptFile(new FileSystemResource(path), script, root, jar));
				}
			}
		}
	}

	/**
	 * Returns whether a file is looked for, by its name.
	 */
	boolean accepts(String name) {
		return this.names.test(name);
	}

	/**
	 * Adds a file unless it was found before.
	 */
	void add(String identity, ScriptFile file) {
		this.files.putIfAbsent(identity, file);
	}

	/**
	 * Returns the name of a file, also where the platform cannot show it.
	 */
	static String text(Path path) {
		String text = path.toString();
		return ((text.indexOf('\uFFFD') >= 0) ? StringUtils.uriDecode(path.toUri().getRawPath(), StandardCharsets.UTF_8)
				: text)
			.replace('\\', '/');
	}

	/**
	 * Follows the links to a file, those to its folder once for all files of the folder.
	 */
	private static String identity(Path file, Map<Path, Path> folders) throws IOException {
		Path folder = file.getParent();
		if (folder == null || Files.isSymbolicLink(file)) {
			return file.toRealPath().toString();
		}
		Path real = folders.get(folder);
		if (real == null) {
			real = folder.toRealPath();
			folders.put(folder, real);
		}
		return real.resolve(Objects.requireNonNull(file.getFileName())).toString();
	}

	/**
	 * Closes the jars. What was found in them can still be read.
	 */
	@Override
	public void close() {
		this.classPath.close();
	}

}
