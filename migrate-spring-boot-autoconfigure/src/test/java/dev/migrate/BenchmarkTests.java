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
 * Tests that what is in {@code benchmarks} can be run.
 */
class BenchmarkTests {

	@Test
	void everyBenchmarkCompiles(@TempDir Path folder) throws IOException {
		try (Stream<Path> files = Files.list(Path.of("../benchmarks"))) {
			List<Path> sources = files.filter((file) -> file.toString().endsWith(".java")).toList();
			assertThat(sources).isNotEmpty();
			SourceCompiler.compile(folder, sources);
		}
	}

}
