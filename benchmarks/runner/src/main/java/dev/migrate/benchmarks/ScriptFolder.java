package dev.migrate.benchmarks;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A class path root with the scripts of a contestant.
 */
final class ScriptFolder {

	private ScriptFolder() {
	}

	/**
	 * Creates a root.
	 * @param folder an empty folder
	 * @param scripts the text of each file by its path below the root
	 */
	static URLClassLoader create(Path folder, Map<String, String> scripts) throws IOException {
		for (Map.Entry<String, String> file : scripts.entrySet()) {
			Path path = folder.resolve(file.getKey());
			Files.createDirectories(path.getParent());
			Files.writeString(path, file.getValue());
		}
		return new URLClassLoader(new URL[] { folder.toUri().toURL() }, Contestant.class.getClassLoader());
	}

}
