package dev.migrate.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Migrator} in processes that are told to end while they migrate.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShutdownTests {

	// Far from the ten minutes that the statements would take.
	private static final Duration SOON = Duration.ofSeconds(20);

	private static final String SLEEPING = "query LIKE '%pg\\_sleep%' AND wait_event = 'PgSleep'";

	private static final int SIGTERM = 128 + 15;

	private Path folder;

	private ScriptFolder scripts;

	@BeforeEach
	void createFolder(@TempDir Path folder) throws Exception {
		this.folder = folder;
		this.scripts = new ScriptFolder(Files.createDirectory(folder.resolve("scripts")));
	}

	@Test
	void aTransactionIsRolledBack(TestDatabase database) throws Exception {
		this.scripts.table("a1", "").revision("b2", "a1", "CREATE TABLE b2 (id int);\nSELECT pg_sleep(600);", "");
		String output = terminate(database, SLEEPING);
		assertThat(output).contains(
				"The migration was stopped while revision b2 was running, because the application is being shut down.",
				"The server rolls back what was not committed: the database is at a1.");
		assertThat(database.tables()).doesNotContain("b2");
		this.scripts.table("b2", "a1");
		assertThat(this.scripts.migrator(database.newConnections()).upgrade().steps())
			.extracting(CompletedStep::revision)
			.containsExactly("b2");
	}

	@Test
	void anIndexThatWaitsForOthersIsBuiltByTheNextRun(TestDatabase database) throws Exception {
		this.scripts.table("a1", "")
			.revision("b2", "a1", "CREATE TABLE b2 (id int);\nCREATE INDEX CONCURRENTLY a1_id ON a1 (id);", "")
			.migrator(database.newConnections())
			.upgrade("a1");
		try (Connection writer = database.newConnections().getConnection();
				Statement statement = writer.createStatement()) {
			writer.setAutoCommit(false);
			statement.execute("INSERT INTO a1 VALUES (1)");
			String output = terminate(database,
					"query LIKE 'CREATE INDEX CONCURRENTLY%' AND wait_event = 'virtualxid'");
			assertThat(output)
				.contains("What was committed of the revision has been kept: the database is still at a1.");
		}
		assertThat(query(database, "SELECT indisvalid::text FROM pg_index WHERE indrelid = 'a1'::regclass"))
			.containsExactly("false");
		assertThat(this.scripts.migrator(database.newConnections()).upgrade().after()).containsExactly("b2");
		assertThat(query(database, "SELECT indisvalid::text FROM pg_index WHERE indrelid = 'a1'::regclass"))
			.containsExactly("true");
	}

	@Test
	void aStatementThatWasCancelledIsNotInDoubt(TestDatabase database) throws Exception {
		this.scripts.table("a1", "")
			.revision("b2", "a1", List.of("transaction: none"), "CREATE TABLE b2 (id int);\nSELECT pg_sleep(600);",
					" none");
		terminate(database, SLEEPING);
		this.scripts.revision("b2", "a1", List.of("transaction: none"), "CREATE TABLE b2 (id int);\nSELECT 1;",
				" none");
		assertThat(this.scripts.migrator(database.newConnections()).upgrade().after()).containsExactly("b2");
	}

	@Test
	void whatAClassSendsOverJdbcIsCancelledAndNotTakenForDone(TestDatabase database) throws Exception {
		this.scripts.table("a1", "");
		String output = terminate(database, this.scripts.location() + ",classpath:dev/migrate/runtime/stoppedrevisions",
				TransactionMode.PER_REVISION, SLEEPING);
		assertThat(output).contains("The migration was stopped while revision j2 was running",
				"What was committed of the revision has been kept: the database is still at a1.");
		assertThat(query(database, "SELECT version_num FROM migrate_version")).containsExactly("a1");
	}

	@Test
	void aPlanInOneTransactionIsRolledBack(TestDatabase database) throws Exception {
		this.scripts.table("a1", "").revision("b2", "a1", "CREATE TABLE b2 (id int);\nSELECT pg_sleep(600);", "");
		String output = terminate(database, this.scripts.location(), TransactionMode.ALL, SLEEPING);
		assertThat(output).contains("The migration was stopped while revision b2 was running",
				"The server rolls back what was not committed: the database is at base.");
		assertThat(database.tables()).containsExactly("migrate_history", "migrate_version");
	}

	@Test
	void aReplicaThatWaitsForTheLockEnds(TestDatabase database) throws Exception {
		this.scripts.chain();
		try (HeldLock lock = HeldLock.take(database)) {
			String output = terminate(database, "query LIKE '%pg\\_try\\_advisory\\_lock%' AND state = 'idle'");
			assertThat(output).contains("The migration was stopped", "No revision was running.");
			assertThat(lock.pid()).isPositive();
		}
		assertThat(database.tables()).isEmpty();
	}

	/**
	 * Starts a process, sends it SIGTERM once it does what is expected, and waits until
	 * it and its session have ended.
	 */
	private String terminate(TestDatabase database, String condition) throws InterruptedException {
		return terminate(database, this.scripts.location(), TransactionMode.PER_REVISION, condition);
	}

	private String terminate(TestDatabase database, String locations, TransactionMode mode, String condition)
			throws InterruptedException {
		try (MigratingProcess process = MigratingProcess.start(database, locations, mode,
				this.folder.resolve("process.log"))) {
			await().atMost(Duration.ofSeconds(30)).until(() -> !sessions(database, condition).isEmpty());
			process.terminate();
			assertThat(process.exitCode(SOON)).isEqualTo(SIGTERM);
			await().atMost(Duration.ofSeconds(3)).until(() -> sessions(database, "true").isEmpty());
			return process.output();
		}
	}

	private static List<String> sessions(TestDatabase database, String condition) {
		return query(database, """
				SELECT pid FROM pg_stat_activity
				WHERE datname = current_database() AND application_name = 'to be killed' AND\s""" + condition);
	}

	private static List<String> query(TestDatabase database, String sql) {
		return database.jdbc().sql(sql).query(String.class).list();
	}

}
