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

	static URLClassLoader create(Path folder, Contestant contestant, int size) throws IOException {
		for (Map.Entry<String, String> file : contestant.scripts(Change.list(size)).entrySet()) {
			Path path = folder.resolve(file.getKey());
			Files.createDirectories(path.getParent());
			Files.writeString(path, file.getValue());
		}
		return new URLClassLoader(new URL[] { folder.toUri().toURL() }, Contestant.class.getClassLoader());
	}

}
