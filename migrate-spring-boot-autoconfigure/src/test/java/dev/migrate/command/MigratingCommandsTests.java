package dev.migrate.command;

import java.nio.file.Path;
import java.util.List;

import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.ScriptFolder;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the commands that change the database.
 */
@ExtendWith(PostgresExtension.class)
class MigratingCommandsTests {

	@TempDir
	Path folder;

	private ScriptFolder scripts;

	@BeforeEach
	void writeScripts() {
		this.scripts = new ScriptFolder(this.folder).chain();
	}

	@Test
	void upgradeShowsEachRevisionAndASummary(TestDatabase database) {
		assertThat(masked(on(database).output("upgrade"))).isEqualTo("""
				Running upgrade  -> a1, make a1 ... TIME
				Running upgrade a1 -> b2, make b2 ... TIME
				Running upgrade b2 -> c3, make c3 ... TIME
				The database is at c3 now: 3 revisions in TIME.
				""");
		assertThat(database.tables()).contains("a1", "b2", "c3");
		assertThat(on(database).output("upgrade")).isEqualTo("The database is at c3 (head). There is nothing to do.\n");
	}

	@Test
	void anInterruptedRevisionGoesOnAsItIsTold(TestDatabase database) {
		database.jdbc().sql("CREATE SEQUENCE attempts").update();
		this.scripts.revision("d4", "c3", List.of("transaction: none"), """
				CREATE TABLE d4 (id int);
				SELECT CASE WHEN nextval('attempts') = 1 THEN pg_terminate_backend(pg_backend_pid()) END;
				INSERT INTO d4 VALUES (1);""", " none");
		assertThat(on(database).run("upgrade").exitCode()).isEqualTo(1);
		TestCommandLine.Result stopped = on(database).run("upgrade");
		assertThat(stopped.exitCode()).isEqualTo(1);
		assertThat(stopped.err()).contains("migrate upgrade --resume=skip");
		assertThat(on(database).output("upgrade", "--resume=skip")).contains("The database is at d4 now");
		assertThat(database.jdbc().sql("SELECT id FROM d4").query(Integer.class).list()).containsExactly(1);
		assertThat(on(database).run("upgrade", "--resume=repeat").exitCode()).isEqualTo(1);
	}

	@Test
	void upgradeGoesToTheTargetThatIsNamed(TestDatabase database) {
		assertThat(on(database).output("upgrade", "+1")).contains("is at a1 now: 1 revision in");
		assertThat(on(database).output("upgrade", "b2")).contains("is at b2 now");
		assertThat(database.tables()).contains("b2").doesNotContain("c3");
	}

	@Test
	void upgradeGoesToTheConfiguredTargetOtherwise(TestDatabase database) {
		Migrator migrator = this.scripts.builder(database.dataSource()).target("b2").build();
		assertThat(new TestCommandLine(migrator).output("upgrade")).contains("is at b2 now");
	}

	@Test
	void upgradeShowsThePlanToAPerson(TestDatabase database) {
		on(database).output("upgrade", "a1");
		assertThat(masked(on(database).interactive("").output("upgrade"))).isEqualTo("""
				2 revisions, a1 -> c3:
				  b2  make b2 ... TIME
				  c3  make c3 ... TIME
				The database is at c3 now: 2 revisions in TIME.
				""");
	}

	@Test
	void upgradeIsDescribedAsJson(TestDatabase database) {
		JsonNode json = JsonMapper.shared().readTree(on(database).output("upgrade", "b2", "--json"));
		assertThat(json.path("before")).isEmpty();
		assertThat(json.path("after").get(0).asString()).isEqualTo("b2");
		assertThat(json.path("steps")).hasSize(2)
			.allMatch((step) -> step.path("direction").asString().equals("upgrade"));
	}

	@Test
	void quietUpgradeSaysNothing(TestDatabase database) {
		assertThat(on(database).output("upgrade", "-q")).isEmpty();
		assertThat(database.tables()).contains("c3");
	}

	@Test
	void aFailureSaysWhatToDo(TestDatabase database) {
		this.scripts.revision("d4", "c3", "CREATE TABLE a1 (id int);", "SELECT 1;");
		TestCommandLine.Result result = on(database).run("upgrade");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.out()).endsWith("Running upgrade c3 -> d4, make d4 ... failed\n");
		assertThat(result.err()).startsWith("Error: The upgrade of revision d4 failed at ")
			.contains("relation \"a1\" already exists", "The database is at c3.", "Fix the script")
			.doesNotContain("\tat ");
	}

	@Test
	void twoHeadsAreExplained(TestDatabase database) {
		this.scripts.table("c4", "b2");
		TestCommandLine.Result result = on(database).run("upgrade");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.err()).contains("2 heads", "c3", "c4", "migrate merge heads", "migrate upgrade heads");
		assertThat(database.tables()).isEmpty();
	}

	@Test
	void upgradeOfADatabaseThatIsAheadSaysSo(TestDatabase database, @TempDir Path newer) {
		new TestCommandLine(new ScriptFolder(newer).chain().table("d4", "c3").migrator(database.dataSource()))
			.output("upgrade");
		assertThat(on(database).interactive("").output("upgrade"))
			.isEqualTo("The database is at d4, ahead of this application. There is nothing to do.\n");
	}

	@Test
	void upgradeIsWrittenAsSql(TestDatabase database) {
		String script = on(database).output("upgrade", "a1:b2", "--sql", "--dialect", "postgresql:16");
		assertThat(script).contains("-- Running upgrade a1 -> b2, make b2", "CREATE TABLE b2 (id int);")
			.doesNotContain("CREATE TABLE a1", "CREATE TABLE c3");
		assertThat(new TestCommandLine(this.scripts.migrator(database.dataSource()), database.url()).output("upgrade",
				"--sql", "--idempotent"))
			.contains("\\if", "CREATE TABLE c3 (id int);");
		assertThat(on(database).run("upgrade", "--sql").err()).contains("--dialect=postgresql");
		assertThat(database.tables()).isEmpty();
	}

	@Test
	void pendingStatementsAreWrittenWithoutWhatKeepsVersions(TestDatabase database) {
		on(database).output("upgrade", "a1");
		String pending = """
				-- b2, make b2
				CREATE TABLE b2 (id int);

				-- c3, make c3
				CREATE TABLE c3 (id int);

				""";
		assertThat(on(database).output("upgrade", "--sql", "--plain")).isEqualTo(pending);
		assertThat(on(database).output("show", "current:head", "--plain")).isEqualTo(pending);
		assertThat(on(database).output("upgrade", "b2:head", "--sql", "--plain", "--dialect=postgresql"))
			.startsWith("-- c3, make c3");
		assertThat(on(database).output("show", "current:head")).contains("Revision:      b2", "Revision:      c3")
			.doesNotContain("Revision:      a1");
		assertThat(on(database).run("upgrade", "--plain").exitCode()).isEqualTo(2);
	}

	@Test
	void pendingStatementsAreThoseOfTheServer(@TempDir Path sources) {
		TestProject project = new TestProject(sources).file("src/main/java/db/revisions/R_a1.java", """
				package db.revisions;

				import dev.migrate.Revision;
				import dev.migrate.operations.Migration;
				import dev.migrate.operations.operation.OperationOption;
				import dev.migrate.operations.Operations;

				@Revision(id = "a1")
				class R_a1 implements Migration {

					@Override
					public void upgrade(Operations op) {
						op.alterColumn("users", "email", (email) -> email.notNull(), OperationOption.ONLINE);
					}

					@Override
					public void downgrade(Operations op) {
					}

				}
				""").build();
		try (TestDatabase old = TestDatabase.on(14)) {
			project.database(old.dataSource());
			String pending = project.output("upgrade", "--sql", "--plain");
			assertThat(pending).contains("CHECK (email IS NOT NULL) NOT VALID");
			assertThat(project.output("show", "current:head", "--plain")).isEqualTo(pending);
			assertThat(project.output("upgrade", "--sql", "--plain", "--dialect=postgresql:18")).isNotEqualTo(pending);
			assertThat(project.output("show", "current:head", "--plain", "--dialect=postgresql:18"))
				.isEqualTo(project.output("show", "head", "--plain"))
				.isNotEqualTo(pending);
		}
	}

	@Test
	void aStepThatLeadsToSeveralRevisionsNamesTheCommands(TestDatabase database) {
		this.scripts.table("b3", "a1").revision("d4", "b2,b3", "SELECT 1;", "SELECT 1;");
		on(database).output("upgrade", "d4");
		assertThat(on(database).run("downgrade", "-1").err()).contains("'-1' is ambiguous",
				"Name one of them:\n  migrate downgrade b2\n  migrate downgrade b3\n");
		assertThat(on(database).run("downgrade", "-2").err())
			.contains("Name one of them:\n  migrate downgrade b2-1\n  migrate downgrade b3-1\n");
		assertThat(on(database).output("downgrade", "b2-1", "--dry-run")).contains("b2 -> a1", "d4 -> b2, b3");
		on(database).output("downgrade", "b2");
		assertThat(on(database).run("downgrade", "-1").err())
			.contains("\n  migrate downgrade b2@-1\n  migrate downgrade b3@-1\n");
		assertThat(on(database).output("downgrade", "b3@-1")).contains("The database is at b2 now");
		on(database).output("downgrade", "a1");
		assertThat(on(database).run("upgrade", "+1").err()).contains("\n  migrate upgrade b2\n  migrate upgrade b3\n");
	}

	@Test
	void whereTheDatabaseIsIsNoPlaceToGoTo(TestDatabase database) {
		for (String command : List.of("upgrade", "downgrade", "stamp")) {
			assertThat(on(database).run(command, "current").err())
				.contains("'current' is wherever the database is, which is not allowed here.")
				.doesNotContain("Did you mean");
		}
		assertThat(on(database).run("upgrade", "current:head", "--sql", "--dialect=postgresql").err())
			.contains("'current' is wherever the database is, which is not allowed here.");
	}

	@Test
	void commandsThatAreProposedInPlaceOfAScriptWriteOne(TestDatabase database) {
		this.scripts.table("b3", "a1").revision("d4", "b2,b3", "SELECT 1;", "SELECT 1;");
		TestCommandLine commands = on(database);
		assertThat(commands.run("downgrade", "d4:-1", "--sql", "--dialect=postgresql").err())
			.contains("\n  migrate downgrade d4:b2 --sql\n  migrate downgrade d4:b3 --sql\n");
		assertThat(commands.run("upgrade", "a1:+2", "--sql", "--idempotent", "--dialect=postgresql").err())
			.contains("\n  migrate upgrade a1:b2+1 --sql --idempotent\n");
		assertThat(commands.run("upgrade", "--sql", "--dialect=postgresql").err()).contains("'migrate merge heads'",
				"'migrate upgrade base:heads --sql'");
		assertThat(commands.run("downgrade", "a1:b2", "--sql", "--dialect=postgresql").err())
			.contains("'migrate upgrade a1:b2 --sql'");
		commands.output("upgrade", "a1");
		assertThat(commands.run("upgrade", "+1", "--sql", "--plain", "--dialect=postgresql").err())
			.contains("\n  migrate upgrade b2 --sql --plain\n");
	}

	@Test
	void downgradeTakesRevisionsBack(TestDatabase database) {
		on(database).output("upgrade");
		assertThat(masked(on(database).output("downgrade", "-1"))).isEqualTo("""
				Running downgrade c3 -> b2, make c3 ... TIME
				The database is at b2 now: 1 revision in TIME.
				""");
		assertThat(on(database).output("downgrade", "base")).contains("Running downgrade a1 -> , make a1 ...",
				"The database is at base now: 2 revisions");
		assertThat(database.tables()).doesNotContain("a1", "b2", "c3");
	}

	@Test
	void downgradeDropsNoRowsUnasked(TestDatabase database) {
		on(database).output("upgrade");
		database.jdbc().sql("INSERT INTO b2 VALUES (1), (2)").update();
		TestCommandLine.Result refused = on(database).run("downgrade", "base");
		assertThat(refused.exitCode()).isEqualTo(1);
		assertThat(refused.err()).contains("Revision b2 drops table b2 (2 rows).", "--yes")
			.doesNotContain("table a1", "table c3");
		assertThat(database.tables()).contains("a1", "b2", "c3");
		TestCommandLine.Result agreed = on(database).run("downgrade", "base", "--yes");
		assertThat(agreed.exitCode()).as(agreed.toString()).isZero();
		assertThat(agreed.err()).contains("Revision b2 drops table b2 (2 rows).");
		assertThat(database.tables()).doesNotContain("b2");
	}

	@Test
	void downgradeAsksAPersonBeforeItDropsRows(TestDatabase database) {
		on(database).output("upgrade");
		database.jdbc().sql("INSERT INTO c3 VALUES (1)").update();
		TestCommandLine.Result refused = on(database).interactive("\n").run("downgrade", "-1");
		assertThat(refused.exitCode()).isEqualTo(1);
		assertThat(refused.out()).contains("1 revision, c3 -> b2:");
		assertThat(refused.err()).contains("table c3 (1 row)", "Delete these rows? [y/N]", "Nothing was changed.");
		assertThat(database.tables()).contains("c3");
		assertThat(on(database).interactive("y\n").run("downgrade", "-1").exitCode()).isZero();
		assertThat(database.tables()).doesNotContain("c3");
	}

	@Test
	void downgradeDropsNothingElseThanAPersonHasAgreedTo(TestDatabase database) {
		on(database).output("upgrade", "b2");
		database.jdbc().sql("INSERT INTO b2 VALUES (1)").update();
		TestCommandLine.Result moved = on(database).interactive("y\n")
			.meanwhile(() -> on(database).output("upgrade", "c3"))
			.run("downgrade", "-1");
		assertThat(moved.exitCode()).isEqualTo(1);
		assertThat(moved.err()).contains("table b2 (1 row)", "the downgrade would be that of c3, not of b2");
		assertThat(database.tables()).contains("b2", "c3");
		assertThat(on(database).output("current")).contains("c3");
	}

	@Test
	void downgradeCountsTheValuesOfDroppedColumns(TestDatabase database) {
		this.scripts.revision("d4", "c3", "ALTER TABLE c3 ADD COLUMN \"Big Name\" text, ADD COLUMN empty text;",
				"ALTER TABLE IF EXISTS ONLY c3 DROP CONSTRAINT IF EXISTS x, DROP \"Big Name\", DROP COLUMN empty;");
		on(database).output("upgrade");
		database.jdbc().sql("INSERT INTO c3 (id, \"Big Name\") VALUES (1, 'x'), (2, NULL)").update();
		assertThat(on(database).run("downgrade", "c3").err()).contains("column \"Big Name\" of c3 (1 value)")
			.doesNotContain("empty", "constraint");
	}

	@Test
	void downgradeWithoutAWayBackFailsBeforeAnythingRuns(TestDatabase database) {
		this.scripts.revision("d4", "c3", List.of(), "SELECT 1;", " none").table("e5", "d4");
		on(database).output("upgrade");
		TestCommandLine.Result result = on(database).run("downgrade", "c3");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.err()).contains("'migrate:downgrade none'");
		assertThat(database.tables()).contains("e5");
	}

	@Test
	void downgradeIsWrittenAsSql(TestDatabase database) {
		assertThat(on(database).output("downgrade", "c3:a1", "--sql", "--dialect=postgresql"))
			.contains("DROP TABLE c3;", "DROP TABLE b2;");
		assertThat(on(database).run("downgrade", "a1", "--sql", "--dialect=postgresql").err()).contains("head:base");
	}

	@Test
	void aDryRunShowsWhatWouldBeDoneAndChangesNothing(TestDatabase database) {
		assertThat(masked(on(database).output("upgrade", "--dry-run"))).isEqualTo("""
				3 revisions, base -> c3:
				  a1  make a1
				  b2  make b2
				  c3  make c3

				Trying upgrade  -> a1, make a1 ... TIME
				Trying upgrade a1 -> b2, make b2 ... TIME
				Trying upgrade b2 -> c3, make c3 ... TIME
				Nothing was changed. The dry run of 3 revisions took TIME and would leave the database at c3.
				""");
		assertThat(database.tables()).isEmpty();
		on(database).output("upgrade");
		assertThat(on(database).output("upgrade", "--dry-run"))
			.isEqualTo("The database is at c3 (head). There is nothing to do.\n");
		database.jdbc().sql("INSERT INTO c3 VALUES (1)").update();
		TestCommandLine.Result downgrade = on(database).run("downgrade", "-1", "--dry-run");
		assertThat(downgrade.exitCode()).as(downgrade.toString()).isZero();
		assertThat(downgrade.out()).contains("Trying downgrade c3 -> b2, make c3 ...", "Nothing was changed.",
				"would leave the database at b2.");
		assertThat(downgrade.err()).contains("drops table c3 (1 row)");
		assertThat(database.jdbc().sql("SELECT id FROM c3").query(Integer.class).list()).containsExactly(1);
	}

	@Test
	void aDryRunSaysWhatCouldNotBeTried(TestDatabase database) {
		this.scripts.revision("b2", "a1", "CREATE INDEX CONCURRENTLY b2 ON a1 (id);", "DROP INDEX b2;");
		TestCommandLine.Result dryRun = on(database).run("upgrade", "--dry-run");
		assertThat(dryRun.exitCode()).as(dryRun.toString()).isZero();
		assertThat(dryRun.out()).contains("Trying upgrade b2 -> c3");
		assertThat(dryRun.err()).isEqualTo(
				"""
						Warning: These parts of revision b2 cannot run in a transaction; it and what follows were tried without them:
						    CREATE INDEX CONCURRENTLY b2 ON a1 (id)
						""");
	}

	@Test
	void aDryRunThatFailsIsReportedAsARunIs(TestDatabase database) {
		this.scripts.revision("d4", "c3", "CREATE TABLE a1 (id int);", "SELECT 1;");
		TestCommandLine.Result dryRun = on(database).run("upgrade", "--dry-run");
		assertThat(dryRun.exitCode()).isEqualTo(1);
		assertThat(dryRun.out()).endsWith("Trying upgrade c3 -> d4, make d4 ... failed\n");
		assertThat(dryRun.err()).startsWith("Error: The upgrade of revision d4 failed at ")
			.contains("relation \"a1\" already exists", "The database is at base. This was a dry run");
	}

	@Test
	void revisionsThatRunTogetherAreShownOneByOne(TestDatabase database) {
		Migrator migrator = this.scripts.builder(database.dataSource()).transaction(TransactionMode.ALL).build();
		assertThat(masked(new TestCommandLine(migrator).output("upgrade"))).isEqualTo("""
				Running upgrade  -> a1, make a1 ...
				Running upgrade a1 -> b2, make b2 ...
				Running upgrade b2 -> c3, make c3 ... TIME
				The database is at c3 now: 3 revisions in TIME.
				""");
	}

	@Test
	void stampMovesTheDatabaseWithoutRunningScripts(TestDatabase database) {
		assertThat(on(database).output("stamp", "b2")).isEqualTo("Stamped base -> b2.\n");
		assertThat(database.tables()).doesNotContain("a1", "b2");
		database.jdbc().sql("UPDATE migrate_version SET version_num = 'gone'").update();
		assertThat(on(database).run("stamp", "head").exitCode()).isEqualTo(1);
		assertThat(on(database).output("stamp", "--purge", "head")).isEqualTo("Stamped gone -> c3.\n");
		assertThat(on(database).output("current")).isEqualTo("c3  (head) (current)  make c3\n");
	}

	@Test
	void stampIsWrittenAsSql(TestDatabase database) {
		assertThat(on(database).output("stamp", "a1:c3", "--sql", "--dialect=postgresql"))
			.contains("-- Running stamp a1 -> c3");
	}

	@Test
	void ensureVersionCreatesTheTables(TestDatabase database) {
		assertThat(on(database).output("ensure-version", "--sql", "--dialect=postgresql"))
			.contains("CREATE TABLE IF NOT EXISTS", "migrate_version", "migrate_history");
		assertThat(database.tables()).isEmpty();
		on(database).output("ensure-version");
		on(database).output("ensure-version");
		assertThat(database.tables()).contains("migrate_history", "migrate_version");
		assertThat(on(database).run("current").err()).contains("The database is at base");
	}

	@Test
	void theSqlOfEnsureVersionDoesTheSame(TestDatabase database) {
		new JdbcTemplate(database.dataSource())
			.execute(on(database).output("ensure-version", "--sql", "--dialect=postgresql"));
		assertThat(database.tables()).contains("migrate_history", "migrate_version");
	}

	@Test
	void acceptRecordsAModifiedScript(TestDatabase database) {
		on(database).output("upgrade");
		this.scripts.revision("b2", "a1", "CREATE TABLE b2 (id bigint);", "DROP TABLE b2;");
		assertThat(on(database).output("status")).contains("Modified", "b2  make b2");
		assertThat(on(database).run("check").err()).contains(
				"Warning: SQL scripts have been modified since they were applied: b2 (",
				"migrate accept --script <revision>");
		assertThat(on(database).output("accept", "--script", "b2")).startsWith("Accepted b2 as ");
		assertThat(on(database).output("status")).doesNotContain("Modified");
	}

	/**
	 * Returns a command line that reads the scripts anew.
	 */
	private TestCommandLine on(TestDatabase database) {
		return new TestCommandLine(this.scripts.migrator(database.dataSource()));
	}

	private static String masked(String text) {
		return text.replaceAll("\\d+ ms|\\d+\\.\\d s", "TIME");
	}

}
