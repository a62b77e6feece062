package dev.migrate.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A copy of the sources that the packaged application was built from, for commands that
 * write into them.
 */
final class SampleProject {

	private SampleProject() {
	}

	/**
	 * Copies the sources.
	 * @param folder an empty folder
	 * @return the folder
	 */
	static Path copyTo(Path folder) throws IOException {
		Path module = SampleJar.packaged().resolveSibling("..").normalize();
		Files.copy(module.resolve("pom.xml"), folder.resolve("pom.xml"));
		try (Stream<Path> sources = Files.walk(module.resolve("src/main"))) {
			for (Path source : (Iterable<Path>) sources::iterator) {
				Path target = folder.resolve(module.relativize(source));
				if (Files.isDirectory(source)) {
					Files.createDirectories(target);
				}
				else {
					Files.copy(source, target);
				}
			}
		}
		return folder;
	}

}
