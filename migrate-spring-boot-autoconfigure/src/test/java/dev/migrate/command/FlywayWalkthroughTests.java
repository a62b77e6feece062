package dev.migrate.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Goes from Flyway to Migrate as {@code docs/existing-database.md} says, with the sample
 * history that it names.
 */
@ExtendWith(PostgresExtension.class)
class FlywayWalkthroughTests {

	private static final Path SAMPLE = Path.of("../docs/examples/flyway");

	private static final Pattern SECTION = Pattern.compile("^## From Flyway in ten minutes$(.*?)^## ",
			Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	@TempDir
	Path folder;

	@Test
	void theSampleMovesAsThePageSays(TestDatabase database) throws Exception {
		TestProject project = new TestProject(this.folder).database(database.dataSource())
			.property("spring.flyway.placeholders.home", "de");
		try (Stream<Path> files = Files.walk(SAMPLE)) {
			files.filter(Files::isRegularFile)
				.forEach((file) -> project.file("src/main/resources/" + SAMPLE.relativize(file),
						TestProject.read(file)));
		}
		project.build();
		flyway(database).load().migrate();
		try (TestDatabase behind = TestDatabase.on(database.version())) {
			flyway(behind).target("1.1").load().migrate();
			run(project, behind);
		}
		// The version before starts once more, and then the new one.
		flyway(database).load().migrate();
		assertThat(project.database(database.dataSource()).output("upgrade")).contains("There is nothing to do.");
	}

	/**
	 * Runs the commands of the page, the second upgrade of which is in another
	 * environment.
	 */
	private static void run(TestProject project, TestDatabase behind) throws IOException {
		String output = "";
		int upgrades = 0;
		for (MatchResult block : BLOCK.matcher(section()).results().toList()) {
			String text = block.group(2).strip();
			switch (block.group(1)) {
				case "shell" -> {
					upgrades += text.equals("migrate upgrade") ? 1 : 0;
					output = run((upgrades == 2) ? project.build().database(behind.dataSource()) : project.build(),
							text);
				}
				case "" -> assertThat(comparable(output)).isEqualTo(comparable(text));
				default -> assertThat(block.group(1)).isEqualTo("properties");
			}
		}
		assertThat(upgrades).isEqualTo(2);
	}

	private FluentConfiguration flyway(TestDatabase database) {
		return Flyway.configure()
			.configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
			.placeholders(Map.of("home", "de"))
			.dataSource(database.dataSource())
			.locations("filesystem:" + this.folder.resolve("target/classes/db/migration"));
	}

	private static String section() throws IOException {
		return SECTION.matcher(Files.readString(Path.of("../docs/existing-database.md")))
			.results()
			.findFirst()
			.orElseThrow()
			.group(1);
	}

	private static String run(TestProject project, String command) {
		assertThat(command).startsWith("migrate ");
		TestCommandLine.Result result = project.run(command.substring("migrate ".length()).split(" "));
		assertThat(result.exitCode()).as(command + result).isZero();
		return result.err() + result.out();
	}

	/**
	 * Returns a text without what is another one in each run: ids, dates and durations.
	 */
	private static String comparable(String text) {
		return text.replaceAll("R\\d{12}_[0-9a-f]{12}", "R")
			.replaceAll("\\b[0-9a-f]{12}\\b", "ID")
			.replaceAll("[\\d.]+ m?s\\b", "TIME")
			.replaceAll("(?m)^ *Database .*$", "DATABASE")
			.strip();
	}

}
