package dev.migrate.script.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.migrate.script.ScriptAccessException;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.StringUtils;

/**
 * Collects the files of locations, each file once however many locations and symbolic
 * links lead to it.
 */
final class ScriptFiles {

	/**
	 * Of the ways to a file, the shortest names it: a volume that Kubernetes makes of a
	 * ConfigMap links each file to one in a hidden folder, whose name changes.
	 */
	private static final Comparator<Path> OUTERMOST_FIRST = Comparator.comparingInt(Path::getNameCount)
		.thenComparing(Comparator.naturalOrder());

	private final PathMatchingResourcePatternResolver resolver;

	private final JarsWithoutDirectories jarsWithoutDirectories;

	private final Map<String, ScriptFile> files = new LinkedHashMap<>();

	private final List<String> missingLocations = new ArrayList<>();

	ScriptFiles(ClassLoader classLoader) {
		this.resolver = new PathMatchingResourcePatternResolver(classLoader);
		this.jarsWithoutDirectories = new JarsWithoutDirectories(classLoader);
	}

	/**
	 * Adds the files of a location.
	 */
	void add(ScriptLocation location) {
		try {
			boolean exists = (location instanceof ScriptLocation.ClassPath classPath) ? addClassPath(classPath)
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
		return this.files.values().stream().sorted(ScriptFile.ORDER).toList();
	}

	/**
	 * Returns the locations that do not exist.
	 */
	List<String> missingLocations() {
		return this.missingLocations;
	}

	private boolean addClassPath(ScriptLocation.ClassPath location) throws IOException {
		String folder = location.folder();
		String pattern = "classpath*:" + folder + "/";
		List<Resource> found = new ArrayList<>(List.of(this.resolver.getResources(pattern + "**/*")));
		found.addAll(this.jarsWithoutDirectories.find(folder));
		boolean exists = false;
		for (Resource resource : found) {
			ScriptFile file = ScriptFile.inClassPath(resource, folder);
			if (location.isIn(file.jar())) {
				put(file);
				exists = true;
			}
		}
		return exists || exists(location, pattern);
	}

	private boolean exists(ScriptLocation.ClassPath location, String pattern) throws IOException {
		for (Resource resource : this.resolver.getResources(pattern)) {
			if (location.isIn(ScriptFile.inClassPath(resource, location.folder()).jar())) {
				return true;
			}
		}
		return false;
	}

	private boolean addFolder(Path folder) throws IOException {
		if (!Files.isDirectory(folder)) {
			return false;
		}
		try (Stream<Path> paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
			for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile).sorted(OUTERMOST_FIRST)::iterator) {
				ScriptFile file = new ScriptFile(new FileSystemResource(path), text(path), "");
				if (file.isSql()) {
					put(file);
				}
			}
		}
		return true;
	}

	/**
	 * Returns the name of a file, also where the platform cannot show it.
	 */
	private static String text(Path path) {
		String text = path.toString();
		return ((text.indexOf('\uFFFD') >= 0) ? StringUtils.uriDecode(path.toUri().getRawPath(), StandardCharsets.UTF_8)
				: text)
			.replace('\\', '/');
	}

	private void put(ScriptFile file) throws IOException {
		if (file.isSql() || file.isClass()) {
			this.files.putIfAbsent(identity(file.resource()), file);
		}
	}

	private static String identity(Resource resource) throws IOException {
		return resource.isFile() ? resource.getFilePath().toRealPath().toUri().toString()
				: resource.getURL().toExternalForm();
	}

}
