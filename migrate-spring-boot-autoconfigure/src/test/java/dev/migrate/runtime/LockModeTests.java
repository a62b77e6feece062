package dev.migrate.runtime;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.dialect.LockMode;
import dev.migrate.dialect.MigrationSchemaException;
import dev.migrate.dialect.UnsupportedDatabaseException;
import dev.migrate.revision.UnknownVersionRowException;
import dev.migrate.runtime.failure.ConcurrentMigrationException;
import dev.migrate.runtime.failure.LockTimeoutException;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.HistoryEntry;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.runtime.run.RetryPolicy;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Migrator} with each {@link LockMode}.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LockModeTests {

	private static final Duration SHORT_LEASE = Duration.ofSeconds(2);

	private static final List<String> WITHOUT_TRANSACTION = List.of("transaction: none");

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

	@ParameterizedTest
	@EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
	void eachRevisionRunsOnceWhenReplicasStartAtOnce(LockMode mode, TestDatabase database) throws Exception {
		this.scripts.chain();
		if (mode != LockMode.TRANSACTION) {
			this.scripts.revision("c3", "b2",
					"CREATE TABLE c3 (id int);\nCREATE INDEX CONCURRENTLY c3_id ON c3 (id);\nSELECT pg_sleep(0.1);",
					"");
		}
		List<Future<MigrationResult>> runs = IntStream.range(0, 6)
			.mapToObj((i) -> this.executor.submit(() -> migrator(database, mode).upgrade()))
			.toList();
		int steps = 0;
		for (Future<MigrationResult> run : runs) {
			assertThat(run.get().after()).containsExactly("c3");
			steps += run.get().steps().size();
		}
		assertThat(steps).isEqualTo(3);
		assertThat(migrator(database, mode).history(100)).hasSize(3)
			.allSatisfy((entry) -> assertThat(entry.duration()).isNotNull());
	}

	@ParameterizedTest
	@EnumSource
	void aPoolOfOneConnectionIsEnoughAndGetsItBackAsItWas(LockMode mode, TestDatabase database) {
		this.scripts.chain().revision("b2", "a1", "CREATE TABLE b2 (id int);\nSET statement_timeout = '77s';", "");
		try (HikariDataSource pool = poolOfOne(database)) {
			pool.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
			pool.setAutoCommit(false);
			Migrator migrator = this.scripts.builder(pool).lockMode(mode).build();
			String before = session(pool);
			assertThat(migrator.upgrade().steps()).hasSize(3);
			assertThat(migrator.stamp("a1").after()).containsExactly("a1");
			assertThat(migrator.accept("a1").steps()).hasSize(1);
			assertThat(migrator.downgrade("base").after()).isEmpty();
			assertThat(session(pool)).isEqualTo(before).contains("repeatable read");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "ADVISORY", "TRANSACTION" })
	void waitsForTheLockOfASession(LockMode mode, TestDatabase database) throws Exception {
		Migrator migrator = this.scripts.chain()
			.builder(database.newConnections())
			.lockMode(mode)
			.lockMaxWait(Duration.ofMillis(300))
			.build();
		try (HeldLock lock = HeldLock.take(database)) {
			assertThatExceptionOfType(LockTimeoutException.class).isThrownBy(migrator::upgrade)
				.withMessageContaining("pid " + lock.pid())
				.withMessageContaining("pg_terminate_backend");
			assertThat(database.tables()).isEmpty();
		}
		assertThat(migrator.upgrade().steps()).hasSize(3);
	}

	@Test
	void aSessionThatHasLostItsLockCommitsNothing(TestDatabase database) throws Exception {
		this.scripts.chain().revision("b2", "a1", WITHOUT_TRANSACTION, """
				DO $$
				BEGIN
					PERFORM pg_advisory_unlock_all();
					WHILE NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory'
						AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) LOOP
						PERFORM pg_sleep(0.01);
					END LOOP;
				END
				$$;
				CREATE TABLE b2 ();""", "");
		Future<MigrationResult> run = this.executor.submit(() -> migrator(database, LockMode.ADVISORY).upgrade());
		await().until(() -> database.tables().contains("a1"));
		await().until(() -> running(database, "pg_sleep(0.01)") == 1);
		try (HeldLock lock = HeldLock.take(database)) {
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(run::get)
				.withCauseInstanceOf(ConcurrentMigrationException.class)
				.withMessageContaining("has taken the migration lock");
			assertThat(lock.pid()).isPositive();
		}
		assertThat(migrator(database, LockMode.ADVISORY).status().current()).containsExactly("a1");
		assertThat(database.tables()).doesNotContain("b2");
	}

	@Test
	void aRunIsPlannedAgainWhenAnotherProcessHasMigratedBeforeIt(TestDatabase database) throws Exception {
		this.scripts.chain();
		Future<MigrationResult> run;
		try (HeldLock lock = HeldLock.take(database)) {
			run = this.executor.submit(() -> migrator(database, LockMode.TRANSACTION).upgrade());
			await().until(() -> polls(database) == 1);
			assertThat(lock.pid()).isPositive();
			assertThat(migrator(database, LockMode.NONE).upgrade("b2").steps()).hasSize(2);
		}
		assertThat(run.get().steps()).extracting(CompletedStep::revision).containsExactly("c3");
	}

	@Test
	void aRunGoesOnWhenAnotherProcessHasMigratedBetweenTwoOfItsTransactions(TestDatabase database) throws Exception {
		MigrationResult result = interleave(database, "head").get();
		assertThat(result.before()).isEmpty();
		assertThat(result.after()).containsExactly("c3");
		assertThat(result.steps()).extracting(CompletedStep::revision).containsExactly("a1", "c3");
		assertThat(migrator(database, LockMode.TRANSACTION).history(10)).extracting(HistoryEntry::revision)
			.containsExactly("c3", "b2", "a1");
	}

	@Test
	void aNumberOfStepsIsNotCountedAgainFromWhereAnotherProcessHasCome(TestDatabase database) throws Exception {
		Future<MigrationResult> run = interleave(database, "+2");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(run::get)
			.withCauseInstanceOf(ConcurrentMigrationException.class)
			.withMessageContaining("the database is at b2 now");
		assertThat(migrator(database, LockMode.TRANSACTION).status().current()).containsExactly("b2");
	}

	/**
	 * Starts an upgrade of three revisions and runs the second one before it can.
	 */
	private Future<MigrationResult> interleave(TestDatabase database, String target) throws Exception {
		this.scripts.chain().revision("a1", "", """
				CREATE TABLE a1 (id int);
				DO $$
				BEGIN
					WHILE NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
						AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) LOOP
						PERFORM pg_sleep(0.01);
					END LOOP;
				END
				$$;""", "");
		Future<MigrationResult> run = this.executor
			.submit(() -> migrator(database, LockMode.TRANSACTION).upgrade(target));
		await().until(() -> running(database, "pg_sleep(0.01)") == 1);
		try (Connection other = database.newConnections().getConnection();
				Statement statement = other.createStatement()) {
			// A waiting session gets the lock at once when it is given back.
			statement.execute("""
					SELECT pg_advisory_lock((classid::bigint << 32) | objid::bigint) FROM pg_locks
					WHERE locktype = 'advisory' AND granted
						AND database = (SELECT oid FROM pg_database WHERE datname = current_database())""");
			assertThat(migrator(database, LockMode.NONE).upgrade("b2").steps()).hasSize(1);
		}
		return run;
	}

	@Test
	void revisionsThatRunOutsideOfATransactionAreRefusedBeforeAnythingRuns(TestDatabase database) {
		this.scripts.chain().revision("c3", "b2", WITHOUT_TRANSACTION, "CREATE TABLE c3 (id int);", "");
		Migrator migrator = migrator(database, LockMode.TRANSACTION);
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(migrator::upgrade)
			.withMessageContaining("R_c3.sql")
			.satisfies((ex) -> assertThat(ex.getRevision()).isEqualTo("c3"));
		assertThat(database.tables()).isEmpty();
		assertThat(migrator.upgrade("b2").after()).containsExactly("b2");
	}

	@Test
	void aLeaseIsRenewedWhileAStatementRuns(TestDatabase database) throws Exception {
		this.scripts.revision("a1", "", "SELECT pg_sleep(4.5);\nCREATE TABLE a1 (id int);", "");
		Future<MigrationResult> first = this.executor.submit(() -> leased(database).upgrade());
		await().until(() -> running(database, "pg_sleep(4.5)") == 1);
		MigrationResult second = leased(database).upgrade();
		assertThat(first.get().steps()).hasSize(1);
		assertThat(second.steps()).isEmpty();
		assertThat(epoch(database)).isEqualTo(2);
	}

	@Test
	void aHeartbeatDoesNotDisturbAStricterIsolation(TestDatabase database) {
		database.jdbc()
			.sql("ALTER DATABASE " + database.name() + " SET default_transaction_isolation = 'serializable'")
			.update();
		this.scripts.revision("a1", "", "SELECT pg_sleep(1.2);\nCREATE TABLE a1 (id int);", "");
		assertThat(this.scripts.builder(database.newConnections())
			.lockMode(LockMode.TABLE)
			.lockLease(SHORT_LEASE)
			.retry(new RetryPolicy(1, Duration.ZERO, 1, Duration.ZERO, 0))
			.build()
			.upgrade()
			.after()).containsExactly("a1");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whoeverHasLostTheLeaseCommitsNothing(boolean transactional, TestDatabase database) throws Exception {
		this.scripts.revision("a1", "", transactional ? List.of() : WITHOUT_TRANSACTION, """
				DO $$
				BEGIN
					WHILE NOT EXISTS (SELECT FROM migrate_lock WHERE epoch > 1) LOOP
						PERFORM pg_sleep(0.01);
					END LOOP;
				END
				$$;
				CREATE TABLE a1 (id int);""", "");
		try (HikariDataSource pool = poolOfOne(database)) {
			Future<MigrationResult> first = this.executor.submit(
					() -> this.scripts.builder(pool).lockMode(LockMode.TABLE).lockLease(SHORT_LEASE).build().upgrade());
			await().until(() -> running(database, "migrate_lock WHERE epoch > 1") == 1);
			migrator(database, LockMode.TABLE).stamp("base");
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(first::get)
				.withCauseInstanceOf(ConcurrentMigrationException.class)
				.withMessageContaining("The lease of this migration has run out")
				.withMessageContaining("migrate.lock.lease");
		}
		assertThat(this.scripts.migrator(database.newConnections()).status().current()).isEmpty();
		assertThat(database.tables()).doesNotContain("a1");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			TABLE | The lease of this migration has run out, and another process has taken the migration lock
			NONE  | Another process has migrated at the same time: the database is at b2 now
			""")
	void whoeverMeetsWhatAnotherProcessHasDoneIsToldOfThatProcess(LockMode mode, String said, TestDatabase database)
			throws Exception {
		this.scripts.table("b2", "a1").revision("a1", "", """
				DO $$
				BEGIN
					WHILE NOT EXISTS (SELECT FROM pg_class WHERE relname = 'b2') LOOP
						PERFORM pg_sleep(0.01);
					END LOOP;
				END
				$$;
				CREATE TABLE a1 (id int);""", "");
		try (HikariDataSource pool = poolOfOne(database)) {
			Future<MigrationResult> first = this.executor.submit(
					() -> this.scripts.builder(pool).lockMode(mode).lockLease(Duration.ofSeconds(1)).build().upgrade());
			await().until(() -> running(database, "relname = 'b2'") == 1);
			this.scripts.table("a1", "");
			assertThat(migrator(database, mode).upgrade().after()).containsExactly("b2");
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(first::get)
				.withCauseInstanceOf(ConcurrentMigrationException.class)
				.withMessageContaining(said)
				.withMessageNotContaining("Fix the script")
				.extracting(Throwable::getCause, InstanceOfAssertFactories.THROWABLE)
				.satisfies((ex) -> assertThat(ex.getSuppressed()).isNotEmpty());
		}
	}

	@Test
	void aPoolerThatGivesEachStatementAnotherSessionIsNoticed(TestDatabase database) throws Exception {
		this.scripts.chain();
		try (RotatingSessions pooler = new RotatingSessions(database.newConnections())) {
			Migrator migrator = this.scripts.builder(pooler).lockMode(LockMode.ADVISORY).build();
			assertThatExceptionOfType(UnsupportedDatabaseException.class).isThrownBy(migrator::upgrade)
				.withMessageContaining("a connection pooler in transaction mode")
				.withMessageContaining("migrate.lock.mode=transaction");
			Migrator next = this.scripts.builder(database.newConnections()).lockMaxWait(Duration.ofMillis(800)).build();
			assertThatExceptionOfType(LockTimeoutException.class).isThrownBy(next::upgrade)
				.withMessageContaining("outside of a transaction: if a connection pooler in transaction mode has kept")
				.withMessageContaining("migrate.lock.mode=transaction");
			assertThatExceptionOfType(UnsupportedDatabaseException.class).isThrownBy(migrator::upgrade);
			assertThat(database.tables()).isEmpty();
		}
		assertThat(migrator(database, LockMode.ADVISORY).upgrade().steps()).hasSize(3);
	}

	@Test
	void theLoserOfTwoApplicationsOnOneVersionTableIsToldWhoHasWon(@TempDir Path folder, TestDatabase database)
			throws Exception {
		this.scripts.chain();
		Future<MigrationResult> loser;
		try (HeldLock lock = HeldLock.take(database)) {
			loser = this.executor.submit(() -> migrator(database, LockMode.ADVISORY).upgrade());
			await().until(() -> polls(database) == 1);
			assertThat(lock.pid()).isPositive();
			new ScriptFolder(folder).table("x9", "")
				.builder(database.newConnections())
				.lockMode(LockMode.NONE)
				.build()
				.upgrade();
		}
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(loser::get)
			.withCauseInstanceOf(UnknownVersionRowException.class)
			.withMessageContaining("The history says that it was made current at ")
			.withMessageContaining("R_x9.sql")
			.withMessageContaining("migrate.version-table");
		assertThat(database.tables()).containsExactly("migrate_history", "migrate_version", "x9");
	}

	@Test
	void theLeaseOfAProcessThatDiedRunsOut(TestDatabase database) {
		Migrator migrator = this.scripts.chain()
			.builder(database.newConnections())
			.lockMode(LockMode.TABLE)
			.lockMaxWait(Duration.ofMillis(200))
			.build();
		migrator.upgrade("a1");
		database.jdbc().sql("""
				UPDATE migrate_lock SET token = 'lost', holder = 'elsewhere, process 1',
					expires_at = CURRENT_TIMESTAMP + INTERVAL '1' MINUTE""").update();
		assertThatExceptionOfType(LockTimeoutException.class).isThrownBy(migrator::upgrade)
			.withMessageContaining("held by elsewhere, process 1 (for ")
			.withMessageContaining("runs out by itself");
		database.jdbc().sql("UPDATE migrate_lock SET expires_at = CURRENT_TIMESTAMP - INTERVAL '1' SECOND").update();
		assertThat(migrator.upgrade().steps()).hasSize(2);
	}

	@Test
	void versionTablesOfOneSchemaHaveLeasesOfTheirOwn(TestDatabase database) {
		migratorOf(database, "one").upgrade("a1");
		migratorOf(database, "other").stamp("a1");
		assertThat(database.jdbc()
			.sql("SELECT version_table || ' ' || epoch || ' ' || (token IS NULL) FROM migrate_lock ORDER BY 1")
			.query(String.class)
			.list()).containsExactly("one_version 1 true", "other_version 1 true");
	}

	private Migrator migratorOf(TestDatabase database, String module) {
		return this.scripts.chain()
			.builder(database.newConnections())
			.lockMode(LockMode.TABLE)
			.versionTable(module + "_version")
			.historyTable(module + "_history")
			.build();
	}

	@Test
	void aLeaseNeedsATableOfItsOwnAndASecond(TestDatabase database) {
		MigratorBuilder builder = this.scripts.builder(database.newConnections()).lockMode(LockMode.TABLE);
		assertThatIllegalArgumentException().isThrownBy(() -> builder.lockLease(Duration.ofMillis(999)).build())
			.withMessageContaining("migrate.lock.lease");
		assertThatExceptionOfType(MigrationSchemaException.class)
			.isThrownBy(() -> builder.lockLease(SHORT_LEASE).historyTable("migrate_lock").build())
			.withMessageContaining("migrate.lock.mode=table");
	}

	@Test
	void withoutALockTheVersionTableStillKeepsARevisionFromBeingCommittedTwice(TestDatabase database) throws Exception {
		this.scripts.table("a1", "").migrator(database.newConnections()).upgrade();
		this.scripts.revision("b2", "a1", "SELECT pg_sleep(0.5);\nCREATE TABLE IF NOT EXISTS b2 (id int);", "");
		try (HeldLock lock = HeldLock.take(database)) {
			Future<MigrationResult> first = this.executor.submit(() -> migrator(database, LockMode.NONE).upgrade());
			await().until(() -> running(database, "pg_sleep(0.5)") == 1);
			database.jdbc().sql("UPDATE migrate_version SET version_num = 'b2'").update();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(first::get)
				.withCauseInstanceOf(ConcurrentMigrationException.class);
			assertThat(lock.pid()).isPositive();
		}
		assertThat(database.tables()).doesNotContain("b2");
	}

	private Migrator migrator(TestDatabase database, LockMode mode) {
		return this.scripts.builder(database.newConnections()).lockMode(mode).build();
	}

	private Migrator leased(TestDatabase database) {
		return this.scripts.builder(database.newConnections()).lockMode(LockMode.TABLE).lockLease(SHORT_LEASE).build();
	}

	private static HikariDataSource poolOfOne(TestDatabase database) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(database.url());
		pool.setUsername(database.user());
		pool.setPassword(database.password());
		pool.setMaximumPoolSize(1);
		pool.setConnectionTimeout(500);
		return pool;
	}

	private static String session(HikariDataSource pool) {
		return JdbcClient.create(pool).sql("""
				SELECT string_agg(name || '=' || setting, ', ' ORDER BY name)
					|| (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid())
				FROM pg_settings WHERE context IN ('user', 'superuser')""").query(String.class).single();
	}

	private static long epoch(TestDatabase database) {
		return database.jdbc().sql("SELECT epoch FROM migrate_lock").query(Long.class).single();
	}

	private static int running(TestDatabase database, String text) {
		return database.jdbc().sql("""
				SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
					AND strpos(query, ?) > 0 AND pid <> pg_backend_pid()""").param(text).query(Integer.class).single();
	}

	private static int polls(TestDatabase database) {
		return database.jdbc()
			.sql("""
					SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle'
						AND pid NOT IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory')""")
			.query(Integer.class)
			.single();
	}

}
