package dev.migrate.runtime;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.runtime.run.RetryPolicy;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Migrator} with other sessions in its way.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RetryTests {

	private static final Duration LOCK_TIMEOUT = Duration.ofMillis(200);

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private ScriptFolder scripts;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.scripts = new ScriptFolder(folder);
	}

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
	}

	@Test
	void readersBehindARevisionGoOnAndTheRevisionSucceedsOnceItsWayIsFree(TestDatabase database) throws Exception {
		upgradeToTable(database);
		this.scripts.revision("b2", "a1", "CREATE TABLE b2 (id int);\nALTER TABLE a1 ADD COLUMN name text;", "");
		Future<MigrationResult> run;
		try (Connection reader = begin(database, "SELECT * FROM a1")) {
			run = this.executor.submit(() -> patient(database, 100).upgrade());
			await().until(() -> waiting(database) == 1);
			// This reader queues behind the revision, which queues behind the first.
			assertThat(database.jdbc().sql("SELECT count(*) FROM a1").query(Integer.class).single()).isZero();
			await().until(() -> waiting(database) == 0);
			await().until(() -> waiting(database) == 1);
			assertThat(reader.isClosed()).isFalse();
			assertThat(run.isDone()).isFalse();
		}
		assertThat(run.get().after()).containsExactly("b2");
		assertThat(database.tables()).contains("b2");
	}

	@Test
	void noReaderBehindARevisionWaitsLongerThanTheLockTimeout(TestDatabase database) throws Exception {
		upgradeToTable(database);
		this.scripts.revision("b2", "a1", "ALTER TABLE a1 ADD COLUMN name text;", "");
		Future<MigrationResult> run;
		try (Connection reader = begin(database, "SELECT * FROM a1")) {
			run = this.executor.submit(() -> patient(database, 1000).upgrade());
			for (int i = 0; i < 5; i++) {
				await().until(() -> waiting(database) > 0);
				// The server cancels the reader if it waits longer; the rest is what
				// scheduling may take.
				try (Connection behind = database.newConnections().getConnection();
						Statement statement = behind.createStatement()) {
					statement.execute("SET lock_timeout = " + LOCK_TIMEOUT.plusSeconds(2).toMillis());
					statement.execute("SELECT * FROM a1");
				}
				await().until(() -> waiting(database) == 0);
			}
			assertThat(reader.isClosed()).isFalse();
			assertThat(run.isDone()).isFalse();
		}
		assertThat(run.get().after()).containsExactly("b2");
	}

	@Test
	void theLastFailureNamesWhoWasInTheWay(TestDatabase database) throws Exception {
		upgradeToTable(database);
		this.scripts.revision("b2", "a1", "ALTER TABLE A1 ADD COLUMN name text;", "");
		try (Connection reader = begin(database, "SELECT 'the report' FROM a1")) {
			RevisionFailedException failure = catchThrowableOfType(RevisionFailedException.class,
					patient(database, 2)::upgrade);
			assertThat(failure.getAttempts()).isEqualTo(2);
			assertThat(failure.getSqlState()).isEqualTo("55P03");
			assertThat(failure.getBlockers()).singleElement()
				.asString()
				.contains("pid " + pid(reader), "idle in transaction for", "AccessShareLock on a1",
						"SELECT 'the report' FROM a1");
			assertThat(failure).hasMessageContaining("at each of 2 attempts")
				.hasMessageContaining("pid " + pid(reader))
				.hasMessageContaining("migrate.session.lock-timeout")
				.hasMessageContaining("The database is at a1. Nothing of this revision has been kept.");
		}
	}

	@Test
	void aHolderOfThePartitionOrOfTheTableOfAnIndexIsNamedToo(TestDatabase database) throws Exception {
		this.scripts.revision("a1", "", """
				CREATE TABLE a1 (id int) PARTITION BY LIST (id);
				CREATE TABLE a1_part PARTITION OF a1 FOR VALUES IN (1);
				CREATE INDEX part_id ON a1_part (id);""", "").migrator(database.newConnections()).upgrade();
		this.scripts.revision("b2", "a1", "ALTER TABLE a1 ADD COLUMN name text;", "");
		try (Connection reader = begin(database, "SELECT * FROM a1_part")) {
			assertThat(catchThrowableOfType(RevisionFailedException.class, patient(database, 1)::upgrade).getBlockers())
				.singleElement()
				.asString()
				.contains("AccessShareLock on a1_part");
			this.scripts.revision("b2", "a1", "DROP INDEX part_id;", "");
			assertThat(catchThrowableOfType(RevisionFailedException.class, patient(database, 1)::upgrade).getBlockers())
				.singleElement()
				.asString()
				.contains("pid " + pid(reader));
		}
	}

	@Test
	void aChangeOfDataWaitsAsLongAsItTakes(TestDatabase database) throws Exception {
		upgradeToTable(database);
		database.jdbc().sql("INSERT INTO a1 VALUES (1)").update();
		this.scripts.revision("b2", "a1", "UPDATE a1 SET id = id + 1;", "");
		Future<MigrationResult> run;
		try (Connection writer = begin(database, "UPDATE a1 SET id = 5")) {
			run = this.executor.submit(() -> patient(database, 1).upgrade());
			await().until(() -> waiting(database) == 1);
			await().during(LOCK_TIMEOUT.multipliedBy(3)).until(() -> waiting(database) == 1);
			writer.commit();
		}
		assertThat(run.get().after()).containsExactly("b2");
		assertThat(database.jdbc().sql("SELECT id FROM a1").query(Integer.class).single()).isEqualTo(6);
	}

	@Test
	void aChangeOfDataBehindALockThatBlocksOthersDoesNot(TestDatabase database) throws Exception {
		upgradeToTable(database);
		database.jdbc().sql("CREATE TABLE other AS SELECT 1 AS id").update();
		this.scripts.revision("b2", "a1",
				"UPDATE a1 SET id = 1;\nALTER TABLE a1 ADD COLUMN n int;\nUPDATE other SET id = 2;", "");
		try (Connection writer = begin(database, "UPDATE other SET id = 5")) {
			RevisionFailedException failure = catchThrowableOfType(RevisionFailedException.class,
					patient(database, 1)::upgrade);
			assertThat(failure.getStatement()).isEqualTo("UPDATE other SET id = 2");
			assertThat(failure.getBlockers()).singleElement().asString().contains("pid " + pid(writer));
		}
	}

	@Test
	void aLimitThatTheScriptSetsItselfStays(TestDatabase database) throws Exception {
		upgradeToTable(database);
		this.scripts.revision("b2", "a1",
				"SELECT 1;\nSET LOCAL lock_timeout = '50ms';\nALTER TABLE a1 ADD COLUMN n int;\n", "");
		Migrator migrator = this.scripts.builder(database.newConnections())
			.lockTimeout(Duration.ofHours(1))
			.retry(new RetryPolicy(1, Duration.ZERO, 1, Duration.ZERO, 0))
			.build();
		try (Connection reader = begin(database, "SELECT * FROM a1")) {
			assertThat(reader.isClosed()).isFalse();
			assertThat(catchThrowableOfType(RevisionFailedException.class, migrator::upgrade).getSqlState())
				.isEqualTo("55P03");
		}
	}

	@Test
	void aRevisionThatCouldNotBeSerializedIsRepeatedAsAWhole(TestDatabase database) {
		database.jdbc().sql("CREATE SEQUENCE attempts").update();
		this.scripts.revision("a1", "", """
				CREATE TABLE a1 (id int);
				DO $$
				BEGIN
					IF nextval('attempts') < 3 THEN
						RAISE 'no' USING ERRCODE = '40001';
					END IF;
				END $$;""", "");
		patient(database, 3).upgrade();
		assertThat(database.jdbc().sql("SELECT last_value FROM attempts").query(Integer.class).single()).isEqualTo(3);
		assertThat(patient(database, 1).history(10)).hasSize(1);
	}

	@Test
	void outsideOfATransactionOnlyTheFailedStatementIsRepeated(TestDatabase database) throws Exception {
		upgradeToTable(database);
		this.scripts.revision("b2", "a1", List.of("transaction: none"), """
				CREATE TABLE b2 (id int);
				ALTER TABLE a1 ADD COLUMN name text;""", " none");
		Future<MigrationResult> run;
		try (Connection reader = begin(database, "SELECT * FROM a1")) {
			run = this.executor.submit(() -> patient(database, 100).upgrade());
			await().until(() -> waiting(database) == 1);
			await().until(() -> waiting(database) == 0);
			await().until(() -> waiting(database) == 1);
			assertThat(reader.isClosed()).isFalse();
		}
		assertThat(run.get().after()).containsExactly("b2");
	}

	@Test
	void theConnectionComesBackWithTheTimeoutsThatItHad(TestDatabase database) throws Exception {
		try (Connection connection = database.newConnections().getConnection()) {
			JdbcClient session = JdbcClient.create(new SingleConnectionDataSource(connection, true));
			session
				.sql("SELECT set_config('statement_timeout', '7min', false), set_config('lock_timeout', '8s', false)")
				.query()
				.singleRow();
			this.scripts.revision("a1", "", """
					CREATE TABLE a1 AS SELECT current_setting('lock_timeout') AS lock,
						current_setting('statement_timeout') AS statement,
						current_setting('idle_in_transaction_session_timeout') AS idle;
					SET statement_timeout = '1h';
					CREATE INDEX CONCURRENTLY ON a1 (lock);""", "");
			this.scripts.builder(new SingleConnectionDataSource(connection, true))
				.lockTimeout(Duration.ofMillis(1500))
				.statementTimeout(Duration.ofMinutes(2))
				.idleInTransactionTimeout(Duration.ofSeconds(30))
				.build()
				.upgrade();
			assertThat(session.sql("SELECT * FROM a1").query().singleRow()).containsEntry("lock", "1500ms")
				.containsEntry("statement", "2min")
				.containsEntry("idle", "30s");
			assertThat(session.sql("""
					SELECT current_setting('lock_timeout') AS lock, current_setting('statement_timeout') AS statement,
						current_setting('idle_in_transaction_session_timeout') AS idle""").query().singleRow())
				.containsEntry("lock", "8s")
				.containsEntry("statement", "7min")
				.containsEntry("idle", "0");
		}
	}

	private void upgradeToTable(TestDatabase database) {
		this.scripts.table("a1", "").migrator(database.newConnections()).upgrade();
	}

	private Migrator patient(TestDatabase database, int attempts) {
		return this.scripts.builder(database.newConnections())
			.lockTimeout(LOCK_TIMEOUT)
			.retry(new RetryPolicy(attempts, Duration.ofMillis(50), 1, Duration.ofMillis(50), 0.5))
			.build();
	}

	private static Connection begin(TestDatabase database, String sql) throws SQLException {
		Connection connection = database.newConnections().getConnection();
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		return connection;
	}

	private static int pid(Connection connection) throws SQLException {
		return connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
	}

	private static int waiting(TestDatabase database) {
		return database.jdbc().sql("""
				SELECT count(*) FROM pg_stat_activity
				WHERE datname = current_database() AND wait_event_type = 'Lock'""").query(Integer.class).single();
	}

}
