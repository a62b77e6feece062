package dev.migrate.command;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import liquibase.integration.spring.SpringLiquibase;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Goes from Flyway and from Liquibase to Migrate as {@code docs/existing-database.md}
 * says, with the sample histories that it names.
 */
@ExtendWith(PostgresExtension.class)
class AdoptionWalkthroughTests {

	private static final Path SAMPLES = Path.of("../docs/examples");

	private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	@TempDir
	Path folder;

	@Test
	void aHistoryOfFlywayMovesAsThePageSays(TestDatabase database) throws Exception {
		TestProject project = project(database, "flyway").property("spring.flyway.placeholders.home", "de").build();
		flyway(database).load().migrate();
		try (TestDatabase behind = TestDatabase.on(database.version())) {
			flyway(behind).target("1.1").load().migrate();
			run("From Flyway", project, behind);
		}
		// The version before starts once more, and then the new one.
		flyway(database).load().migrate();
		assertThat(project.database(database.newConnections()).output("upgrade")).contains("There is nothing to do.");
	}

	@Test
	void aHistoryOfLiquibaseMovesAsThePageSays(TestDatabase database) throws Exception {
		TestProject project = project(database, "liquibase").property("spring.liquibase.contexts", "prod").build();
		liquibase(database);
		try (TestDatabase behind = TestDatabase.on(database.version())) {
			liquibase(behind);
			behind.jdbc()
				.sql("DELETE FROM databasechangelog WHERE id = '2'; ALTER TABLE customer DROP COLUMN country")
				.update();
			run("From Liquibase", project, behind);
		}
		liquibase(database);
		assertThat(project.database(database.newConnections()).output("upgrade")).contains("There is nothing to do.");
	}

	private TestProject project(TestDatabase database, String sample) throws IOException {
		TestProject project = new TestProject(this.folder).database(database.newConnections());
		Path folder = SAMPLES.resolve(sample);
		try (Stream<Path> files = Files.walk(folder)) {
			files.filter(Files::isRegularFile)
				.forEach((file) -> project.file("src/main/resources/" + folder.relativize(file),
						TestProject.read(file)));
		}
		return project;
	}

	/**
	 * Runs the commands of the page, the second upgrade of which is in another
	 * environment.
	 */
	private static void run(String title, TestProject project, TestDatabase behind) throws IOException {
		String output = "";
		int upgrades = 0;
		for (MatchResult block : BLOCK.matcher(section(title)).results().toList()) {
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
			.dataSource(database.newConnections())
			.locations("filesystem:" + this.folder.resolve("target/classes/db/migration"));
	}

	private void liquibase(TestDatabase database) throws Exception {
		URL[] classes = { this.folder.resolve("target/classes").toUri().toURL() };
		try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
			SpringLiquibase liquibase = new SpringLiquibase();
			liquibase.setDataSource(database.newConnections());
			liquibase.setChangeLog("classpath:/db/changelog/db.changelog-master.yaml");
			liquibase.setContexts("prod");
			liquibase.setAnalyticsEnabled(false);
			liquibase.setResourceLoader(new DefaultResourceLoader(loader));
			liquibase.afterPropertiesSet();
		}
	}

	private static String section(String title) throws IOException {
		String page = Files.readString(Path.of("../docs/existing-database.md"));
		String section = page.substring(page.indexOf("## " + title + " in ten minutes\n"));
		return section.substring(0, section.indexOf("\n## "));
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
