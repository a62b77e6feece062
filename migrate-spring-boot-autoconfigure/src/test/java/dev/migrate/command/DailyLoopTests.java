package dev.migrate.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.schema.Column;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Table;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Goes through the day that {@code docs/daily-loop.md} describes, command by command, and
 * runs the command of {@code docs/recipes.md}.
 */
@ExtendWith(PostgresExtension.class)
class DailyLoopTests {

	private static final Path PAGE = Path.of("../docs/daily-loop.md");

	private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

	private static final Pattern ID = Pattern.compile("^-- revision: (\\w+)$", Pattern.MULTILINE);

	private static final Pattern WRITTEN_ID = Pattern.compile("^Wrote .*/R\\d+_(\\w+?)_", Pattern.MULTILINE);

	private final Table users = Table.table("public.users")
		.column("id", DataType.bigint(), Column::asIdentity)
		.column("email", DataType.varchar(255), Column::notNull)
		.primaryKey("id")
		.unique("email");

	@TempDir
	Path folder;

	@Test
	void theCommandsOfThePageDoWhatItSays(TestDatabase database) throws IOException {
		TestProject project = new TestProject(this.folder).database(database.dataSource())
			.file("src/main/resources/application.properties", "");
		List<MatchResult> blocks = BLOCK.matcher(Files.readString(PAGE)).results().toList();
		String output = "";
		Table wanted = this.users;
		for (int i = 0; i < blocks.size(); i++) {
			String content = blocks.get(i).group(2);
			switch (blocks.get(i).group(1)) {
				case "java" ->
					wanted = content.contains("avatar") ? wanted.column("avatar", DataType.varchar(500)) : wanted;
				case "sql" -> {
					writeScript(project, content);
					wanted = content.contains("last_login") && wanted.findColumn("last_login").isEmpty()
							? wanted.column("last_login", DataType.timestamptz()) : wanted;
				}
				case "shell" -> output = run(project.wanting(only(wanted)), content, blocks.get(i + 1).group(2));
				case "" -> assertThat(comparable(output)).contains(comparable(content));
				default -> throw new AssertionError("Nothing is done with " + blocks.get(i).group());
			}
		}
		assertThat(database.jdbc().sql("SELECT count(*) FROM migrate_version").query(Integer.class).single()).isZero();
	}

	@Test
	void theCommandOfARecipeBeginsABranchForOneEnvironment() throws IOException {
		String command = Files.readString(Path.of("../docs/recipes.md"))
			.lines()
			.filter((line) -> line.startsWith("migrate revision "))
			.findFirst()
			.orElseThrow();
		TestProject project = new TestProject(this.folder).locations("classpath:db/revisions", "classpath:db/demo")
			.sql("1a0c5d8e7f21", "")
			.build();
		// Spring Boot takes its own options before.
		List<String> words = words("./" + command.replaceFirst(" --spring\\.\\S+", ""));
		project.output(words.toArray(String[]::new));
		assertThat(TestProject.read(project.onlyFile("src/main/resources/db/demo")))
			.contains("-- depends-on: 1a0c5d8e7f21\n", "-- labels: demo\n")
			.doesNotContain("-- revises:");
	}

	private static WantedSchema only(Table table) {
		return new WantedSchema(List.of(table), List.of(), List.of(), List.of(), List.of());
	}

	/**
	 * Writes a script, over the one of the same id if there is one.
	 */
	private static void writeScript(TestProject project, String content) {
		Matcher id = ID.matcher(content);
		assertThat(id.find()).as(content).isTrue();
		project.file("src/main/resources/db/revisions/R_" + id.group(1) + ".sql", content);
	}

	/**
	 * Runs commands that print what the page shows after them. New revisions get the ids
	 * that they have there.
	 */
	private static String run(TestProject project, String commands, String shown) {
		StringBuilder output = new StringBuilder();
		for (String command : commands.lines().toList()) {
			List<String> words = words(command);
			Matcher id = WRITTEN_ID.matcher(shown);
			if (words.get(0).equals("revision") && id.find()) {
				words.addAll(List.of("--rev-id", id.group(1)));
			}
			if (words.contains("--sql")) {
				// An application knows it from its JDBC URL.
				words.add("--dialect=postgresql");
			}
			TestCommandLine.Result result = project.build().run(words.toArray(String[]::new));
			assertThat(result.exitCode()).as(command + result).isZero();
			output.append(result.err()).append(result.out());
		}
		return output.toString();
	}

	private static List<String> words(String command) {
		List<String> words = new ArrayList<>();
		Matcher word = WORD.matcher(command);
		while (word.find()) {
			words.add((word.group(1) != null) ? word.group(1) : word.group(2));
		}
		assertThat(words.remove(0)).isEqualTo("./migrate");
		return words;
	}

	/**
	 * Returns a text without what is another time in each run: dates and durations.
	 */
	private static String comparable(String text) {
		return text.replaceAll("R\\d{12}_", "R_").replaceAll("[\\d.]+ m?s\\b", "TIME");
	}

}
