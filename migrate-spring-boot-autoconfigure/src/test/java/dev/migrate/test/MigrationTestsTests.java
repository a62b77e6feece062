package dev.migrate.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.migrate.autogenerate.TargetSchema;
import dev.migrate.autogenerate.WantedSchema;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.ScriptFolder;
import dev.migrate.schema.Table;
import dev.migrate.testsupport.CatalogText;
import dev.migrate.testsupport.H2Database;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the kit on good and bad histories.
 */
@ExtendWith(PostgresExtension.class)
class MigrationTestsTests {

	private static final String ROUND_TRIP = MigrationCheck.ROUND_TRIP.description() + "/";

	private static final String NO_TRACE = MigrationCheck.NO_TRACE.description() + "/";

	@TempDir
	Path folder;

	private ScriptFolder scripts;

	@BeforeEach
	void writeScripts() {
		this.scripts = new ScriptFolder(this.folder);
	}

	/**
	 * What all checks say has been read and approved in {@code approved/test-kit.txt};
	 * what it was is written to {@code target/test-kit.txt}.
	 */
	@Test
	void eachMistakeFailsItsOwnCheck(TestDatabase database) throws IOException {
		StringBuilder report = new StringBuilder();
		for (Mistake mistake : Mistake.values()) {
			Path own = Files.createDirectory(this.folder.resolve(mistake.name()));
			this.scripts = new ScriptFolder(own).revision("a1", "", "CREATE TABLE a1 (id int, age int);",
					"DROP TABLE a1;");
			mistake.write(this.scripts, own);
			TestRun run = run(mistake.testClass(), database, mistake.target(),
					table("public.a1").column("id", integer()).column("age", integer()));
			assertThat(run.failed()).as(mistake.name())
				.isNotEmpty()
				.allMatch((name) -> name.startsWith(mistake.check().description()));
			report.append("== ").append(mistake).append('\n').append(run).append("\n\n");
		}
		String text = report.toString()
			.replaceAll("kit_of_\\w+", "app")
			.replaceAll("public\\.n\\d+", "public.n<number>");
		Files.writeString(Path.of("target", "test-kit.txt"), text);
		assertThat(text).isEqualTo(Files.readString(Path.of("src", "test", "resources", "approved", "test-kit.txt")));
	}

	/**
	 * A mistake of a history that begins with the one table that the entities want.
	 */
	private enum Mistake {

		SCRIPTS {

			@Override
			void write(ScriptFolder scripts, Path folder) throws IOException {
				scripts.revision("b2", "a1", "SELECT ${x};", "SELECT 1;");
				Files.writeString(folder.resolve("R_c3.sql"),
						"-- revision: c3\n-- revises: b2\n\n-- migrate:upgrade\nSELECT 1;\n");
			}

		},

		HEADS {

			@Override
			void write(ScriptFolder scripts, Path folder) {
				scripts.table("f6", "a1").table("g7", "a1");
			}

		},

		HEADS_WITH_A_TARGET {

			@Override
			void write(ScriptFolder scripts, Path folder) {
				scripts.table("f6", "a1").table("g7", "a1");
			}

			@Override
			String target() {
				return "f6";
			}

		},

		UPGRADE {

			@Override
			void write(ScriptFolder scripts, Path folder) {
				scripts.revision("b2", "a1", "CREATE TABLE a1 (id int);", "SELECT 1;").table("c3", "b2");
			}

		},

		UPGRADE_OVER_ROWS {

			@Override
			void write(ScriptFolder scripts, Path folder) {
				scripts.revision("c3", "a1", "ALTER TABLE a1 ADD name text NOT NULL;", "ALTER TABLE a1 DROP name;");
			}

		},

		UPGRADE_WITH_OTHER_ROWS {

			@Override
			void write(ScriptFolder scripts, Path folder) {
				scripts
					.revision("b2", "a1", "ALTER TABLE a1 ADD CHECK (id > 1);",
							"ALTER TABLE a1 DROP CONSTRAINT a1_id_check;")
					.table("c3", "b2");
			}

		},

		ROUND_TRIP {

			@Override
			void write(ScriptFolder scripts, Path folder) {
				scripts.revision("c3", "a1", "CREATE VIEW c3 AS SELECT id FROM a1;", "DROP TABLE c3;")
					.revision("d4", "c3", "INSERT INTO a1 SELECT 1 / (1 - count(*)) FROM a1;", "ANALYZE a1;")
					.revision("d5", "d4",
							"DO $$ BEGIN EXECUTE 'CREATE TABLE n' || (SELECT count(*) FROM migrate_history) || ' ()'; END $$;",
							"DO $$ BEGIN EXECUTE (SELECT 'DROP TABLE ' || relname FROM pg_class WHERE relname ~ '^n\\d'); END $$;");
			}

		},

		ROUND_TRIP_OVER_ROWS {

			@Override
			void write(ScriptFolder scripts, Path folder) {
				scripts.revision("c3", "a1", "ALTER TABLE a1 DROP age;", "ALTER TABLE a1 ADD age int NOT NULL;");
			}

		},

		NO_TRACE {

			@Override
			void write(ScriptFolder scripts, Path folder) {
				scripts
					.revision("b2", "a1", "CREATE INDEX a1_id ON a1 (id); COMMENT ON TABLE a1 IS 'a';",
							"COMMENT ON TABLE a1 IS 'b';")
					.revision("c3", "b2", "DROP INDEX a1_id;", "CREATE INDEX a1_ids ON a1 (id);")
					.table("d4", "c3");
			}

		},

		ENTITIES {

			@Override
			void write(ScriptFolder scripts, Path folder) {
				scripts.revision("b2", "a1", "ALTER TABLE a1 DROP age;", "ALTER TABLE a1 ADD age int;");
			}

		},

		OFFLINE_SCRIPT {

			@Override
			void write(ScriptFolder scripts, Path folder) {
				scripts.revision("b2", "a1", """
						DO $$ BEGIN
							IF current_setting('migrate.lock', true) IS NOT NULL THEN CREATE TABLE e5 (id int); END IF;
						END $$;""", "DROP TABLE IF EXISTS e5;");
			}

		},

		OFFLINE_SCRIPT_THAT_FAILS {

			@Override
			void write(ScriptFolder scripts, Path folder) {
				scripts.revision("b2", "a1", "SELECT 1 / (current_setting('migrate.lock', true) IS NULL)::int;",
						"SELECT 1;");
			}

		};

		abstract void write(ScriptFolder scripts, Path folder) throws IOException;

		String target() {
			return "head";
		}

		/**
		 * Offline scripts contain no downgrade and know neither entities nor a target.
		 */
		Class<?> testClass() {
			return switch (check()) {
				case HEADS -> target().equals("head") ? Plain.class : Online.class;
				case ROUND_TRIP -> name().contains("ROWS") ? RowsOnline.class : Online.class;
				case NO_TRACE, ENTITIES -> Online.class;
				default -> name().contains("ROWS") ? Rows.class : Plain.class;
			};
		}

		MigrationCheck check() {
			return Arrays.stream(MigrationCheck.values())
				.filter((check) -> name().startsWith(check.name()))
				.findFirst()
				.orElseThrow();
		}

	}

	/**
	 * Values of placeholders are those of the environment that the tests run in.
	 */
	@Test
	void placeholdersHaveTheValuesOfTheEnvironment(TestDatabase database) {
		this.scripts.revision("a1", "", "CREATE TABLE ${table} (id int);", "DROP TABLE ${table};");
		assertThat(placeholders(database, Map.of("table", "a1")).failed()).isEmpty();
		TestRun other = placeholders(database, Map.of("table", "a 1"));
		assertThat(other.failed()).containsExactly(MigrationCheck.UPGRADE.description());
		assertThat(other.result(MigrationCheck.UPGRADE.description())).startsWith("""
				failed: The upgrade of revision a1 failed at R_a1.sql, line 5:

				    syntax error at or near "1" [SQLSTATE 42601]""");
	}

	private TestRun placeholders(TestDatabase database, Map<String, String> values) {
		Plain.migrator = this.scripts.builder(database.dataSource()).placeholders(values).build();
		Plain.target = (target) -> new WantedSchema(List.of(), List.of(), List.of(), List.of(), List.of());
		return TestRun.of(Plain.class).without(this.folder + "/");
	}

	@Test
	void rowsAreThereBeforeARevision(TestDatabase database) {
		this.scripts.table("a1", "")
			.table("b2", "a1")
			.revision("c3", "a1", List.of("depends-on: b2"),
					"ALTER TABLE a1 ADD name text; UPDATE a1 SET name = 1 / (id - 2 + count) FROM (SELECT count(*) FROM a1) x;",
					" none")
			.revision("d4", "b2, c3", "", "")
			.revision("e5", "d4", "ALTER TABLE a1 ALTER name SET NOT NULL;",
					"ALTER TABLE a1 ALTER name DROP NOT NULL;");
		TestRun run = run(WithRows.class, database, "head");
		assertThat(run.failed()).isEmpty();
		assertThat(run.results()).containsAllEntriesOf(Map.of(MigrationCheck.ENTITIES.description(),
				"aborted: Switched off: there are none", ROUND_TRIP + "c3 make c3 (up only: it has no way back)",
				"successful", ROUND_TRIP + "d4 make d4", "successful", NO_TRACE + "e5 make e5", "successful",
				MigrationCheck.OFFLINE_SCRIPT.description(), "successful"))
			.doesNotContainKeys(ROUND_TRIP + "a1 make a1", NO_TRACE + "c3 make c3");
	}

	@Test
	void whatTheDatabaseLacksIsNotChecked() {
		try (H2Database database = new H2Database("MODE=PostgreSQL", "DATABASE_TO_LOWER=TRUE")) {
			this.scripts.table("a1", "").revision("b2", "a1", "CREATE INDEX a1_id ON a1 (id);", "SELECT 1;");
			Plain.migrator = this.scripts.migrator(database.dataSource());
			Plain.target = (target) -> new WantedSchema(List.of(), List.of(), List.of(), List.of(), List.of());
			TestRun run = TestRun.of(Plain.class);
			assertThat(run.failed()).containsExactly(NO_TRACE + "b2 make b2");
			assertThat(run.result(NO_TRACE + "b2 make b2")).contains("CREATE INDEX");
			assertThat(run.result(MigrationCheck.ENTITIES.description()))
				.startsWith("aborted: H2 does not have a way to");
			assertThat(run.result(MigrationCheck.OFFLINE_SCRIPT.description())).startsWith("aborted: H2 does not have");
			assertThat(database.tables()).isEmpty();
		}
	}

	/**
	 * A column that is added again is the last one of its table, and numbers are not
	 * given a second time.
	 */
	@Test
	void whatH2CountsIsNoTrace() {
		try (H2Database database = new H2Database()) {
			this.scripts
				.revision("a1", "", """
						CREATE TABLE a1 (id bigint GENERATED BY DEFAULT AS IDENTITY, age int, name varchar(9));
						COMMENT ON TABLE a1 IS 'It''s (one)';
						CREATE SEQUENCE "my numbers";
						CREATE TABLE "my table" (id int, age int);""",
						"DROP TABLE a1; DROP SEQUENCE \"my numbers\"; DROP TABLE \"my table\";")
				.revision("b2", "a1", """
						INSERT INTO a1 (age) SELECT NEXT VALUE FOR "my numbers";
						ALTER TABLE a1 DROP age; ALTER TABLE "my table" DROP id;""",
						"DELETE FROM a1; ALTER TABLE a1 ADD age int; ALTER TABLE \"my table\" ADD id int;")
				.revision("c3", "b2", "COMMENT ON TABLE a1 IS 'two';", "");
			Plain.migrator = this.scripts.migrator(database.dataSource());
			Plain.target = null;
			TestRun run = TestRun.of(Plain.class).without(this.folder + "/");
			assertThat(run.failed()).as(run.toString()).containsExactly(NO_TRACE + "c3 make c3");
			assertThat(run.result(NO_TRACE + "c3 make c3")).contains("""
					Left over:
					  PUBLIC.A1: table COMMENT 'two'
					Missing:
					  PUBLIC.A1: table COMMENT 'It''s (one)'
					""");
		}
	}

	@Test
	void aRoleThatMayNotCreateDatabasesGetsSchemas(TestDatabase database) {
		String role = "kit_without_right_" + database.name();
		database.jdbc().sql("CREATE ROLE " + role + " LOGIN PASSWORD 'x'").update();
		database.jdbc().sql("CREATE TABLE b2 (id int)").update();
		database.jdbc().sql("CREATE SCHEMA migrate_test_5_left_behind AUTHORIZATION " + role).update();
		try {
			this.scripts.table("a1", "")
				.revision("b2", "a1", """
						CREATE TABLE b2 (id serial PRIMARY KEY);
						CREATE FUNCTION b2() RETURNS bigint RETURN (SELECT count(*) FROM b2);
						CREATE INDEX b2_even ON b2 (id) WHERE id % 2 = 0;""", "DROP FUNCTION b2; DROP TABLE b2;")
				.revision("c3", "b2", "CREATE VIEW c3 AS SELECT id FROM a1;", "");
			Plain.migrator = this.scripts.migrator(new DriverManagerDataSource(database.url(), role, "x"));
			Plain.target = (target) -> wanted(target.defaultSchema());
			database.jdbc().sql("GRANT CREATE ON DATABASE " + database.name() + " TO " + role).update();
			List<String> before = withoutLeftovers(database);
			TestRun run = TestRun.of(Plain.class).without(this.folder + "/");
			assertThat(run.failed()).containsExactly(NO_TRACE + "c3 make c3", MigrationCheck.ENTITIES.description());
			assertThat(run.result(NO_TRACE + "c3 make c3")).contains("public.c3: view");
			assertThat(run.result(MigrationCheck.ENTITIES.description())).contains("column a1.age is missing: integer");
			assertThat(run.results()).containsAllEntriesOf(Map.of(NO_TRACE + "b2 make b2", "successful",
					MigrationCheck.OFFLINE_SCRIPT.description(), "successful"));
			assertThat(withoutLeftovers(database)).isEqualTo(before);
			assertThat(CatalogText.of(database)).noneMatch((line) -> line.contains("left_behind"));
			assertThat(beyond("CREATE EXTENSION IF NOT EXISTS citext;")).isEqualTo("""
					failed: The tests cannot run in schemas of their own, because revision c3 (R_c3.sql) says \
					"CREATE EXTENSION", and the role %1$s may not create databases. Let it create databases on the \
					server of the tests: ALTER ROLE %1$s CREATEDB.""".formatted(role));
			assertThat(List.of("DROP TABLE Public . b2;", "DROP TABLE \"public\".b2;", "SET search_path = x;",
					"DO $$ BEGIN EXECUTE 'x'; END $$;", "SELECT 'public.b2'::regclass;",
					"GRANT SELECT ON ALL TABLES IN" + " SCHEMA x TO y;", "GRANT x TO y WITH ADMIN OPTION;"))
				.allMatch((statement) -> beyond(statement).contains("cannot run in schemas of their own"));
			Plain.target = (target) -> wanted("public");
			this.scripts.revision("c3", "b2", "CREATE VIEW c3 AS SELECT id FROM a1;", "DROP VIEW c3;");
			assertThat(TestRun.of(Plain.class).result(MigrationCheck.ENTITIES.description())).isEqualTo(
					"""
							aborted: Not compared, because public.a1 is wanted, and the test has one schema of its own: its role may \
							not create databases.""");
			assertThat(withoutLeftovers(database)).isEqualTo(before);
			assertThat(beyond("DROP TABLE b2 CASCADE; DROP TABLE b2;")).contains("table \"b2\" does not exist")
				.endsWith("what is in other schemas, such as an extension, is not found there.");
		}
		finally {
			database.jdbc().sql("DROP OWNED BY " + role).update();
			database.jdbc().sql("DROP ROLE " + role).update();
		}
	}

	private static WantedSchema wanted(String schema) {
		return new WantedSchema(List.of(table(schema + ".a1").column("id", integer()).column("age", integer())),
				List.of(), List.of(), List.of(), List.of());
	}

	/**
	 * A class says so by what it throws.
	 */
	@Test
	void aClassMayHaveNoWayBack(TestDatabase database) {
		Outer.migrator = Migrator.builder(database.dataSource())
			.locations(List.of("classpath:dev/migrate/test/javarevisions"))
			.build();
		TestRun run = TestRun.of(Outer.class);
		assertThat(run.failed()).containsExactly(NO_TRACE + "f1 leaves a table");
		assertThat(run.result(NO_TRACE + "f1 leaves a table"))
			.contains("Left over:\n  public.f1: column id integer\n  public.f1: table, owner ")
			.endsWith("""
					Let the downgrade drop what its upgrade has created, or write that there is none: \
					throw new UnsupportedOperationException("There is no way back from f1");""");
		assertThat(run.results()).containsAllEntriesOf(Map.of(ROUND_TRIP + "f2 has no way back", "successful",
				"beginsAtARevision(MigrationScenario)", "successful", NO_TRACE + "f2 has no way back",
				"aborted: Not compared, because the downgrade says that there is none: There is no way back from f2"));
	}

	private static List<String> withoutLeftovers(TestDatabase database) {
		return CatalogText.of(database).stream().filter((line) -> !line.contains("left_behind")).toList();
	}

	/**
	 * Runs the checks with another last revision.
	 */
	private String beyond(String statement) {
		this.scripts.revision("c3", "b2", statement, "");
		return TestRun.of(Plain.class).without(this.folder + "/").result(MigrationCheck.UPGRADE.description());
	}

	/**
	 * Runs a class with a role that may do no more than create databases.
	 */
	private TestRun run(Class<?> testClass, TestDatabase database, String head, Table... wanted) {
		String role = "kit_of_" + database.name();
		database.jdbc().sql("CREATE ROLE " + role + " LOGIN CREATEDB PASSWORD 'x'").update();
		try {
			Plain.migrator = this.scripts
				.builder(new LazyConnectionDataSourceProxy(new DriverManagerDataSource(database.url(), role, "x")))
				.target(head)
				.build();
			WithRows.migrator = Plain.migrator;
			Rows.migrator = Plain.migrator;
			Plain.target = (target) -> new WantedSchema(List.of(wanted), List.of(), List.of(), List.of(), List.of());
			TestRun run = TestRun.of(testClass);
			assertThat(CatalogText.of(database)).noneMatch((line) -> line.contains("migrate") || line.contains("a1"));
			return run.without(this.folder + "/");
		}
		finally {
			// Fails while it owns a database.
			database.jdbc().sql("DROP ROLE " + role).update();
		}
	}

	@MigrationTests
	static class Plain {

		static @Nullable Migrator migrator;

		static @Nullable TargetSchema target;

	}

	@MigrationTests
	@MigrationData(revision = "c3", sql = "classpath:dev/migrate/test/rows.sql")
	static class Rows {

		static @Nullable Migrator migrator;

	}

	@MigrationTests(skip = @Skip(check = MigrationCheck.OFFLINE_SCRIPT, reason = "takes time"))
	static class Online extends Plain {

	}

	@MigrationTests(skip = @Skip(check = MigrationCheck.OFFLINE_SCRIPT, reason = "takes time"))
	static class RowsOnline extends Rows {

	}

	static class Outer {

		static @Nullable Migrator migrator;

		@Nested
		@MigrationTests
		class Revisions {

		}

		@Nested
		@ExtendWith(MigrationScenarioExtension.class)
		class Scenarios {

			@Test
			void beginsAtARevision(MigrationScenario scenario) {
				MigrationAssertions.assertThat(scenario.migrateTo("f1")).isAt("f1");
			}

		}

	}

	@MigrationTests(from = "c3", skip = @Skip(check = MigrationCheck.ENTITIES, reason = "there are none"))
	@MigrationData(revision = "c3", sql = "classpath:dev/migrate/test/rows.sql")
	static class WithRows {

		static @Nullable Migrator migrator;

		@Test
		void goesUpAndDown(MigrationScenario scenario) {
			scenario.migrateTo("a1").jdbc().sql("INSERT INTO a1 VALUES (1), (2)").update();
			MigrationAssertions.assertThat(scenario)
				.isAt("a1")
				.hasTable("a1")
				.hasNoTable("b2")
				.hasNoColumn("a1", "name");
			assertThat(scenario.upgrade().jdbc().sql("SELECT name FROM a1 ORDER BY id").query(String.class).list())
				.containsExactly("1", "0");
			MigrationAssertions.assertThat(scenario).isAtHead().hasColumn("a1", "name").hasNoIndex("a1_id");
			MigrationAssertions.assertThat(scenario.to("-1")).isAt("d4");
			MigrationAssertions.assertThat(scenario.downgrade("c3").to("e5")).isAtHead();
		}

	}

}
