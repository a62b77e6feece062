package dev.migrate.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.schema.Column;
import dev.migrate.schema.DataType;
import dev.migrate.schema.Table;
import dev.migrate.testsupport.PgDump;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Takes over a database as {@code docs/existing-database.md} says.
 */
@ExtendWith(PostgresExtension.class)
class ExistingDatabaseTests {

	private static final Pattern SHELL = Pattern.compile("^```shell\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

	@TempDir
	Path folder;

	@Test
	void thePageTakesOverADatabaseByHand(TestDatabase existing) throws Exception {
		try (TestDatabase empty = TestDatabase.on(existing.version())) {
			takeOver(existing, empty, resource("existing-database-dump.sql"));
		}
	}

	@Test
	void thePageTakesOverADatabase() throws Exception {
		assumeThat(PgDump.isPresent()).isTrue();
		try (TestDatabase existing = TestDatabase.on(14); TestDatabase other = TestDatabase.on(14)) {
			existing.jdbc().sql(resource("existing-database.sql")).update();
			other.jdbc().sql(resource("existing-database.sql")).update();
			TestProject project = project(existing).environment("PATH", System.getenv("PATH"));
			List<String> commands = commands();
			assertThat(project.output(words(commands.get(0)))).contains("flyway_schema_history.\n", "Stamped base -> ");
			project.build();
			assertThat(project.database(other.newConnections()).output(words(commands.get(1))))
				.contains("Stamped base -> ");
			project.database(existing.newConnections()).output(words(commands.get(2)));
			project.output(words(commands.get(3)));
		}
	}

	@Test
	void soItDoesWithTheDumpOfTheProgramThatIsInstalled() throws Exception {
		assumeThat(PgDump.isPresent()).isTrue();
		// An older pg_dump does not read a newer server.
		try (TestDatabase existing = TestDatabase.on(14); TestDatabase empty = TestDatabase.on(14)) {
			existing.jdbc().sql(resource("existing-database.sql")).update();
			String dump = PgDump.schema(existing, "--exclude-table=flyway_schema_history");
			existing.jdbc().sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public").update();
			takeOver(existing, empty, dump);
		}
	}

	private void takeOver(TestDatabase existing, TestDatabase empty, String dump) throws IOException {
		existing.jdbc().sql(resource("existing-database.sql")).update();
		TestProject project = project(existing);
		List<String> commands = commands();
		assertThat(commands).hasSize(9);
		project.output(words(commands.get(6)));
		assertThat(commands.get(7)).startsWith("pg_dump ");
		writeBaseline(dump);
		project.build();
		assertThat(project.error("upgrade")).contains("already exists");
		assertThat(existing.jdbc().sql("SELECT count(*) FROM migrate_version").query(Integer.class).single()).isZero();
		project.output(words(commands.get(8)));
		for (String command : commands.subList(2, 4)) {
			project.output(words(command));
		}
		assertThat(project.run("check").err()).contains("Table flyway_schema_history is not mapped",
				"except for 3 accepted differences.");
		assertThat(existing.jdbc().sql("SELECT name FROM teams").query(String.class).single()).isEqualTo("Ajax");
		TestProject built = project.build().database(empty.dataSource());
		for (String command : commands.subList(4, 6)) {
			built.output(words(command));
		}
		assertThat(objects(empty)).isEqualTo(objects(existing)).hasSizeGreaterThan(10);
		assertThat(empty.tables()).doesNotContain("flyway_schema_history");
	}

	private TestProject project(TestDatabase database) {
		Table teams = Table.table("public.teams")
			.column("id", DataType.bigint(), Column::asIdentity)
			.column("name", DataType.varchar(255))
			.column("kind", DataType.varchar(255), Column::notNull)
			.primaryKey("id");
		return new TestProject(this.folder).database(database.newConnections())
			.wanting(new WantedSchema(List.of(teams), List.of(), List.of(), List.of(), List.of()))
			.file("src/main/resources/application.properties", "");
	}

	private void writeBaseline(String dump) throws IOException {
		Path script;
		try (Stream<Path> files = Files.list(this.folder.resolve("src/main/resources/db/revisions"))) {
			script = files.findFirst().orElseThrow();
		}
		String text = Files.readString(script);
		String header = text.substring(0, text.indexOf("-- migrate:upgrade"));
		Files.writeString(script, header + "-- migrate:upgrade\n" + dump + "\n-- migrate:downgrade none\n");
	}

	/**
	 * Returns the commands of the page in their order, without those that are about the
	 * history of another tool.
	 */
	private static List<String> commands() throws IOException {
		String page = Files.readString(Path.of("../docs/existing-database.md"));
		String baseline = page.substring(0, page.indexOf("## From Flyway in ten minutes"));
		return SHELL.matcher(baseline).results().flatMap((block) -> block.group(1).lines()).toList();
	}

	private static String[] words(String command) {
		List<String> words = new ArrayList<>();
		Matcher word = WORD.matcher(command);
		while (word.find()) {
			words.add((word.group(1) != null) ? word.group(1) : word.group(2));
		}
		assertThat(words.remove(0)).isEqualTo("migrate");
		return words.toArray(String[]::new);
	}

	/**
	 * Returns all that an application may rely on.
	 */
	private static List<String> objects(TestDatabase database) {
		return database.jdbc().sql("""
				SELECT format('%s %s %s', attrelid::regclass, attname, format_type(atttypid, atttypmod)) AS object
				FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
				WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND relname !~ 'flyway|migrate'
				UNION SELECT conname FROM pg_constraint
				WHERE connamespace = 'public'::regnamespace AND conname !~ 'flyway|migrate|not_null'
				UNION SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class c ON c.oid = indrelid
				WHERE relnamespace = 'public'::regnamespace AND relname !~ 'flyway|migrate'
				UNION SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
				ORDER BY object""").query(String.class).list();
	}

	private static String resource(String name) throws IOException {
		return new ClassPathResource(name, ExistingDatabaseTests.class).getContentAsString(StandardCharsets.UTF_8);
	}

}
