package dev.migrate;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.runtime.Migrator;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.SourceCompiler;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the revisions that the documentation shows.
 */
@ExtendWith(PostgresExtension.class)
@ResourceLock(DeploymentRoles.NAMES)
class DocumentationTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern BLOCK = Pattern.compile("^```(java|sql)\\n(.*?)^```$",
			Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern CLASS = Pattern.compile("^(?:public )?(?:class|record) (\\w+)", Pattern.MULTILINE);

	private static final Pattern LINK = Pattern.compile("\\]\\((?!http)([^)#]*)(?:#([^)]+))?\\)");

	private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w+)(?:\\.\\w+(?:\\(\\))?)?`");

	private static final Pattern API = Pattern.compile("^\\|[^|]*\\| (`[^|]*) \\| `(dev\\.migrate[\\w.]*)` \\|$",
			Pattern.MULTILINE);

	private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);

	private static final String SNIPPET = """
			package db.revisions;

			import java.time.Duration;
			import java.time.LocalDate;
			import java.util.*;
			import java.util.stream.*;

			import dev.migrate.Revision;
			import dev.migrate.operations.*;
			import dev.migrate.schema.*;

			import static dev.migrate.operations.Definitions.*;

			@Revision(id = "snippet%d", down = %s, transaction = Revision.Transaction.%s)
			class R%d_snippet implements Migration {

				@Override
				public void upgrade(Operations op) {
			%s
				}

				@Override
				public void downgrade(Operations op) {
				}

			}
			""";

	/**
	 * What the parts of sources may use without an import.
	 */
	private static final String IMPORTS = """
			import java.nio.file.*;
			import java.time.*;
			import java.util.*;
			import javax.sql.DataSource;
			import dev.migrate.autoconfigure.*;
			import dev.migrate.autogenerate.*;
			import dev.migrate.dialect.Dialects;
			import dev.migrate.operations.*;
			import dev.migrate.operations.rendering.*;
			import dev.migrate.operations.table.DropColumn;
			import dev.migrate.revision.*;
			import dev.migrate.runtime.*;
			import dev.migrate.runtime.run.*;
			import dev.migrate.runtime.tenant.*;
			import dev.migrate.schema.DataType;
			import dev.migrate.test.*;
			import jakarta.persistence.*;
			import org.junit.jupiter.api.*;
			import org.junit.jupiter.api.extension.ExtendWith;
			import org.slf4j.*;
			import org.springframework.beans.factory.annotation.*;
			import org.springframework.boot.test.context.SpringBootTest;
			import org.springframework.context.annotation.*;
			import org.springframework.jdbc.core.simple.JdbcClient;
			import org.springframework.stereotype.*;
			""";

	/**
	 * What they may use of the class around them.
	 */
	private static final String SURROUNDINGS = """
			abstract class Surroundings implements Migration {

				static final Logger logger = LoggerFactory.getLogger(Surroundings.class);

				static DataSource dataSource;

				static Migrator migrator;

				static TenantMigrator tenants;

				static class ApplicationTypes {
				}

			""";

	private static final Pattern IMPORT = Pattern.compile("^import .*;\\n", Pattern.MULTILINE);

	private static final Pattern MEMBER = Pattern.compile("^\\s*@(?:Bean|Override|Column)\\b");

	static Stream<String> pages() {
		return Stream.of("README.md", "docs/revisions.md", "docs/deployment.md");
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
		assertThat(database.tables()).allMatch((table) -> table.startsWith("migrate_"));
	}

	@Test
	void theSnippetsOfTheOperationsReferenceRunInTheirOrder(TestDatabase database, @TempDir Path folder)
			throws IOException {
		runSnippets(database.dataSource(), folder);
	}

	@Test
	void theyRunAsTheMigratingRoleOfADeployment(TestDatabase database, @TempDir Path folder) throws IOException {
		try (DeploymentRoles roles = DeploymentRoles.create(database, database.dataSource())) {
			runSnippets(roles.migrating(), folder);
		}
	}

	private static void runSnippets(DataSource dataSource, Path folder) throws IOException {
		int snippets = writeSnippets(Files.readString(ROOT.resolve("docs/operations-reference.md")), folder);
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { folder.toUri().toURL() })) {
			Migrator migrator = Migrator.builder(dataSource)
				.classLoader(classLoader)
				.locations(List.of("classpath:db/revisions"))
				.build();
			assertThat(migrator.upgrade().steps()).hasSize(snippets).hasSizeGreaterThan(20);
		}
	}

	static Stream<String> allPages() throws IOException {
		try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
			return Stream.concat(Stream.of("README.md", "CONTRIBUTING.md"),
					files.map((file) -> "docs/" + file.getFileName()).filter((page) -> page.endsWith(".md")).sorted())
				.toList()
				.stream();
		}
	}

	@Test
	void theReadmeLinksToEveryPage() throws IOException {
		String readme = Files.readString(ROOT.resolve("README.md"));
		assertThat(allPages().filter((page) -> !page.equals("README.md")))
			.allSatisfy((page) -> assertThat(readme).contains("](" + page + ") |"));
	}

	/**
	 * Complete sources are compiled and run by the tests of their page.
	 */
	@Test
	void thePartsOfSourcesThatPagesShowCompile(@TempDir Path folder) throws IOException {
		List<Path> sources = new ArrayList<>();
		for (String page : allPages().filter((page) -> !page.equals("docs/operations-reference.md")).toList()) {
			for (MatchResult block : BLOCK.matcher(Files.readString(ROOT.resolve(page))).results().toList()) {
				if (block.group(1).equals("java") && !block.group(2).startsWith("package ")) {
					sources.add(writePart(block.group(2), "part" + sources.size(), folder));
				}
			}
		}
		assertThat(sources).hasSizeGreaterThan(20);
		SourceCompiler.compile(folder, sources);
	}

	@ParameterizedTest
	@MethodSource("allPages")
	void thePagesAndHeadingsThatAPageLinksToExist(String page) throws IOException {
		Path file = ROOT.resolve(page);
		for (MatchResult link : LINK.matcher(Files.readString(file)).results().toList()) {
			Path target = link.group(1).isEmpty() ? file : file.resolveSibling(link.group(1));
			assertThat(target).exists();
			if (link.group(2) != null) {
				assertThat(anchors(target)).as(target.toString()).contains(link.group(2));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "docs/architecture.md", "docs/api.md" })
	void theTypesThatAPageNamesExist(String page) throws IOException {
		Set<String> examples = Set.of("SetTablespace");
		assertThat(TYPE.matcher(Files.readString(ROOT.resolve(page))).results().map((type) -> type.group(1)))
			.hasSizeGreaterThan(50)
			.filteredOn((name) -> !examples.contains(name))
			.isSubsetOf(sources());
	}

	@Test
	void theTypesOfTheApiAreInTheirPackages() throws IOException {
		List<MatchResult> rows = API.matcher(Files.readString(ROOT.resolve("docs/api.md"))).results().toList();
		assertThat(rows).hasSizeGreaterThan(15).allSatisfy((row) -> {
			Path folder = Path.of("src/main/java", row.group(2).split("\\."));
			assertThat(TYPE.matcher(row.group(1)).results()).isNotEmpty()
				.allSatisfy((type) -> assertThat(folder.resolve(type.group(1) + ".java")).content()
					.containsPattern("(?m)^public "));
			assertThat(folder.resolve("package-info.java")).content().doesNotContain("not part of the API");
		});
	}

	private static Set<String> sources() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src"))) {
			return files.map((file) -> file.getFileName().toString().replaceFirst("\\.java$", ""))
				.collect(Collectors.toSet());
		}
	}

	private static List<String> anchors(Path page) throws IOException {
		return HEADING.matcher(Files.readString(page))
			.results()
			.map((heading) -> heading.group(1).toLowerCase(Locale.ROOT))
			.map((heading) -> heading.replaceAll("[^\\w -]", "").replace(' ', '-'))
			.toList();
	}

	private static int write(String text, Path folder) throws IOException {
		Path target = Files.createDirectories(folder.resolve("db/revisions"));
		List<Path> sources = new ArrayList<>();
		int revisions = 0;
		for (MatchResult block : BLOCK.matcher(text).results().toList()) {
			String content = block.group(2);
			if (block.group(1).equals("sql") && content.startsWith("-- revision: ")) {
				Files.writeString(target.resolve("R" + revisions + ".sql"), content);
				revisions++;
			}
			else if (content.startsWith("package ")) {
				String name = CLASS.matcher(content).results().map((match) -> match.group(1)).findFirst().orElseThrow();
				sources.add(Files.writeString(target.resolve(name + ".java"), content));
				revisions += content.contains("@Revision") ? 1 : 0;
			}
		}
		SourceCompiler.compile(folder, sources);
		return revisions;
	}

	/**
	 * Writes a part of a source with what it stands in.
	 */
	private static Path writePart(String part, String name, Path folder) throws IOException {
		String imports = IMPORT.matcher(part).results().map(MatchResult::group).collect(Collectors.joining());
		String body = IMPORT.matcher(part).replaceAll("").replace("…", "");
		if (!CLASS.matcher(body).find()) {
			boolean annotation = body.startsWith("@MigrationTests");
			body = annotation ? body + "class Annotated {\n}\n" : (MEMBER.matcher(body).find() || body.isBlank()) ? body
					: "void run() throws Exception {\n" + body + "}\n";
		}
		Path file = Files.createDirectories(folder.resolve(name)).resolve(publicClass(body) + ".java");
		boolean nested = !body.contains("public class");
		return Files.writeString(file,
				"package " + name + ";\n" + IMPORTS + imports + (nested ? SURROUNDINGS + body + "}\n" : body));
	}

	private static String publicClass(String body) {
		return body.contains("public class") ? CLASS.matcher(body).results().findFirst().orElseThrow().group(1)
				: "Surroundings";
	}

	/**
	 * Makes a revision of each snippet, which is what it does on the way up.
	 */
	private static int writeSnippets(String text, Path folder) throws IOException {
		Path target = Files.createDirectories(folder.resolve("db/revisions"));
		List<Path> sources = new ArrayList<>();
		for (MatchResult block : BLOCK.matcher(text).results().toList()) {
			int number = sources.size() + 1;
			String snippet = block.group(2);
			String source = SNIPPET.formatted(number, (number > 1) ? "\"snippet" + (number - 1) + "\"" : "{}",
					snippet.contains("concurrently()") ? "NONE" : "REQUIRED", number, snippet);
			sources.add(Files.writeString(target.resolve("R" + number + "_snippet.java"), source));
		}
		SourceCompiler.compile(folder, sources);
		return sources.size();
	}

}
