package dev.migrate.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the table at the end of {@code docs/spring-boot.md} names a test for each of
 * its rows, and that there is such a test.
 */
class SpringBootChecklistTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern TEST = Pattern.compile("`(\\w+(?:Tests|IT))`");

	@Test
	void everyRowNamesTestsThatExist() throws IOException {
		Set<String> tests = tests();
		assertThat(rows()).hasSizeGreaterThan(20).allSatisfy((row) -> {
			List<String> named = TEST.matcher(row.substring(row.lastIndexOf('|', row.length() - 2)))
				.results()
				.map((match) -> match.group(1))
				.toList();
			assertThat(named).as(row).isNotEmpty().isSubsetOf(tests);
		});
	}

	private static List<String> rows() throws IOException {
		String page = Files.readString(ROOT.resolve("docs/spring-boot.md"));
		return Pattern.compile("^\\| (?!what \\||\\*\\*).+\\|$", Pattern.MULTILINE)
			.matcher(page.substring(page.indexOf("\n## What plugs in where\n")))
			.results()
			.map(MatchResult::group)
			.toList();
	}

	private static Set<String> tests() throws IOException {
		try (Stream<Path> modules = Files.list(ROOT)) {
			return modules.map((module) -> module.resolve("src/test/java"))
				.filter(Files::isDirectory)
				.flatMap(SpringBootChecklistTests::classes)
				.collect(Collectors.toSet());
		}
	}

	private static Stream<String> classes(Path folder) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.map((file) -> file.getFileName().toString().replaceFirst("\\.java$", "")).toList().stream();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
