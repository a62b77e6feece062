package dev.migrate;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import dev.migrate.runtime.Migrator;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the revisions that the documentation shows.
 */
@ExtendWith(PostgresExtension.class)
class DocumentationTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern BLOCK = Pattern.compile("^```(java|sql)\\n(.*?)^```$",
			Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern CLASS = Pattern.compile("^class (\\w+)", Pattern.MULTILINE);

	static Stream<String> pages() {
		return Stream.of("README.md", "docs/revisions.md");
	}

	@ParameterizedTest
	@MethodSource("pages")
	void theRevisionsOfAPageRunBothWays(String page, TestDatabase database, @TempDir Path folder) throws IOException {
		int revisions = write(Files.readString(ROOT.resolve(page)), folder);
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { folder.toUri().toURL() })) {
			Migrator migrator = Migrator.builder(database.dataSource())
				.classLoader(classLoader)
				.locations(List.of("classpath:db/revisions"))
				.build();
			assertThat(migrator.upgrade().steps()).hasSize(revisions).hasSizeGreaterThan(1);
			assertThat(migrator.downgrade("base").steps()).hasSize(revisions);
		}
		assertThat(database.tables()).containsExactly("migrate_history", "migrate_version");
	}

	@ParameterizedTest
	@ValueSource(strings = { "README.md", "CONTRIBUTING.md", "docs/revisions.md", "docs/spring-boot.md",
			"docs/operations.md", "docs/offline.md", "docs/commands.md", "docs/getting-started.md" })
	void thePagesThatAPageLinksToExist(String page) throws IOException {
		Path file = ROOT.resolve(page);
		List<String> links = Pattern.compile("\\]\\((?!http)([^)#]+)")
			.matcher(Files.readString(file))
			.results()
			.map((link) -> link.group(1))
			.toList();
		assertThat(links).allSatisfy((link) -> assertThat(file.resolveSibling(link)).exists());
	}

	private static int write(String text, Path folder) throws IOException {
		Path target = Files.createDirectories(folder.resolve("db/revisions"));
		List<String> sources = new ArrayList<>();
		int revisions = 0;
		for (MatchResult block : BLOCK.matcher(text).results().toList()) {
			String content = block.group(2);
			if (block.group(1).equals("sql")) {
				Files.writeString(target.resolve("R" + revisions + ".sql"), content);
				revisions++;
			}
			else if (content.contains("@Revision")) {
				String name = CLASS.matcher(content).results().map((match) -> match.group(1)).findFirst().orElseThrow();
				sources.add(Files.writeString(target.resolve(name + ".java"), content).toString());
				revisions++;
			}
		}
		compile(sources, folder);
		return revisions;
	}

	private static void compile(List<String> sources, Path folder) {
		if (sources.isEmpty()) {
			return;
		}
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", folder.toString()));
		arguments.addAll(sources);
		assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new))).isZero();
	}

}
