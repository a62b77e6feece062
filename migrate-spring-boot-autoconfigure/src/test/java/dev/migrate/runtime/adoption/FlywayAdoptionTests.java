package dev.migrate.runtime.adoption;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.migrate.revision.Direction;
import dev.migrate.runtime.MigrationStatus;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.MigratorBuilder;
import dev.migrate.runtime.ScriptFolder;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.failure.NotAtTargetException;
import dev.migrate.runtime.run.AdoptMode;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.HistoryEntry;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.runtime.run.RunOptions;
import dev.migrate.runtime.tenant.TenantMigrator;
import dev.migrate.schema.ObjectName;
import dev.migrate.script.AdoptedMigration.Tool;
import dev.migrate.script.RevisionScript;
import dev.migrate.testsupport.H2Database;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for taking over the history of the real Flyway.
 */
@ExtendWith(PostgresExtension.class)
class FlywayAdoptionTests {

	private static final RunOptions DRY_RUN = new RunOptions(RunOptions.defaults().listener(), null, true);

	@TempDir
	private Path migrations;

	private ScriptFolder scripts;

	@BeforeEach
	void writeScripts(@TempDir Path folder) {
		migration("V1__create_a.sql", "CREATE TABLE a (id int);");
		migration("V1.1__create_b.sql", "CREATE TABLE b (id int);");
		migration("V02_0__create_c.sql", "CREATE TABLE c (id int);");
		migration("R__all_of_a.sql", "CREATE OR REPLACE VIEW all_of_a AS SELECT id FROM a;");
		this.scripts = new ScriptFolder(folder)
			.revision("a1", "", List.of("adopts: flyway 1.0"), "CREATE TABLE a (id int);", "\nDROP TABLE a;")
			.revision("b2", "a1", List.of("adopts: flyway 1.1"), "CREATE TABLE b (id int);", "\nDROP TABLE b;")
			.revision("c3", "b2", List.of("adopts: flyway 2"), "CREATE TABLE c (id int);", "\nDROP TABLE c;")
			.revision("d4", "c3", List.of("adopts: flyway R all of a"),
					"CREATE OR REPLACE VIEW all_of_a AS SELECT id FROM a;", "\nDROP VIEW all_of_a;");
	}

	private void migration(String name, String text) {
		try {
			Files.writeString(this.migrations.resolve(name), text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private FluentConfiguration flyway(TestDatabase database) {
		return Flyway.configure().dataSource(database.newConnections()).locations("filesystem:" + this.migrations);
	}

	private static List<?> table(TestDatabase database) {
		return database.jdbc().sql("SELECT * FROM flyway_schema_history ORDER BY installed_rank").query().listOfRows();
	}

	private static MigrationRefusedException refused(Migrator migrator) {
		MigrationRefusedException refused = catchThrowableOfType(MigrationRefusedException.class, migrator::upgrade);
		assertThat(refused).isNotNull();
		assertThat(migrator.rows()).isEmpty();
		return refused;
	}

	@Test
	void aStartTakesOverWhatFlywayHasAppliedAndGoesOn(TestDatabase database) {
		flyway(database).load().migrate();
		List<?> before = table(database);
		this.scripts.table("e5", "d4");
		Migrator migrator = this.scripts.migrator(database.dataSource());
		assertThat(migrator.upgrade("head", DRY_RUN).after()).containsExactly("e5");
		String adoption = "Flyway has migrated this database up to 02.0 (public.flyway_schema_history). The next upgrade"
				+ " takes that over: the database is at d4 then.";
		MigrationStatus status = migrator.status();
		assertThat(status.adoption()).isEqualTo(adoption);
		assertThat(status.pending()).extracting(RevisionScript::id).containsExactly("e5");
		assertThat(status.upToDate()).isFalse();
		assertThatExceptionOfType(NotAtTargetException.class).isThrownBy(migrator::validate)
			.withMessageContaining(adoption);
		assertThat(this.scripts.builder(database.dataSource()).adopt(AdoptMode.NONE).build().status().adoption())
			.isNull();
		assertThat(migrator.rows()).isEmpty();
		MigrationResult result = migrator.upgrade();
		assertThat(result.before()).isEmpty();
		assertThat(result.after()).containsExactly("e5");
		assertThat(result.steps()).extracting(CompletedStep::revision).containsExactly("a1", "b2", "c3", "d4", "e5");
		assertThat(result.steps()).extracting(CompletedStep::direction)
			.containsExactly(Direction.STAMP, Direction.STAMP, Direction.STAMP, Direction.STAMP, Direction.UPGRADE);
		assertThat(migrator.history(9)).extracting(HistoryEntry::revision)
			.containsExactly("e5", "d4", "c3", "b2", "a1");
		assertThat(migrator.upgrade().steps()).isEmpty();
		assertThat(migrator.status().adoption()).isNull();
		// The version before, which has Flyway, starts once more.
		flyway(database).load().migrate();
		assertThat(table(database)).isEqualTo(before);
		assertThat(migrator.upgrade().steps()).isEmpty();
		// What Flyway has done is as good as done by revisions, and is not taken over
		// again.
		migrator.downgrade("base");
		assertThat(migrator.upgrade().steps()).extracting(CompletedStep::direction)
			.containsOnly(Direction.UPGRADE)
			.hasSize(5);
	}

	@Test
	void aDatabaseThatIsBehindIsBroughtOnByTheRevisions(TestDatabase database) {
		flyway(database).target("1.1").load().migrate();
		// Flyway runs repeatable migrations at the end, whatever is pending.
		assertThat(table(database)).hasSize(3);
		assertThat(this.scripts.migrator(database.dataSource()).status().adoption()).endsWith(
				"the database is at b2 then. What is run after that, a version with Flyway would do once more: let"
						+ " that do it before, if you may have to go back to such a version.");
		assertThat(this.scripts.migrator(database.dataSource()).adopted()).get()
			.satisfies((adopted) -> assertThat(adopted.remaining()).containsExactly("c3"));
		MigrationResult result = this.scripts.migrator(database.dataSource()).upgrade();
		assertThat(result.steps()).extracting(CompletedStep::revision).containsExactly("a1", "b2", "c3", "d4");
		assertThat(result.steps()).extracting(CompletedStep::direction)
			.containsExactly(Direction.STAMP, Direction.STAMP, Direction.UPGRADE, Direction.UPGRADE);
	}

	@Test
	void aSquashedRevisionCountsAsAppliedOrWhatItReplacesDoes(TestDatabase database) {
		this.scripts.revision("s9", "",
				List.of("replaces: a1, b2, c3", "adopts: flyway 1", "adopts: flyway 1.1", "adopts: flyway 2"),
				"CREATE TABLE a (id int); CREATE TABLE b (id int); CREATE TABLE c (id int);", " none");
		flyway(database).target("1.1").load().migrate();
		MigrationResult result = this.scripts.migrator(database.dataSource()).upgrade();
		assertThat(result.after()).containsExactly("d4");
		assertThat(result.steps()).extracting((step) -> step.direction() + " " + step.revision())
			.startsWith("STAMP a1", "STAMP b2", "UPGRADE c3")
			.endsWith("UPGRADE d4");
		database.jdbc().sql("DROP TABLE migrate_version, migrate_history, c").update();
		flyway(database).load().migrate();
		assertThat(this.scripts.migrator(database.dataSource()).upgrade().steps())
			.extracting((step) -> step.direction() + " " + step.revision())
			.containsExactly("STAMP s9", "STAMP d4");
	}

	@Test
	void aFlywayThatIsMigratingIsWaitedFor(TestDatabase database) throws Exception {
		migration("V1.1__create_b.sql", "CREATE TABLE b (id int); SELECT pg_advisory_xact_lock(4711);");
		Flyway flyway = flyway(database).load();
		ExecutorService pods = Executors.newFixedThreadPool(2);
		try (Connection gate = database.dataSource().getConnection(); Statement statement = gate.createStatement()) {
			statement.execute("SELECT pg_advisory_lock(4711)");
			Future<?> migrated = pods.submit(flyway::migrate);
			await().until(() -> locks(database, "NOT granted") == 1);
			assertThat(refused(this.scripts.builder(database.dataSource()).lockMaxWait(Duration.ofMillis(1)).build()))
				.hasMessageContaining("Flyway is migrating this database: its lock is held by pid ");
			Future<MigrationResult> upgraded = pods
				.submit(() -> this.scripts.migrator(database.dataSource()).upgrade());
			// The gate, Flyway, and the new pod, which has its own lock and waits.
			await().until(() -> locks(database, "granted") == 3);
			statement.execute("SELECT pg_advisory_unlock(4711)");
			assertThat(upgraded.get().steps()).extracting((step) -> step.direction() + " " + step.revision())
				.containsExactly("STAMP a1", "STAMP b2", "STAMP c3", "STAMP d4");
			migrated.get();
		}
		finally {
			pods.shutdownNow();
		}
	}

	@Test
	void theFirstRunOfFlywayIsWaitedForWhileNobodySeesItsTable(TestDatabase database) throws Exception {
		// Whoever creates a table waits for the gate before others see it.
		database.jdbc()
			.sql("""
					CREATE FUNCTION wait() RETURNS event_trigger LANGUAGE plpgsql AS $$
					BEGIN PERFORM pg_advisory_xact_lock(4711) FROM pg_event_trigger_ddl_commands() AS created
						WHERE created.object_identity = 'public.flyway_schema_history'; END $$;
					CREATE EVENT TRIGGER waiting ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION wait()""")
			.update();
		// Flyway takes an empty schema for one with nobody's tables.
		Flyway flyway = flyway(database).baselineOnMigrate(true).baselineVersion("0").load();
		ExecutorService pods = Executors.newFixedThreadPool(2);
		try (Connection gate = database.dataSource().getConnection(); Statement statement = gate.createStatement()) {
			statement.execute("SELECT pg_advisory_lock(4711)");
			Future<?> migrated = pods.submit(flyway::migrate);
			await().until(() -> locks(database, "NOT granted") == 1);
			Migrator migrator = this.scripts.migrator(database.dataSource());
			assertThat(refused(this.scripts.builder(database.dataSource()).lockMaxWait(Duration.ofMillis(1)).build()))
				.hasMessageContaining("Flyway is migrating this database: its lock is held by pid ");
			assertThat(migrator.status().adoption()).startsWith("Flyway is migrating this database");
			Future<MigrationResult> upgraded = pods.submit(() -> migrator.upgrade());
			await().until(() -> locks(database, "granted") == 3);
			statement.execute("SELECT pg_advisory_unlock(4711)");
			assertThat(upgraded.get().steps()).extracting((step) -> step.direction() + " " + step.revision())
				.containsExactly("STAMP a1", "STAMP b2", "STAMP c3", "STAMP d4");
			migrated.get();
		}
		finally {
			pods.shutdownNow();
		}
	}

	private static long locks(TestDatabase database, String condition) {
		return database.jdbc()
			.sql("SELECT count(DISTINCT (classid, objid)) FROM pg_locks WHERE locktype = 'advisory' AND " + condition
					+ " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
			.query(Long.class)
			.single();
	}

	@Test
	void whatFlywayDoesAroundItsMigrationsCountsWithThem(TestDatabase database) {
		this.scripts.revision("s0", "", List.of("adopts: flyway schemas"), "CREATE SCHEMA IF NOT EXISTS more;", " none")
			.revision("b0", "s0", List.of("adopts: flyway callback beforeMigrate.sql"), "SELECT 1;", " none")
			.revision("a1", "b0", List.of("adopts: flyway 1.0"), "CREATE TABLE a (id int);", "\nDROP TABLE a;")
			.revision("c3", "v3", List.of("adopts: flyway 2"), "CREATE TABLE c (id int);", "\nDROP TABLE c;")
			.revision("v3", "b2", List.of("adopts: flyway callback afterVersioned.sql"), "SELECT 1;", " none")
			.revision("e5", "d4", List.of("adopts: flyway callback afterMigrate.sql"), "SELECT 1;", " none");
		Migrator migrator = this.scripts.migrator(database.dataSource());
		assertThat(migrator.adopted()).isEmpty();
		flyway(database).target("1.1").load().migrate();
		assertThat(migrator.adopted()).get()
			.satisfies((adopted) -> assertThat(adopted.implied()).isEmpty())
			.extracting(AdoptedHistory::rows)
			.isEqualTo(List.of("b2"));
		flyway(database).load().migrate();
		this.scripts.revision("x2", "b2", List.of(), "SELECT 1;", " none")
			.revision("v3", "x2", List.of("adopts: flyway callback afterVersioned.sql"), "SELECT 1;", " none");
		Migrator changed = this.scripts.migrator(database.dataSource());
		assertThat(changed.adopted()).get().satisfies((adopted) -> assertThat(adopted.implied()).containsExactly("x2"));
		assertThat(changed.upgrade().steps()).extracting((step) -> step.direction() + " " + step.revision())
			.containsExactly("STAMP s0", "STAMP b0", "STAMP a1", "STAMP b2", "STAMP x2", "STAMP v3", "STAMP c3",
					"STAMP d4", "UPGRADE e5");
		database.jdbc().sql("DROP TABLE migrate_version, migrate_history").update();
		this.scripts.revision("q1", "",
				List.of("replaces: s0, b0, a1, b2", "adopts: flyway schemas",
						"adopts: flyway callback beforeMigrate.sql", "adopts: flyway 1", "adopts: flyway 1.1"),
				"SELECT 1;", " none");
		assertThat(this.scripts.migrator(database.dataSource()).upgrade().steps())
			.extracting((step) -> step.direction() + " " + step.revision())
			.containsExactly("STAMP q1", "STAMP x2", "STAMP v3", "STAMP c3", "STAMP d4", "UPGRADE e5");
	}

	@Test
	void anEarlierTextOfARepeatableMigrationDoesNotCount(TestDatabase database) {
		flyway(database).load().migrate();
		Integer checksum = database.jdbc()
			.sql("SELECT checksum FROM flyway_schema_history WHERE version IS NULL")
			.query(Integer.class)
			.single();
		this.scripts.revision("d4", "c3", List.of("adopts: flyway R all of a checksum=" + (checksum + 1)),
				"CREATE OR REPLACE VIEW all_of_a AS SELECT id, 2 AS text FROM a;", "\nDROP VIEW all_of_a;");
		Migrator migrator = this.scripts.migrator(database.dataSource());
		assertThat(migrator.upgrade("c3").after()).containsExactly("c3");
		assertThat(migrator.upgrade().steps()).extracting(CompletedStep::revision).containsExactly("d4");
		assertThat(database.jdbc().sql("SELECT text FROM all_of_a").query().listOfRows()).isEmpty();
		// Below one that was applied, it cannot run again.
		database.jdbc().sql("DROP TABLE migrate_version, migrate_history").update();
		this.scripts.revision("c3", "d4", List.of("adopts: flyway 2"), "CREATE TABLE c (id int);", "\nDROP TABLE c;")
			.revision("d4", "b2", List.of("adopts: flyway R all of a checksum=" + (checksum + 1)), "SELECT 1;",
					" none");
		assertThat(refused(this.scripts.migrator(database.dataSource()))).hasMessageContaining(
				"Flyway has applied 2 here (revision c3), but not R all of a with the checksum %d (it has %d) (revision d4)"
					.formatted(checksum + 1, checksum))
			.hasMessageContaining("that still has it, and start again.");
	}

	@Test
	void tenReplicasTakeItOverOnce(TestDatabase database) throws Exception {
		flyway(database).load().migrate();
		this.scripts.table("e5", "d4");
		ExecutorService replicas = Executors.newFixedThreadPool(10);
		try {
			List<Callable<MigrationResult>> starts = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				starts.add(() -> this.scripts.migrator(database.dataSource()).upgrade());
			}
			int steps = 0;
			for (Future<MigrationResult> start : replicas.invokeAll(starts)) {
				assertThat(start.get().after()).containsExactly("e5");
				steps += start.get().steps().size();
			}
			assertThat(steps).isEqualTo(5);
			assertThat(this.scripts.migrator(database.dataSource()).history(99)).hasSize(5);
		}
		finally {
			replicas.shutdownNow();
		}
	}

	@Test
	void aBaselineScriptStandsForVersionsThatNothingNamesAnyMore(TestDatabase database, @TempDir Path folder) {
		ScriptFolder baseline = new ScriptFolder(folder)
			.revision("b9", "", List.of("adopts: flyway 2", "adopts: flyway B2"), "CREATE TABLE a (id int);", " none")
			.revision("d4", "b9", List.of("adopts: flyway R all of a"), "SELECT 1;", " none");
		flyway(database).target("1.1").load().migrate();
		assertThat(refused(baseline.migrator(database.dataSource())).getProblem())
			.contains("Flyway has applied 1, 1.1 here, but not 2.");
		flyway(database).load().migrate();
		assertThat(baseline.migrator(database.dataSource()).upgrade().after()).containsExactly("d4");
	}

	@Test
	void baselinesUndoneAndDeletedMigrationsCountAsFlywayCountsThem(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE a (id int); CREATE TABLE b (id int)").update();
		flyway(database).baselineVersion("1.1").baselineOnMigrate(true).load().migrate();
		assertThat(table(database)).hasSize(3);
		String rows = """
				INSERT INTO flyway_schema_history VALUES
					(%s, '%s', 'x', '%s', 'x.sql', null, 'me', now(), 1, true)""";
		// Undone, and a migration whose file is gone.
		database.jdbc().sql(rows.formatted(20, "2.00", "UNDO_SQL")).update();
		database.jdbc().sql(rows.formatted(21, "9", "SQL")).update();
		database.jdbc().sql(rows.formatted(22, "9", "DELETE")).update();
		database.jdbc().sql("DROP TABLE c").update();
		MigrationResult result = this.scripts.migrator(database.dataSource()).upgrade();
		assertThat(result.steps()).extracting(CompletedStep::direction)
			.containsExactly(Direction.STAMP, Direction.STAMP, Direction.UPGRADE, Direction.UPGRADE);
		database.jdbc().sql("DROP TABLE migrate_version, migrate_history").update();
		database.jdbc().sql(rows.formatted(23, "2", "SQL_BASELINE")).update();
		assertThat(this.scripts.migrator(database.dataSource()).upgrade().steps()).extracting(CompletedStep::direction)
			.containsOnly(Direction.STAMP)
			.hasSize(4);
	}

	@Test
	void aHistoryWithoutMigrationsIsNothingToTakeOver(TestDatabase database) throws IOException {
		Files.createDirectory(this.migrations.resolve("none"));
		flyway(database).schemas("other").locations("filesystem:" + this.migrations + "/none").load().migrate();
		assertThat(database.jdbc().sql("SELECT type FROM other.flyway_schema_history").query(String.class).list())
			.containsExactly("SCHEMA");
		Migrator migrator = this.scripts.builder(database.dataSource())
			.adoptTable("other.flyway_schema_history")
			.build();
		assertThat(migrator.upgrade().steps()).extracting(CompletedStep::direction).containsOnly(Direction.UPGRADE);
	}

	@Test
	void theTableCanHaveAnotherNameAndSchema(TestDatabase database) {
		flyway(database).table("moves").load().migrate();
		database.jdbc()
			.sql("CREATE SCHEMA other; CREATE TABLE other.flyway_schema_history AS SELECT * FROM moves")
			.update();
		Migrator migrator = this.scripts.migrator(database.dataSource());
		assertThat(migrator.upgrade().after()).containsExactly("d4");
		database.jdbc().sql("DROP TABLE migrate_version, migrate_history").update();
		assertThat(this.scripts.builder(database.dataSource())
			.adoptTable("other.flyway_schema_history")
			.build()
			.upgrade()
			.steps()).hasSize(4);
		database.jdbc().sql("DROP TABLE migrate_version, migrate_history").update();
		database.jdbc().sql("CREATE TABLE moves_of_others AS SELECT * FROM moves").update();
		assertThat(refused(migrator)).hasMessage("""
				There are several tables in which Flyway may keep the state of this database: public.moves, \
				public.moves_of_others. Nothing has been changed. Name the one that belongs to this application: \
				migrate.adopt-table=public.moves. If none does, set migrate.adopt=none.""");
		database.jdbc().sql("CREATE TABLE \"Moves\" AS SELECT * FROM moves WHERE version = '1'").update();
		assertThat(adopting("\"Moves\"", database).status().adoption()).contains("up to 1 (public.Moves)");
		assertThat(adopting("public.moves", database).status().adoption()).contains("up to 02.0 (public.moves)");
		assertThat(adopting("MOVES_OF_others", database).status().adoption())
			.contains("up to 02.0 (public.moves_of_others)");
	}

	private Migrator adopting(String table, TestDatabase database) {
		return this.scripts.builder(database.dataSource()).adoptTable(table).build();
	}

	@Test
	void everyTenantHasAHistoryOfItsOwn(TestDatabase database) {
		flyway(database).schemas("t_1").load().migrate();
		database.jdbc()
			.sql("CREATE SCHEMA t_2; CREATE TABLE t_2.a (id int); CREATE TABLE t_2.b (id int); CREATE SCHEMA t_3;"
					+ " CREATE TABLE flyway_schema_history AS SELECT * FROM t_1.flyway_schema_history;"
					+ " CREATE TABLE t_2.flyway_schema_history AS SELECT * FROM t_1.flyway_schema_history"
					+ " WHERE version LIKE '1%'")
			.update();
		TenantMigrator tenants = TenantMigrator.builder(this.scripts.migrator(database.dataSource()))
			.schemas(List.of("t_*"))
			.build();
		assertThat(tenants.migrator("t_2").status().adoption()).contains("up to 1.1 (t_2.flyway_schema_history)");
		assertThat(tenants.migrator("t_3").status().adoption()).isNull();
		tenants.upgrade();
		for (int tenant = 1; tenant <= 3; tenant++) {
			assertThat(tenants.migrator("t_" + tenant).history(9)).extracting(HistoryEntry::direction)
				.filteredOn(Direction.STAMP::equals)
				.hasSize(List.of(4, 2, 0).get(tenant - 1));
		}
		// What the new tenant has no need of is no difference.
		assertThat(tenants.drift("t_1", List.of("t_1", "t_2", "t_3")).groups()).isEmpty();
		// What the application has named is that of the schema which is no tenant's.
		database.jdbc().sql("CREATE SCHEMA t_4; CREATE SCHEMA t_5; CREATE SCHEMA \"T_4\"").update();
		flyway(database).schemas("T_4").load().migrate();
		for (MigratorBuilder named : List.of(
				this.scripts.builder(database.dataSource()).adoptTable("flyway_schema_history"),
				this.scripts.builder(database.dataSource()).adoptTable("public.flyway_schema_history"),
				this.scripts.builder(database.dataSource())
					.otherHistories(Map.of(Tool.FLYWAY, new ObjectName("public", "flyway_schema_history")), null))) {
			TenantMigrator others = TenantMigrator.builder(named.build()).schemas(List.of("t_*", "T_4")).build();
			assertThat(others.migrator("t_4").status().adoption()).isNull();
			assertThat(others.migrator("T_4").status().adoption()).contains("up to 02.0 (T_4.flyway_schema_history)");
		}
	}

	@Test
	void theHistoryOfADatabaseInMemoryIsTakenOver() {
		try (H2Database database = new H2Database()) {
			Flyway.configure()
				.dataSource(database.dataSource())
				.locations("filesystem:" + this.migrations)
				.load()
				.migrate();
			MigrationResult result = this.scripts.table("e5", "d4").migrator(database.dataSource()).upgrade();
			assertThat(result.steps()).extracting(CompletedStep::direction)
				.containsExactly(Direction.STAMP, Direction.STAMP, Direction.STAMP, Direction.STAMP, Direction.UPGRADE);
		}
	}

	@Test
	void whatCannotBeTakenOverIsRefusedWithWhatToDo(TestDatabase database) {
		flyway(database).load().migrate();
		Migrator migrator = this.scripts.migrator(database.dataSource());
		database.jdbc().sql("UPDATE flyway_schema_history SET success = false WHERE version = '02.0'").update();
		assertThat(refused(migrator)).hasMessage(
				"""
						Flyway has failed here with 02.0 (V02_0__create_c.sql), as public.flyway_schema_history says, and may have \
						left a part of it. Nothing has been changed. Undo what is left of it, and have the version of the \
						application that still has Flyway repair its history and run it again. Then start again. If the database \
						has everything that the revisions up to one of them do, say so: migrate stamp <revision>""");
		assertThat(migrator.status().adoption()).startsWith("Flyway has failed here with 02.0")
			.endsWith("migrate stamp <revision>");
		database.jdbc()
			.sql("UPDATE flyway_schema_history SET success = true, version = '3' WHERE version = '02.0'")
			.update();
		assertThat(refused(migrator)).hasMessage(
				"""
						This database is ahead of the revisions: Flyway has applied 3 here, as public.flyway_schema_history says, \
						and no revision adopts it. Nothing has been changed. Deploy a version of the application that has \
						revisions for it. If a revision has what 3 did, add '-- adopts: flyway 3' to its header. If the database \
						has everything that the revisions up to one of them do, say so: migrate stamp <revision>""");
		database.jdbc()
			.sql("UPDATE flyway_schema_history SET version = '2' WHERE version = '3';"
					+ " DELETE FROM flyway_schema_history WHERE version = '1.1'")
			.update();
		assertThat(refused(migrator)).hasMessage("""
				Flyway has applied 2 here (revision c3), but not 1.1 (revision b2), which comes before it. Nothing has \
				been changed. Have Flyway apply it with the version of the application that still has it \
				(spring.flyway.out-of-order=true), and start again. If the database has what it does, say so: \
				migrate stamp c3""");
		// On a branch of its own, it is no gap.
		this.scripts.revision("b2", "", List.of("adopts: flyway 1.1"), "SELECT 1;", " none")
			.revision("c3", "a1", List.of("adopts: flyway 2"), "SELECT 1;", " none");
		MigrationResult branches = this.scripts.migrator(database.dataSource()).upgrade("heads");
		assertThat(branches.after()).containsExactly("b2", "d4");
		assertThat(branches.steps()).extracting((step) -> step.direction() + " " + step.revision())
			.containsExactly("STAMP a1", "STAMP c3", "STAMP d4", "UPGRADE b2");
		database.jdbc().sql("DROP TABLE migrate_version, migrate_history").update();
		this.scripts.revision("b2", "a1", List.of("adopts: flyway 1.1", "adopts: flyway 2"), "SELECT 1;", " none")
			.revision("c3", "b2", List.of("adopts: flyway 1.2"), "SELECT 1;", " none");
		Migrator partial = this.scripts.migrator(database.dataSource());
		assertThat(refused(partial)).hasMessage(
				"""
						Revision b2 (%s) does what several migrations did: Flyway has applied 2 here, but not 1.1. Nothing has been \
						changed. Have Flyway apply the rest with the version of the application that still has it, and start again. \
						If the database has all of it, say so: migrate stamp b2"""
					.formatted(partial.scripts().get("b2").location()));
		assertThat(this.scripts.builder(database.dataSource()).adopt(AdoptMode.NONE).build().stamp("b2").after())
			.containsExactly("b2");
		database.jdbc()
			.sql("DROP TABLE migrate_version, migrate_history; ALTER TABLE flyway_schema_history DROP COLUMN type")
			.update();
		assertThat(refused(partial)).hasMessage(
				"""
						What Flyway has applied here cannot be read from public.flyway_schema_history: The column name type was not \
						found in this ResultSet. Nothing has been changed. Give the role that migrates the right to read it (GRANT \
						SELECT ON public.flyway_schema_history). If it is not the history of this application, set \
						migrate.adopt=none, or migrate.adopt-table to the one that is.""");
	}

}
