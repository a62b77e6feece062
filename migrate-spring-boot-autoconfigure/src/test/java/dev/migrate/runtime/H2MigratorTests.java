package dev.migrate.runtime;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.migrate.dialect.LockMode;
import dev.migrate.dialect.MigrationSchemaException;
import dev.migrate.dialect.RefusedStatementException;
import dev.migrate.dialect.UnsupportedDatabaseException;
import dev.migrate.operations.operation.BulkInsert;
import dev.migrate.operations.operation.UnsupportedFeatureException;
import dev.migrate.runtime.failure.ConcurrentMigrationException;
import dev.migrate.runtime.failure.InterruptedRevisionException;
import dev.migrate.runtime.failure.LockTimeoutException;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.failure.NotAtTargetException;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.runtime.run.Resume;
import dev.migrate.runtime.run.RunOptions;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.testsupport.H2Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static dev.migrate.operations.operation.OperationOption.concurrently;
import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.jsonb;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.varchar;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Migrator} on H2.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class H2MigratorTests {

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final H2Database database = new H2Database();

	private ScriptFolder scripts;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.scripts = new ScriptFolder(folder);
	}

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
		this.database.close();
	}

	private Migrator migrator() {
		return this.scripts.migrator(this.database.dataSource());
	}

	@ParameterizedTest
	@ValueSource(strings = { "MODE=REGULAR", "DATABASE_TO_UPPER=FALSE",
			"MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH" })
	void upgradesAndDowngradesAndTellsWhereItIs(String settings) {
		try (H2Database other = new H2Database(settings)) {
			Migrator migrator = this.scripts.chain().migrator(other.dataSource());
			assertThat(migrator.status().pending()).hasSize(3);
			assertThatExceptionOfType(NotAtTargetException.class).isThrownBy(migrator::validate);
			assertThat(migrator.upgrade().after()).containsExactly("c3");
			assertThat(migrator.upgrade().steps()).isEmpty();
			migrator.validate();
			assertThat(migrator.inspection().lockHolder()).isEmpty();
			assertThat(other.tables()).containsExactly("a1", "b2", "c3", "migrate_history", "migrate_lock",
					"migrate_version");
			assertThat(migrator.downgrade("a1").after()).containsExactly("a1");
			assertThat(other.tables()).doesNotContain("b2", "c3");
			migrator.stamp("b2");
			assertThat(migrator.status().current()).containsExactly("b2");
			assertThat(migrator.history(10)).hasSize(6).allSatisfy((entry) -> assertThat(entry.duration()).isNotNull());
		}
	}

	@Test
	void runsRevisionsWrittenInJava() {
		Migrator migrator = JavaContent.of(this.database.dataSource(), (op) -> {
			op.createTable(table("people").column(column("id", bigint()).asIdentity())
				.column("name", text(), (name) -> name.notNull())
				.column("extra", jsonb())
				.primaryKey("id")
				.comment("who"));
			op.createIndex("people", index("name"));
			op.addColumn("people", column("city", varchar(100)).defaultValue("'nowhere'"));
		}).build();
		migrator.upgrade("j3");
		assertThat(
				this.database.jdbc().sql("INSERT INTO people (name, extra) VALUES ('A', JSON '{\"a\": 1}')").update())
			.isEqualTo(1);
		assertThat(this.database.jdbc().sql("SELECT city FROM people").query(String.class).single())
			.isEqualTo("nowhere");
		migrator.downgrade("base");
		assertThat(this.database.tables()).doesNotContain("people");
	}

	@Test
	void insertsRowsInBulk() {
		JavaContent.of(this.database.dataSource(), (op) -> {
			op.createTable(table("item").column(column("id", bigint()).asIdentity())
				.column("tags", text().array())
				.column("extra", jsonb()));
			op.bulkInsert(BulkInsert.into("item", "id", "tags", "extra")
				.row(7L, List.of("a", "b"), "{\"a\": 1}")
				.row(8L, null, null));
			op.execute("UPDATE item SET id = :to WHERE id = :from", Map.of("to", 9, "from", 8));
		}).build().upgrade("j1");
		assertThat(this.database.jdbc()
			.sql("SELECT id, tags[1] || '+' || tags[2] AS tags, CAST(extra AS varchar) AS extra FROM item ORDER BY id")
			.query((row, number) -> row.getLong("id") + " " + row.getString("tags") + " " + row.getString("extra"))
			.list()).containsExactly("7 a+b {\"a\":1}", "9 null null");
	}

	@Test
	void conditionalRevisionsSeeWhatIsThere() {
		this.database.jdbc().sql("CREATE TABLE users (id bigint PRIMARY KEY, \"value\" int)").update();
		JavaContent.of(this.database.dataSource(), (op) -> {
			assertThat(op.inspect().hasTable("users")).isTrue();
			assertThat(op.inspect().hasColumn("public.users", "value")).isTrue();
			if (!op.inspect().hasColumn("users", "avatar")) {
				op.addColumn("users", column("avatar", varchar(255)));
			}
			assertThat(op.inspect().column("users", "avatar").type()).isEqualTo(varchar(255));
		}).build().upgrade("j1");
		assertThat(this.database.jdbc().sql("SELECT avatar FROM users").query(String.class).list()).isEmpty();
	}

	@Test
	void keepsWhatRanBeforeAStatementThatFailedAndContinuesAtIt() {
		this.scripts.revision("a1", "", """
				CREATE TABLE a1 (id int);
				INSERT INTO a1 VALUES (1);
				CREATE INDEX a1_id ON a1 (identifier);
				CREATE TABLE a2 (id int);""", "DROP TABLE a1;");
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(migrator()::upgrade)
			.withMessageContaining("R_a1.sql, line 7")
			.withMessageContaining("Column \"IDENTIFIER\" not found")
			.withMessageContaining("has been kept, and the next run continues there");
		assertThat(this.database.tables()).contains("a1").doesNotContain("a2");
		this.scripts.revision("a1", "", """
				CREATE TABLE a1 (id int);
				INSERT INTO a1 VALUES (1);
				CREATE INDEX a1_id ON a1 (id);
				CREATE TABLE a2 (id int);""", "DROP TABLE a1;");
		assertThat(migrator().upgrade().after()).containsExactly("a1");
		assertThat(this.database.tables()).contains("a2");
		assertThat(this.database.jdbc().sql("SELECT count(*) FROM a1").query(Integer.class).single()).isOne();
		assertThat(migrator().history(10)).hasSize(1);
	}

	@Test
	void rollsBackRowsThatNoChangeOfTheSchemaCameBetween() {
		this.scripts.table("a1", "").revision("b2", "a1", """
				INSERT INTO a1 VALUES (1);
				INSERT INTO a1 VALUES ('x');""", "");
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(migrator()::upgrade)
			.withMessageContaining("Nothing of this revision has been kept");
		assertThat(this.database.jdbc().sql("SELECT * FROM a1").query().listOfRows()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void theCatalogTellsWhetherAnInterruptedStatementTookEffect(boolean taken) {
		this.scripts.revision("a1", "", "CREATE TABLE a1 (id int);\nCREATE INDEX a1_id ON a1 (id);", "");
		migrator().upgrade();
		// What a process that is killed during the second statement leaves behind.
		this.database.jdbc().sql("DELETE FROM migrate_version").update();
		this.database.jdbc().sql("""
				UPDATE migrate_history SET duration_ms = NULL, statements_started = 2, statements_done = 1,
					statements_checksum = NULL""").update();
		if (!taken) {
			this.database.jdbc().sql("DROP INDEX a1_id").update();
		}
		assertThat(migrator().upgrade().after()).containsExactly("a1");
		assertThat(this.database.jdbc().sql("DROP INDEX a1_id").update()).isZero();
	}

	@Test
	void stopsWhenNobodyCanTellWhetherAStatementTookEffect() {
		this.scripts.revision("a1", "", "CREATE TABLE a1 (id int);\nALTER TABLE a1 ADD COLUMN x int;", "");
		migrator().upgrade();
		this.database.jdbc().sql("DELETE FROM migrate_version").update();
		this.database.jdbc().sql("""
				UPDATE migrate_history SET duration_ms = NULL, statements_started = 2, statements_done = 1,
					statements_checksum = NULL""").update();
		assertThatExceptionOfType(InterruptedRevisionException.class).isThrownBy(migrator()::upgrade)
			.withMessageContaining("statement 2 may or may not have taken effect");
		assertThat(migrator().upgrade("head", RunOptions.defaults().resume(Resume.SKIP)).after()).containsExactly("a1");
	}

	@Test
	void doesNotRepeatWhatAClassWroteOverJdbcOnItsWay() {
		boolean[] broken = { true };
		Migrator migrator = JavaContent.of(this.database.dataSource(), (op) -> {
			op.createTable(table("t").column("x", bigint()));
			op.jdbc().sql("INSERT INTO t VALUES (1)").update();
			op.createTable(table("u").column("x", bigint()));
			op.execute(broken[0] ? "DROP TABLE nothing" : "DROP TABLE IF EXISTS nothing");
		}).build();
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(() -> migrator.upgrade("j1"));
		broken[0] = false;
		assertThatExceptionOfType(InterruptedRevisionException.class).isThrownBy(() -> migrator.upgrade("j1"))
			.withMessageContaining("is not written a second time");
		assertThat(this.database.jdbc().sql("SELECT count(*) FROM t").query(Integer.class).single()).isOne();
	}

	@Test
	void eachRevisionRunsOnceWhenSeveralStartAtOnce() throws Exception {
		this.scripts.chain();
		List<Future<MigrationResult>> runs = IntStream.range(0, 4)
			.mapToObj((i) -> this.executor.submit(() -> migrator().upgrade()))
			.toList();
		int steps = 0;
		for (Future<MigrationResult> run : runs) {
			assertThat(run.get().after()).containsExactly("c3");
			steps += run.get().steps().size();
		}
		assertThat(steps).isEqualTo(3);
		assertThat(migrator().history(100)).hasSize(3);
	}

	@Test
	void waitsForTheLeaseOfAnotherMigration() throws Exception {
		this.scripts.chain();
		migrator().upgrade("a1");
		this.database.jdbc().sql("""
				UPDATE migrate_lock SET token = 'other', holder = 'elsewhere', taken_at = CURRENT_TIMESTAMP,
					expires_at = CURRENT_TIMESTAMP + INTERVAL '1' HOUR""").update();
		assertThat(migrator().inspection().lockHolder())
			.hasValueSatisfying((holder) -> assertThat(holder).contains("elsewhere"));
		assertThatExceptionOfType(LockTimeoutException.class).isThrownBy(
				this.scripts.builder(this.database.dataSource()).lockMaxWait(Duration.ofMillis(50)).build()::upgrade)
			.withMessageContaining("elsewhere");
		Future<MigrationResult> run = this.executor.submit(() -> migrator().upgrade());
		this.database.jdbc().sql("UPDATE migrate_lock SET token = NULL").update();
		await().until(run::isDone);
		assertThat(run.get().after()).containsExactly("c3");
	}

	@Test
	void aRevisionWhoseLeaseWasTakenByAnotherIsNotRecorded() {
		this.scripts.table("a1", "")
			.revision("b2", "a1", "UPDATE migrate_lock SET token = 'other', epoch = epoch + 1;", "");
		assertThatExceptionOfType(ConcurrentMigrationException.class).isThrownBy(migrator()::upgrade)
			.withMessageContaining("another process has taken the migration lock");
		assertThat(migrator().status().current()).containsExactly("a1");
	}

	@ParameterizedTest
	@EnumSource(names = { "ADVISORY", "TRANSACTION" })
	void refusesALockThatH2DoesNotHave(LockMode mode) {
		Migrator migrator = this.scripts.chain().builder(this.database.dataSource()).lockMode(mode).build();
		assertThatExceptionOfType(UnsupportedDatabaseException.class).isThrownBy(migrator::upgrade)
			.withMessageContaining("H2 does not have the lock")
			.withMessageContaining("migrate.lock.mode=table");
		assertThat(this.database.tables()).isEmpty();
	}

	@Test
	void migratesWithoutALockIfTold() {
		this.scripts.chain().builder(this.database.dataSource()).lockMode(LockMode.NONE).build().upgrade();
		assertThat(this.database.tables()).contains("c3").doesNotContain("migrate_lock");
	}

	@Test
	void anOperationThatH2DoesNotHaveFailsBeforeItRuns() {
		Migrator migrator = JavaContent
			.of(this.database.dataSource(), (op) -> op.createIndex("nowhere", index("x"), concurrently()))
			.build();
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(() -> migrator.upgrade("j1"))
			.withMessageContaining("H2 does not have a concurrent build of an index")
			.withMessageContaining("without concurrently()");
		assertThat(migrator.status().current()).isEmpty();
	}

	@Test
	void nothingRunsWhenALaterOperationIsOneThatH2DoesNotHave() {
		Migrator migrator = JavaContent.of(this.database.dataSource(), (op) -> {
			op.createTable(table("t").column("x", bigint()));
			op.autocommitBlock(() -> op.createIndex("t", index("x"), concurrently()));
		}).build();
		for (String revision : List.of("j1", "j2", "j3")) {
			assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(() -> migrator.upgrade(revision))
				.withMessageContaining("H2 does not have a concurrent build of an index")
				.withMessageContaining("Nothing of the plan has been kept");
			assertThat(this.database.tables()).doesNotContain("t");
		}
	}

	@Test
	void whatComesAfterALookIntoTheDatabaseIsFoundOutWhenItRuns() {
		Migrator migrator = JavaContent.of(this.database.dataSource(), (op) -> {
			op.createTable(table("t").column("x", bigint()));
			if (op.inspect().hasTable("t")) {
				op.createIndex("t", index("x"), concurrently());
			}
		}).build();
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(() -> migrator.upgrade("j1"))
			.withMessageContaining("has been kept, and the next run continues there");
	}

	@Test
	void refusesOneTransactionForAllWhenTheSchemaChanges() {
		Migrator migrator = this.scripts.chain()
			.builder(this.database.dataSource())
			.transaction(TransactionMode.ALL)
			.build();
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(migrator::upgrade);
		assertThat(this.database.tables()).doesNotContain("a1");
	}

	@Test
	void writesNoScripts() {
		OfflineMigrator offline = this.scripts.chain().migrator(this.database.dataSource()).offline("h2");
		assertThatExceptionOfType(UnsupportedFeatureException.class).isThrownBy(() -> offline.upgrade("base:head"))
			.withMessageContaining("H2 does not have a script in place of a run");
	}

	@Test
	void aSchemaOfItsOwnTakesEverything() {
		this.database.jdbc().sql("CREATE SCHEMA app").update();
		this.scripts.chain().builder(this.database.dataSource()).schema("app").build().upgrade();
		assertThat(this.database.tables()).isEmpty();
		assertThat(this.database.jdbc().sql("SELECT version_num FROM app.migrate_version").query(String.class).single())
			.isEqualTo("c3");
		Migrator elsewhere = this.scripts.builder(this.database.dataSource())
			.schema("gone")
			.versionTableSchema("app")
			.build();
		assertThatExceptionOfType(MigrationSchemaException.class).isThrownBy(() -> elsewhere.downgrade("b2"))
			.withMessageContaining("'gone'");
		this.scripts.builder(this.database.dataSource()).schema("fresh").createSchema(true).build().upgrade();
		assertThat(
				this.database.jdbc().sql("SELECT version_num FROM fresh.migrate_version").query(String.class).single())
			.isEqualTo("c3");
	}

	@Test
	void refusesToSetTheSchemaInAScript() {
		this.scripts.revision("a1", "", "CREATE SCHEMA s;\nSET SCHEMA s;\nCREATE TABLE a1 (id int);", "");
		assertThatExceptionOfType(RefusedStatementException.class).isThrownBy(migrator()::upgrade)
			.withMessageContaining("R_a1.sql, line 6")
			.withMessageContaining("migrate.schema");
		assertThat(migrator().status().current()).isEmpty();
	}

	@Test
	void givesTheConnectionBackAsItCame() throws SQLException {
		this.database.jdbc().sql("CREATE SCHEMA app").update();
		try (Connection connection = this.database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("SET LOCK_TIMEOUT 777");
			statement.execute("SET QUERY_TIMEOUT 88888");
			statement.execute("SET SCHEMA app");
			this.scripts.chain()
				.builder(new SingleConnectionDataSource(connection, true))
				.schema("public")
				.statementTimeout(Duration.ofMinutes(1))
				.lockLease(Duration.ofHours(1))
				.build()
				.upgrade();
			ResultSet settings = statement.executeQuery("""
					SELECT CURRENT_SCHEMA || ' ' || LOCK_TIMEOUT() || ' ' || (SELECT SETTING_VALUE
						FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'QUERY_TIMEOUT')""");
			assertThat(settings.next()).isTrue();
			assertThat(settings.getString(1)).isEqualTo("APP 777 88888");
			assertThat(connection.getAutoCommit()).isTrue();
		}
		assertThat(this.database.tables()).contains("c3");
	}

	@Test
	void aRevisionFindsNothingThatTheOneBeforeItLeftInTheSession() throws SQLException {
		this.scripts.revision("a1", "", """
				SET TIME ZONE 'Asia/Tokyo';
				SET QUERY_TIMEOUT 77000;
				SET @kept = 7;
				CREATE LOCAL TEMPORARY TABLE leftover (id int);""", "").revision("b2", "a1", """
				CREATE TABLE look AS SELECT CAST(@kept AS int) AS kept, (SELECT SETTING_VALUE
					FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'TIME ZONE') AS zone;
				CREATE LOCAL TEMPORARY TABLE leftover (id int);""", "");
		String zone = "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'TIME ZONE'";
		try (Connection connection = this.database.dataSource().getConnection()) {
			JdbcClient session = JdbcClient.create(new SingleConnectionDataSource(connection, true));
			String before = session.sql(zone).query(String.class).single();
			this.scripts.migrator(new SingleConnectionDataSource(connection, true)).upgrade();
			assertThat(session.sql(zone).query(String.class).single()).isEqualTo(before);
			assertThat(session.sql("SELECT zone FROM look WHERE kept IS NULL").query(String.class).single())
				.isEqualTo(before);
			session.sql("CREATE LOCAL TEMPORARY TABLE leftover (id int)").update();
		}
	}

	@Test
	void countsWhatADowngradeLoses() {
		Migrator migrator = this.scripts.chain().migrator(this.database.dataSource());
		migrator.upgrade();
		this.database.jdbc().sql("INSERT INTO c3 VALUES (1), (2)").update();
		assertThat(migrator.inspection().losses(migrator.revisions().downgrade("b2", migrator.rows())).losses())
			.singleElement()
			.satisfies((loss) -> {
				assertThat(loss.table()).isEqualTo("c3");
				assertThat(loss.rows()).isEqualTo(2);
			});
	}

}
