package dev.migrate.command;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the deployment guide, and the files that it is about, know only commands,
 * options and properties that there are.
 */
class DeploymentFilesTests {

	private static final Path GUIDE = Path.of("../docs/deployment.md");

	private static final Path FILES = Path.of("../sample-app/deploy");

	private static final List<Pattern> COMMANDS = List.of(Pattern.compile("`migrate ([^`\\n]+)`"),
			Pattern.compile("(?:\\.jar|sample-app) migrate ([^|>\\n]+)"),
			Pattern.compile("\\[\"?migrate\"?, ([^\\]]+)]"));

	private static final Pattern PROPERTY = Pattern
		.compile("(?<![\\w./-])(?:migrate|spring|management)\\.[a-z][a-z.-]*[a-z]");

	private static final Pattern VARIABLE = Pattern.compile("\\b(?:MIGRATE|SPRING|MANAGEMENT)_[A-Z_]+\\b");

	private static Set<String> properties = Set.of();

	@BeforeAll
	static void readTheMetadataOfAllProperties() throws IOException {
		properties = new TreeSet<>();
		for (URL url : Collections.list(DeploymentFilesTests.class.getClassLoader()
			.getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream metadata = url.openStream()) {
				for (JsonNode property : JsonMapper.shared().readTree(metadata).path("properties")) {
					properties.add(property.path("name").asString());
				}
			}
		}
		assertThat(properties).contains("migrate.mode", "spring.datasource.url");
	}

	@ParameterizedTest
	@MethodSource("files")
	void commandsAndOptionsExist(Path file) throws IOException {
		assertThat(commands(file)).allSatisfy((command) -> {
			String[] words = command.replaceAll("[\",)]", "").strip().split(" +");
			assertThat(MigrateCommand.commandLine(List.of(words)).parseArgs(words).hasSubcommand()).isTrue();
		});
	}

	@ParameterizedTest
	@MethodSource("files")
	void propertiesExist(Path file) throws IOException {
		assertThat(all(PROPERTY, file)).isSubsetOf(properties);
	}

	@ParameterizedTest
	@MethodSource("files")
	void variablesOfTheEnvironmentAreProperties(Path file) throws IOException {
		assertThat(all(VARIABLE, file)).isSubsetOf(properties.stream()
			.map((property) -> property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT))
			.toList());
	}

	@Test
	void theyAreFound() throws IOException {
		assertThat(commands(GUIDE)).contains("downgrade, 8f3be1d20c54, --yes", "current ", "validate");
		assertThat(commands(FILES.resolve("kubernetes/job.yaml"))).containsExactly("upgrade");
		assertThat(commands(FILES.resolve("compose.yaml"))).containsExactly("\"upgrade\"");
		assertThat(commands(FILES.resolve("github/migrations.yml"))).contains("upgrade \"$FROM:head\" --sql ",
				"downgrade base --yes");
		assertThat(all(PROPERTY, GUIDE)).contains("migrate.mode", "migrate.version-table-schema",
				"spring.datasource.username");
		assertThat(all(VARIABLE, FILES.resolve("kubernetes/job.yaml"))).contains("MIGRATE_VERSIONTABLESCHEMA",
				"SPRING_DATASOURCE_URL");
	}

	static Stream<Path> files() throws IOException {
		try (Stream<Path> files = Files.walk(FILES)) {
			return Stream.concat(Stream.of(GUIDE), files.filter(Files::isRegularFile).sorted().toList().stream());
		}
	}

	private static List<String> commands(Path file) throws IOException {
		String text = Files.readString(file);
		return COMMANDS.stream()
			.flatMap((pattern) -> pattern.matcher(text).results().map((match) -> match.group(1)))
			.toList();
	}

	private static List<String> all(Pattern pattern, Path file) throws IOException {
		return pattern.matcher(Files.readString(file)).results().map((match) -> match.group()).toList();
	}

}
