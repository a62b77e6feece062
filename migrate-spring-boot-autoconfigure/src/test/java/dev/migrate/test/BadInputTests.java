package dev.migrate.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.ScriptFolder;
import dev.migrate.testsupport.H2Database;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the kit cannot work with is told at the check that it matters to. All texts have
 * been read and approved in {@code approved/test-kit-inputs.txt}; what they were is
 * written to {@code target/test-kit-inputs.txt}.
 */
@ExtendWith(PostgresExtension.class)
class BadInputTests {

	@TempDir
	Path folder;

	private ScriptFolder scripts;

	private final Map<String, TestRun> runs = new LinkedHashMap<>();

	@BeforeEach
	void writeScripts() {
		this.scripts = new ScriptFolder(this.folder).table("a1", "").table("a2", "a1");
	}

	@Test
	void beginsWithALaterRevision(TestDatabase database) {
		this.scripts.table("a3", "a2");
		run("from the last but one", FromLastButOne.class, database.dataSource());
		assertThat(this.runs.values().iterator().next().results()).containsKey("no downgrade leaves a trace/a2 make a2")
			.containsKey("no downgrade leaves a trace/a3 make a3")
			.doesNotContainKey("no downgrade leaves a trace/a1 make a1");
	}

	@Test
	void eachIsToldAtTheCheckConcerned(TestDatabase database) throws IOException {
		databases(database);
		revisions(database);
		settings(database);
		String text = this.runs.entrySet()
			.stream()
			.map((run) -> "== " + run.getKey() + "\n" + unsuccessful(run.getValue()))
			.collect(Collectors.joining("\n"))
			.replace(this.folder + "/", "")
			.replaceAll("migrate_test_\\w+", "migrate_test_<number>")
			.replaceAll("kit_\\w+", "app")
			.replace(database.name(), "<database>");
		Files.writeString(Path.of("target", "test-kit-inputs.txt"), text);
		assertThat(text)
			.isEqualTo(Files.readString(Path.of("src", "test", "resources", "approved", "test-kit-inputs.txt")));
		assertThat(database.tables()).isEmpty();
	}

	private void databases(TestDatabase database) {
		run("no migrator", Nothing.class);
		run("no server", Plain.class, new DriverManagerDataSource("jdbc:postgresql://localhost:1/app", "app", "x"));
		String role = "kit_" + database.name();
		database.jdbc().sql("CREATE ROLE " + role + " LOGIN CREATEDB PASSWORD 'x'").update();
		run("a pooler that chooses the database", Plain.class,
				new DriverManagerDataSource(database.url() + "?PGDBNAME=" + database.name(), role, "x"));
		database.jdbc().sql("ALTER ROLE " + role + " NOCREATEDB").update();
		DataSource app = new DriverManagerDataSource(database.url(), role, "x");
		run("neither databases nor schemas may be created", Plain.class, app);
		database.jdbc().sql("GRANT CREATE ON DATABASE " + database.name() + " TO " + role).update();
		this.scripts.revision("a2", "a1", "CREATE EXTENSION IF NOT EXISTS citext;", " none");
		run("no databases may be created, but a revision creates an extension", Plain.class, app);
		database.jdbc().sql("REVOKE CREATE ON DATABASE " + database.name() + " FROM " + role).update();
		// Fails while it owns a database or a schema.
		database.jdbc().sql("DROP ROLE " + role).update();
		this.scripts.table("a2", "a1");
		try (H2Database h2 = new H2Database("MODE=PostgreSQL", "DATABASE_TO_LOWER=TRUE")) {
			run("H2", WithTarget.class, h2.dataSource());
		}
	}

	private void revisions(TestDatabase database) {
		this.scripts.revision("a1", "", List.of(), """
				SELECT pg_catalog.set_config('search_path', '', false);
				CREATE TABLE public.a1 (id int);
				GRANT SELECT ON public.a1 TO kit_reporting;""", " none");
		run("a baseline that needs a role", Plain.class, database.dataSource());
		this.scripts.table("a1", "")
			.revision("a2", "a1", "CREATE TABLE a2 AS SELECT 1 / count(*) FROM a1;", "DROP TABLE a2;");
		run("a revision that needs rows", Plain.class, database.dataSource());
		this.scripts.revision("a2", "a1", "CREATE TABLE ${a2} ();", "DROP TABLE ${a2};");
		run("a placeholder of another environment", Plain.class, database.dataSource());
		this.scripts.table("a2", "a1");
		WithMigrator.migrator = Migrator.builder(database.dataSource())
			.locations(List.of("classpath:dev/migrate/test/beanrevisions"))
			.build();
		run("a class that needs a bean", Plain.class);
	}

	private void settings(TestDatabase database) throws IOException {
		this.scripts = new ScriptFolder(Files.createDirectory(this.folder.resolve("others"))).table("a1", "")
			.table("bbbb1", "a1")
			.table("bbbb2", "bbbb1");
		Map<String, Class<?>> classes = new LinkedHashMap<>();
		classes.put("an unknown revision to begin with, a check switched off twice, one without a reason",
				Mistaken.class);
		classes.put("an ambiguous revision to begin with", FromAmbiguous.class);
		classes.put("rows before an unknown revision", RowsBeforeUnknown.class);
		classes.put("rows without a file", RowsWithoutFile.class);
		classes.put("rows that fail halfway", RowsThatFail.class);
		classes.put("scenarios", Scenarios.class);
		classes.forEach((name, testClass) -> run(name, testClass, database.dataSource()));
		SeveralMigrators.people = this.scripts.migrator(database.dataSource());
		SeveralMigrators.cities = Migrator.builder(database.dataSource())
			.locations(List.of("classpath:dev/migrate/test/javarevisions"))
			.build();
		run("several migrators", SeveralMigrators.class);
	}

	private void run(String name, Class<?> testClass, DataSource dataSource) {
		WithMigrator.migrator = this.scripts.migrator(dataSource);
		run(name, testClass);
	}

	private void run(String name, Class<?> testClass) {
		this.runs.put(name, TestRun.of(testClass));
	}

	private static String unsuccessful(TestRun run) {
		return run.results()
			.entrySet()
			.stream()
			.filter((result) -> !result.getValue().matches("successful|.*: (?:There are none|It takes time)."))
			.map((result) -> result.getKey() + " " + result.getValue() + "\n")
			.collect(Collectors.joining());
	}

	abstract static class WithMigrator {

		static @Nullable Migrator migrator;

	}

	@MigrationTests
	static class Nothing {

	}

	@MigrationTests(skip = { @Skip(check = MigrationCheck.ENTITIES, reason = "There are none."),
			@Skip(check = MigrationCheck.OFFLINE_SCRIPT, reason = "It takes time.") })
	static class Plain extends WithMigrator {

	}

	@MigrationTests
	static class WithTarget extends WithMigrator {

		static final TargetSchema target = (target) -> new WantedSchema(List.of(), List.of(), List.of(), List.of(),
				List.of());

	}

	@MigrationTests(from = "b7",
			skip = { @Skip(check = MigrationCheck.ENTITIES, reason = "There are none."),
					@Skip(check = MigrationCheck.ENTITIES, reason = "Not today."),
					@Skip(check = MigrationCheck.OFFLINE_SCRIPT, reason = " ") })
	static class Mistaken extends WithMigrator {

	}

	@MigrationTests(from = "bbbb", skip = { @Skip(check = MigrationCheck.ENTITIES, reason = "There are none."),
			@Skip(check = MigrationCheck.OFFLINE_SCRIPT, reason = "It takes time.") })
	static class FromAmbiguous extends WithMigrator {

	}

	@MigrationTests(from = "-1", skip = { @Skip(check = MigrationCheck.ENTITIES, reason = "There are none."),
			@Skip(check = MigrationCheck.OFFLINE_SCRIPT, reason = "It takes time.") })
	static class FromLastButOne extends WithMigrator {

	}

	@MigrationData(revision = "b7", sql = "classpath:dev/migrate/test/rows.sql")
	static class RowsBeforeUnknown extends Plain {

	}

	@MigrationData(revision = "bbbb1", sql = "classpath:dev/migrate/test/no-rows.sql")
	static class RowsWithoutFile extends Plain {

	}

	@MigrationData(revision = "bbbb1", sql = "classpath:dev/migrate/test/rows-of-a-later-table.sql")
	static class RowsThatFail extends Plain {

	}

	@MigrationTests(skip = { @Skip(check = MigrationCheck.ENTITIES, reason = "There are none."),
			@Skip(check = MigrationCheck.OFFLINE_SCRIPT, reason = "It takes time.") })
	@MigrationData(revision = "bbbb1", sql = "classpath:dev/migrate/test/rows.sql")
	static class SeveralMigrators {

		static @Nullable Migrator people;

		static @Nullable Migrator cities;

		@Test
		void isNamedOtherwise(MigrationScenario scenario) {
			scenario.upgrade();
		}

		@Test
		void isNamedAsAMigrator(MigrationScenario cities) {
			MigrationAssertions.assertThat(cities.migrateTo("f1")).isAt("f1");
		}

	}

	@ExtendWith(MigrationScenarioExtension.class)
	static class Scenarios extends WithMigrator {

		@Test
		void beginsAgain(MigrationScenario scenario) {
			scenario.upgrade().migrateTo("a1");
		}

		@Test
		void beginsAtAnUnknownRevision(MigrationScenario scenario) {
			scenario.migrateTo("b7");
		}

		@Test
		void goesBelowBase(MigrationScenario scenario) {
			scenario.to("-1");
		}

		@Test
		void goesBeyondHead(MigrationScenario scenario) {
			scenario.migrateTo("head").to("+1");
		}

	}

}
