package dev.migrate.script;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Collects the files of locations, each file once however many locations lead to it.
 */
final class ScriptFiles {

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
	 * @param location the location
	 */
	void add(ScriptLocation location) {
		try {
			boolean exists = (location instanceof ScriptLocation.ClassPath classPath) ? addClassPath(classPath.folder())
					: addFolder(((ScriptLocation.Folder) location).path());
			if (!exists) {
				this.missingLocations.add(location.text());
			}
		}
		catch (IOException ex) {
			throw new ScriptReadException(location.text(), ex.toString(),
					"Check that the location and all files below it can be read.", ex);
		}
	}

	/**
	 * Returns the files that were found.
	 * @return the files, sorted by path
	 */
	List<ScriptFile> sorted() {
		return this.files.values().stream().sorted(ScriptFile.ORDER).toList();
	}

	/**
	 * Returns the locations that do not exist.
	 * @return the locations as they were configured
	 */
	List<String> missingLocations() {
		return this.missingLocations;
	}

	private boolean addClassPath(String folder) throws IOException {
		String pattern = "classpath*:" + folder + "/";
		int before = this.files.size();
		for (Resource resource : this.resolver.getResources(pattern + "**/*")) {
			put(ScriptFile.inClassPath(resource, folder));
		}
		for (Resource resource : this.jarsWithoutDirectories.find(folder)) {
			put(ScriptFile.inClassPath(resource, folder));
		}
		return this.files.size() > before || this.resolver.getResources(pattern).length > 0;
	}

	private boolean addFolder(Path folder) throws IOException {
		if (!Files.isDirectory(folder)) {
			return false;
		}
		try (Stream<Path> paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
			for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
				ScriptFile file = new ScriptFile(new FileSystemResource(path), path.toString().replace('\\', '/'), "");
				if (file.isSql()) {
					put(file);
				}
			}
		}
		return true;
	}

	private void put(ScriptFile file) throws IOException {
		if (file.isSql() || file.isClass()) {
			this.files.putIfAbsent(file.resource().getURL().toExternalForm(), file);
		}
	}

}
