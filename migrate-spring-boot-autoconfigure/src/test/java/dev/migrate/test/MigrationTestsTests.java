package dev.migrate.test;

import java.nio.file.Path;
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

	@Test
	void eachMistakeFailsItsOwnCheck(TestDatabase database) {
		this.scripts.table("a1", "")
			.revision("b2", "a1", "CREATE INDEX a1_id ON a1 (id); COMMENT ON TABLE a1 IS 'a';",
					"COMMENT ON TABLE a1 IS 'b';")
			.revision("c3", "b2", "CREATE VIEW c3 AS SELECT id FROM a1;", "DROP TABLE c3;")
			.revision("d4", "c3", "INSERT INTO a1 SELECT 1 / (1 - count(*)) FROM a1;", "ANALYZE a1;")
			.revision("d5", "d4",
					"DO $$ BEGIN EXECUTE 'CREATE TABLE n' || (SELECT count(*) FROM migrate_history) || ' ()'; END $$;",
					"DO $$ BEGIN EXECUTE (SELECT 'DROP TABLE ' || relname FROM pg_class WHERE relname ~ '^n\\d'); END $$;")
			.revision("e5", "d5", """
					DO $$ BEGIN
						IF current_setting('migrate.lock', true) IS NOT NULL THEN CREATE TABLE e5 (id int); END IF;
					END $$;""", "DROP TABLE IF EXISTS e5;")
			.table("f6", "e5")
			.table("g7", "e5");
		Table entity = table("public.a1").column("id", integer()).column("age", integer());
		TestRun run = run(Plain.class, database, entity);
		assertThat(run.failed()).containsExactly(MigrationCheck.HEADS.description(), ROUND_TRIP + "c3 make c3",
				ROUND_TRIP + "d4 make d4", ROUND_TRIP + "d5 make d5", NO_TRACE + "b2 make b2",
				MigrationCheck.ENTITIES.description(), MigrationCheck.OFFLINE_SCRIPT.description());
		assertThat(run.result(MigrationCheck.HEADS.description())).isEqualTo("""
				failed: 'head' means 2 heads: f6 (R_f6.sql), g7 (R_g7.sql). Merge them with 'migrate merge heads', \
				apply all of them with 'migrate upgrade heads' (at start-up migrate.target=heads), or name one, as in \
				'f6' or 'label@head'.""");
		assertThat(run.result(ROUND_TRIP + "b2 make b2")).isEqualTo("""
				aborted: Not upgraded again, because the downgrade has left another schema than there was before.""");
		assertThat(run.result(ROUND_TRIP + "c3 make c3")).startsWith("""
				failed: Revision c3 make c3 (R_c3.sql) cannot be downgraded: \
				The downgrade of revision c3 failed at R_c3.sql, line 9:""");
		assertThat(run.result(ROUND_TRIP + "d4 make d4"))
			.startsWith("failed: Revision d4 make d4 (R_d4.sql) cannot be upgraded again after its downgrade: ");
		assertThat(run.result(ROUND_TRIP + "d5 make d5")).matches(
				"""
						failed: The second upgrade of d5 make d5 \\(R_d5.sql\\), after its downgrade, leaves another schema than the first one.
						Only after the second:
						  public.n\\d+: table, owner \\w+
						Only after the first:
						  public.n\\d+: table, owner \\w+
						Let the upgrade do the same on whatever its downgrade leaves.""");
		assertThat(run.result(NO_TRACE + "b2 make b2")).isEqualTo("""
				failed: The downgrade of b2 make b2 (R_b2.sql) leaves another schema than there was before its upgrade.
				Left over:
				  comment on table public.a1: b
				  public.a1: index a1_id CREATE INDEX a1_id ON public.a1 USING btree (id)
				Let the downgrade drop what its upgrade has created, or write that there is none: \
				-- migrate:downgrade none""");
		assertThat(run.result(MigrationCheck.ENTITIES.description())).isEqualTo("""
				failed: The entities and the database at head differ:
				  column a1.age is missing: integer
				Write a revision with 'migrate revision --autogenerate', or accept what may differ with \
				'migrate accept'.""");
		assertThat(run.result(MigrationCheck.OFFLINE_SCRIPT.description()).replaceAll("kit_\\w+", "kit")).isEqualTo("""
				failed: The offline script leaves another schema than the online run.
				Only offline:
				  public.e5: column id integer
				  public.e5: table, owner kit
				Let no revision depend on what it finds while it runs.""");
	}

	@Test
	void mistakesInScriptsAndInTheUpgradeAreToldOnce(TestDatabase database) {
		this.scripts.table("a1", "").revision("b2", "a1", "SELECT ${x};", "SELECT 1;");
		TestRun scripts = run(Plain.class, database);
		assertThat(scripts.failed()).containsExactly(MigrationCheck.SCRIPTS.description());
		assertThat(scripts.result(MigrationCheck.SCRIPTS.description())).startsWith("""
				failed: The scripts have 1 mistake:
				R_b2.sql, line 6""");
		assertThat(scripts.result(MigrationCheck.UPGRADE.description()))
			.isEqualTo("aborted: Not checked, because the scripts have mistakes.");
		this.scripts.revision("b2", "a1", "CREATE TABLE a1 (id int);", "SELECT 1;").table("c3", "b2");
		TestRun upgrade = run(Plain.class, database);
		assertThat(upgrade.failed()).containsExactly(MigrationCheck.UPGRADE.description());
		assertThat(upgrade.result(MigrationCheck.UPGRADE.description()))
			.startsWith("failed: The upgrade of revision b2 failed at R_b2.sql, line 6:")
			.endsWith("\nIf it needs rows, insert them before it with @MigrationData.");
		assertThat(upgrade.result(NO_TRACE + "a1 make a1")).isEqualTo("successful");
		assertThat(upgrade.result(NO_TRACE + "c3 make c3"))
			.isEqualTo("aborted: Not reached, because the upgrade to b2 make b2 fails.");
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
		TestRun run = run(WithRows.class, database);
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

	@Test
	void aServerThatCannotBeReachedIsToldOnce() {
		this.scripts.table("a1", "");
		Plain.migrator = this.scripts
			.migrator(new DriverManagerDataSource("jdbc:postgresql://localhost:1/app", "app", "x"));
		TestRun run = TestRun.of(Plain.class);
		assertThat(run.failed()).containsExactly(MigrationCheck.UPGRADE.description());
		assertThat(run.result(MigrationCheck.UPGRADE.description()))
			.startsWith("failed: The database of the tests cannot be reached: Connection to localhost:1 refused.")
			.endsWith("connections. Start the server, or correct the DataSource of the tests.");
		assertThat(run.result(NO_TRACE + "a1 make a1"))
			.isEqualTo("aborted: Not reached, because there is no database for it.");
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
			TestRun refused = TestRun.of(Plain.class);
			assertThat(refused.failed()).containsExactly(MigrationCheck.UPGRADE.description());
			assertThat(refused.result(MigrationCheck.UPGRADE.description())).isEqualTo(
					"""
							failed: The tests run in databases or schemas of their own, and the role %1$s may create neither. \
							Let it create databases on the server of the tests: ALTER ROLE %1$s CREATEDB. For most revisions it is \
							enough to let it create schemas: GRANT CREATE ON DATABASE %2$s TO %1$s."""
						.formatted(role, database.name()));
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
	private TestRun run(Class<?> testClass, TestDatabase database, Table... wanted) {
		String role = "kit_of_" + database.name();
		database.jdbc().sql("CREATE ROLE " + role + " LOGIN CREATEDB PASSWORD 'x'").update();
		try {
			Plain.migrator = this.scripts
				.migrator(new LazyConnectionDataSourceProxy(new DriverManagerDataSource(database.url(), role, "x")));
			WithRows.migrator = Plain.migrator;
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
