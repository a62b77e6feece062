package dev.migrate.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.migrate.dialect.LockMode;
import dev.migrate.operations.operation.UnsupportedFeatureException;
import dev.migrate.runtime.failure.BrokenDryRunException;
import dev.migrate.runtime.failure.ConnectionLostException;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.MigrationListener;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.runtime.run.RetryPolicy;
import dev.migrate.runtime.run.RunOptions;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.runtime.run.UntriedPart;
import dev.migrate.testsupport.H2Database;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.migrate.operations.operation.Backfill.update;
import static dev.migrate.operations.operation.OperationOption.concurrently;
import static dev.migrate.schema.Index.index;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link RunOptions#asDryRun() dry runs}.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DryRunTests {

	private static final RunOptions DRY_RUN = RunOptions.defaults().asDryRun();

	private ScriptFolder scripts;

	@BeforeEach
	void writeScripts(@TempDir Path folder) {
		this.scripts = new ScriptFolder(folder).chain();
	}

	@Test
	void anUpgradeOfAnEmptyDatabaseLeavesNothing(TestDatabase database) {
		MigrationResult dryRun = this.scripts.migrator(database.dataSource()).upgrade("head", DRY_RUN);
		assertThat(dryRun.before()).isEmpty();
		assertThat(dryRun.after()).containsExactly("c3");
		assertThat(dryRun.steps()).extracting(CompletedStep::revision).containsExactly("a1", "b2", "c3");
		assertThat(dryRun.untried()).isEmpty();
		assertThat(database.tables()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void bothDirectionsLeaveEverythingAsItWas(LockMode mode, TestDatabase database) {
		this.scripts.revision("b2", "a1", "ALTER TABLE a1 ADD COLUMN n int; UPDATE a1 SET n = 1;",
				"ALTER TABLE a1 DROP COLUMN n;");
		Migrator migrator = this.scripts.builder(database.dataSource()).lockMode(mode).build();
		migrator.upgrade("a1");
		database.jdbc().sql("INSERT INTO a1 VALUES (1)").update();
		List<String> before = Catalog.of(database);
		assertThat(migrator.upgrade("head", DRY_RUN).after()).containsExactly("c3");
		assertThat(migrator.downgrade("base", DRY_RUN).after()).isEmpty();
		assertThat(Catalog.of(database)).isEqualTo(before);
		assertThat(migrator.inspection().lockHolder()).isEmpty();
		assertThat(migrator.upgrade("head").steps()).hasSize(2);
	}

	@Test
	void whereNothingIsPendingNothingIsTried(TestDatabase database) {
		Migrator migrator = this.scripts.migrator(database.dataSource());
		migrator.upgrade();
		MigrationResult dryRun = migrator.upgrade("head", DRY_RUN);
		assertThat(dryRun.steps()).isEmpty();
		assertThat(dryRun.after()).containsExactly("c3");
	}

	@ParameterizedTest
	@EnumSource
	void aFailureIsReportedAsARunReportsIt(TransactionMode mode, TestDatabase database) {
		this.scripts.revision("c3", "b2", "CREATE TABLE c3 (id int);\nSELECT 1 / 0;", "");
		Migrator migrator = this.scripts.builder(database.dataSource()).transaction(mode).build();
		RevisionFailedException failure = catchThrowableOfType(RevisionFailedException.class,
				() -> migrator.upgrade("head", DRY_RUN));
		assertThat(failure.getRevision()).isEqualTo("c3");
		assertThat(failure).hasMessageContaining("division by zero")
			.hasMessageContaining("SELECT 1 / 0")
			.hasMessageContaining("The database is at base. This was a dry run: nothing has been kept.");
		assertThat(database.tables()).isEmpty();
	}

	@Test
	void whatWouldFailAtTheCommitFails(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE parent (id int PRIMARY KEY)").update();
		database.jdbc().sql("CREATE TABLE child (id int REFERENCES parent DEFERRABLE INITIALLY DEFERRED)").update();
		this.scripts.revision("b2", "a1", "INSERT INTO child VALUES (1);", "");
		Migrator migrator = this.scripts.migrator(database.dataSource());
		RevisionFailedException failure = catchThrowableOfType(RevisionFailedException.class,
				() -> migrator.upgrade("head", DRY_RUN));
		assertThat(failure.getRevision()).isEqualTo("b2");
		assertThat(failure.getStatement()).isEqualTo("COMMIT");
		assertThat(failure.getSqlState()).isEqualTo("23503");
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(migrator::upgrade)
			.extracting(RevisionFailedException::getRevision, RevisionFailedException::getStatement)
			.containsExactly("b2", "COMMIT");
	}

	@Test
	void constraintsWaitForTheEndOfEachRevision(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE parent (id int PRIMARY KEY)").update();
		database.jdbc().sql("CREATE TABLE child (id int REFERENCES parent DEFERRABLE INITIALLY DEFERRED)").update();
		String turned = "INSERT INTO child VALUES (%1$d); INSERT INTO parent VALUES (%1$d);";
		this.scripts.revision("a1", "", turned.formatted(1), "")
			.revision("b2", "a1", turned.formatted(2), "")
			.revision("c3", "b2", "ALTER TABLE child ADD COLUMN n int;", "");
		assertThat(this.scripts.migrator(database.dataSource()).upgrade("head", DRY_RUN).steps()).hasSize(3);
	}

	@Test
	void whatDoesNotRunInATransactionIsLeftOutAndNamed(TestDatabase database) {
		this.scripts.revision("b2", "a1", "CREATE INDEX CONCURRENTLY b2 ON a1 (id);\nCREATE TABLE b2 (id int);", "")
			.revision("c3", "b2", List.of("transaction: none"), "CREATE TABLE c3 (id int);\nINSERT INTO c3 VALUES (1);",
					"");
		MigrationResult dryRun = this.scripts.migrator(database.dataSource()).upgrade("head", DRY_RUN);
		assertThat(dryRun.steps()).hasSize(3);
		assertThat(dryRun.untried()).containsExactly(new UntriedPart("b2", "CREATE INDEX CONCURRENTLY b2 ON a1 (id)"),
				new UntriedPart("c3", "CREATE TABLE c3 (id int)"), new UntriedPart("c3", "INSERT INTO c3 VALUES (1)"));
		assertThat(database.tables()).isEmpty();
	}

	@Test
	void aFailureSaysWhatItMayBeFor(TestDatabase database) {
		this.scripts.revision("b2", "a1", "CREATE UNIQUE INDEX CONCURRENTLY b2 ON a1 (id);", "")
			.revision("c3", "b2", "ALTER TABLE a1 ADD CONSTRAINT c3 UNIQUE USING INDEX b2;", "");
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(() -> this.scripts.migrator(database.dataSource()).upgrade("head", DRY_RUN))
			.withMessageContaining("It may depend on what was left out")
			.withMessageContaining("b2: CREATE UNIQUE INDEX CONCURRENTLY b2 ON a1 (id)");
	}

	@Test
	void statementsThatCommitByThemselvesAreTriedWhereOnlyTheSettingAsksForIt(TestDatabase database) {
		Migrator migrator = this.scripts.builder(database.dataSource()).transaction(TransactionMode.NONE).build();
		MigrationResult dryRun = migrator.upgrade("head", DRY_RUN);
		assertThat(dryRun.untried()).isEmpty();
		assertThat(dryRun.steps()).hasSize(3);
		assertThat(database.tables()).isEmpty();
	}

	@Test
	void aPlanThatIsToRunTogetherIsRefusedAsInARun(TestDatabase database) {
		this.scripts.revision("c3", "b2", "VACUUM;", "");
		Migrator migrator = this.scripts.builder(database.dataSource()).transaction(TransactionMode.ALL).build();
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> migrator.upgrade("head", DRY_RUN));
	}

	@Test
	void aRevisionInJavaIsTriedWithoutItsBlocks(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE event (id int PRIMARY KEY, name text)").update();
		List<String> before = database.tables();
		MigrationResult dryRun = JavaContent.of(database, (op) -> {
			op.jdbc().sql("INSERT INTO event VALUES (1, 'before')").update();
			op.autocommitBlock(() -> op.backfill(update("event").set("name", "'x'")));
			op.createIndex("event", index("name"), concurrently());
			op.autocommitBlock(() -> {
				op.execute("VACUUM event");
				op.jdbc().sql("DELETE FROM event").update();
				throw new AssertionError("The block goes on without a connection");
			});
			assertThat(op.jdbc().sql("SELECT name FROM event").query(String.class).list()).containsExactly("before");
		}).build().upgrade("j1", DRY_RUN);
		assertThat(dryRun.untried()).extracting(UntriedPart::revision).containsOnly("j1");
		assertThat(dryRun.untried()).extracting(UntriedPart::description)
			.satisfiesExactly((first) -> assertThat(first).startsWith("UPDATE event SET name = 'x'"),
					(second) -> assertThat(second).startsWith("CREATE INDEX CONCURRENTLY event_name_idx"),
					(third) -> assertThat(third).isEqualTo("VACUUM event"),
					(fourth) -> assertThat(fourth).contains("over JDBC"));
		assertThat(database.tables()).isEqualTo(before);
		assertThat(database.jdbc().sql("SELECT count(*) FROM event").query(Integer.class).single()).isZero();
	}

	@Test
	void aRevisionInJavaThatRunsWithoutATransactionIsLeftOut(TestDatabase database) {
		List<String> done = new ArrayList<>();
		MigrationResult dryRun = JavaContent.of(database, (op) -> {
			op.execute("CREATE TABLE left_out (id int)");
			op.jdbc().sql("CREATE TABLE kept (id int)").update();
			done.add("more");
		}).build().upgrade("j2", DRY_RUN);
		assertThat(dryRun.untried()).hasSize(2);
		assertThat(done).isEmpty();
		assertThat(database.tables()).isEmpty();
	}

	@Test
	void aRevisionThatCommitsIsFoundOut(TestDatabase database) {
		Migrator migrator = JavaContent.of(database, (op) -> {
			op.execute("CREATE TABLE kept (id int)");
			op.jdbc().sql("COMMIT").update();
		}).build();
		BrokenDryRunException failure = catchThrowableOfType(BrokenDryRunException.class,
				() -> migrator.upgrade("j1", DRY_RUN));
		assertThat(failure.getRevision()).isEqualTo("j1");
		assertThat(failure).hasMessageContaining("has been kept");
	}

	@Test
	void aRevisionThatCommitsAndFailsIsFoundOut(TestDatabase database) {
		Migrator migrator = JavaContent.of(database, (op) -> {
			op.jdbc().sql("COMMIT").update();
			op.execute("SELECT 1 / 0");
		}).build();
		assertThatExceptionOfType(BrokenDryRunException.class).isThrownBy(() -> migrator.upgrade("j1", DRY_RUN));
	}

	@Test
	void anInterruptedRevisionIsLeftOut(TestDatabase database) {
		this.scripts.revision("d4", "c3", List.of("transaction: none"),
				"CREATE TABLE d4 (id int);\nSELECT pg_terminate_backend(pg_backend_pid());", "");
		Migrator migrator = this.scripts.migrator(database.dataSource());
		assertThatExceptionOfType(ConnectionLostException.class).isThrownBy(migrator::upgrade);
		List<String> before = Catalog.of(database);
		MigrationResult dryRun = migrator.upgrade("head", DRY_RUN);
		assertThat(dryRun.untried()).singleElement()
			.satisfies((part) -> assertThat(part.description()).contains("all of it"));
		assertThat(Catalog.of(database)).isEqualTo(before);
	}

	@Test
	void theListenerHearsOfEachRevisionOnceAndNobodyElseDoes(TestDatabase database) {
		database.jdbc().sql("CREATE SEQUENCE attempts").update();
		this.scripts.revision("c3", "b2", """
				DO $$
				BEGIN
					IF nextval('attempts') < 3 THEN
						RAISE 'no' USING ERRCODE = '40001';
					END IF;
				END $$;""", "");
		List<String> heard = new ArrayList<>();
		Migrator migrator = this.scripts.builder(database.dataSource()).listener(new MigrationListener() {

			@Override
			public void completed(CompletedStep step) {
				throw new AssertionError("Nothing is completed in a dry run");
			}

		}).retry(new RetryPolicy(3, Duration.ofMillis(1), 1, Duration.ofMillis(1), 0)).build();
		migrator.upgrade("head", RunOptions.defaults().listener(new MigrationListener() {

			@Override
			public void completed(CompletedStep step) {
				heard.add(step.revision());
			}

		}).asDryRun());
		assertThat(heard).containsExactly("a1", "b2", "c3");
		assertThat(database.tables()).isEmpty();
	}

	@Test
	void aDatabaseThatAlembicManagedIsNotAdopted(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE migrate_version (version_num varchar(32) NOT NULL PRIMARY KEY)").update();
		database.jdbc().sql("INSERT INTO migrate_version VALUES ('a1')").update();
		MigrationResult dryRun = this.scripts.migrator(database.dataSource()).upgrade("head", DRY_RUN);
		assertThat(dryRun.steps()).extracting(CompletedStep::revision).containsExactly("b2", "c3");
		assertThat(database.tables()).containsExactly("migrate_version");
	}

	@Test
	void h2HasNone() {
		try (H2Database database = new H2Database()) {
			Migrator migrator = this.scripts.migrator(database.dataSource());
			assertThatExceptionOfType(UnsupportedFeatureException.class)
				.isThrownBy(() -> migrator.upgrade("head", DRY_RUN))
				.withMessageContaining("H2 does not have");
			assertThat(database.tables()).isEmpty();
		}
	}

}
