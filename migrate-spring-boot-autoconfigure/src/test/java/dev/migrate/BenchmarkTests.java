package dev.migrate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.migrate.testsupport.SourceCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the project in {@code benchmarks}, which is not part of the build, still
 * fits the rest.
 */
class BenchmarkTests {

	@Test
	void everyBenchmarkCompiles(@TempDir Path folder) throws IOException {
		for (String module : List.of("application", "runner")) {
			compile(Files.createDirectory(folder.resolve(module)), Path.of("../benchmarks", module, "src/main/java"));
		}
	}

	private static void compile(Path folder, Path root) throws IOException {
		try (Stream<Path> files = Files.walk(root)) {
			List<Path> sources = files.filter((file) -> file.toString().endsWith(".java")).toList();
			assertThat(sources).isNotEmpty();
			SourceCompiler.compile(folder, sources);
		}
	}

}
