package dev.migrate.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.migrate.dialect.LockMode;
import dev.migrate.runtime.failure.ConnectionLostException;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.HistoryEntry;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what <a href="file:docs/operations.md">the page on operations</a> says that
 * happens when something breaks at a bad moment, or when versions of an application meet.
 * How many random moments there are follows from the system property
 * {@code migrate.test.kills}, a fifth of it.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultTests {

	private static final int MOMENTS = Math.max(1, Integer.getInteger("migrate.test.kills", 10) / 5);

	// A run of the chain sends about as many.
	private static final int MESSAGES = 40;

	private static final int CONNECTING = 4;

	private static final String WAIT = """
			DO $$
			BEGIN
				WHILE NOT EXISTS (SELECT FROM pg_class WHERE relname = 'go') LOOP
					PERFORM pg_sleep(0.01);
				END LOOP;
			END
			$$;
			""";

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private Path folder;

	private ScriptFolder scripts;

	@BeforeEach
	void createFolder(@TempDir Path folder) throws Exception {
		this.folder = folder;
		this.scripts = scripts("scripts").chain();
	}

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
	}

	@Test
	void aProcessThatStandsStillForLongerThanItsLeaseFindsThatAnotherHasGoneOn(TestDatabase database) throws Exception {
		this.scripts.revision("b2", "a1", WAIT + "CREATE TABLE b2 (id int);", "");
		try (MigratingProcess stopped = MigratingProcess.start(database, this.scripts.location(), LockMode.TABLE,
				this.folder.resolve("stopped.log"))) {
			await().atMost(Duration.ofSeconds(30)).alias(stopped.output()).until(() -> waiting(database) == 1);
			stopped.signal("STOP");
			this.scripts.table("b2", "a1");
			MigrationResult other = this.scripts.builder(database.newConnections())
				.lockMode(LockMode.TABLE)
				.build()
				.upgrade();
			assertThat(other.steps()).extracting(CompletedStep::revision).containsExactly("b2", "c3");
			go(database);
			stopped.signal("CONT");
			assertThat(stopped.exitCode(Duration.ofSeconds(30))).isNotZero();
			assertThat(stopped.output()).contains("The lease of this migration has run out");
		}
		requireChain(database);
	}

	@Test
	void aProcessThatStandsStillKeepsItsAdvisoryLock(TestDatabase database) throws Exception {
		this.scripts.revision("b2", "a1", WAIT + "CREATE TABLE b2 (id int);", "");
		try (MigratingProcess stopped = MigratingProcess.start(database, this.scripts.location(),
				this.folder.resolve("stopped.log"))) {
			await().atMost(Duration.ofSeconds(30)).alias(stopped.output()).until(() -> waiting(database) == 1);
			stopped.signal("STOP");
			Future<MigrationResult> replica = upgrade(this.scripts, database, LockMode.ADVISORY);
			go(database);
			await().during(Duration.ofMillis(500)).until(() -> !replica.isDone());
			stopped.signal("CONT");
			assertThat(stopped.exitCode(Duration.ofSeconds(30))).isZero();
			assertThat(replica.get().after()).containsExactly("c3");
		}
		requireChain(database);
	}

	@ParameterizedTest
	@EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
	void whoeverLosesACommitAndThoseWhoWaitAllReachTheTarget(LockMode mode, TestDatabase database) throws Exception {
		this.scripts.revision("b2", "a1", "CREATE TABLE b2 (id int);\nSELECT pg_sleep(0.2);", "");
		int port = database.jdbc().sql("SELECT inet_server_port()").query(Integer.class).single();
		try (LossyProxy proxy = new LossyProxy(port, (mode == LockMode.TABLE) ? 4 : 3, true)) {
			PGSimpleDataSource dataSource = (PGSimpleDataSource) database.newConnections();
			dataSource.setPortNumbers(new int[] { proxy.port() });
			List<Future<MigrationResult>> runs = new ArrayList<>();
			runs.add(this.executor.submit(() -> this.scripts.builder(dataSource).lockMode(mode).build().upgrade()));
			IntStream.range(0, 4).forEach((i) -> runs.add(upgrade(this.scripts, database, mode)));
			for (Future<MigrationResult> run : runs) {
				assertThat(run.get().after()).containsExactly("c3");
			}
		}
		requireChain(database);
	}

	/**
	 * Whoever loses the network when all is done but the cleaning up need not know.
	 */
	private static void requireEnd(Future<MigrationResult> run) throws Exception {
		try {
			assertThat(run.get().after()).containsExactly("c3");
		}
		catch (ExecutionException ex) {
			assertThat(ex).hasCauseInstanceOf(ConnectionLostException.class);
		}
	}

	static IntStream moments() {
		return IntStream.range(0, MOMENTS).map((i) -> ThreadLocalRandom.current().nextInt(1, MESSAGES));
	}

	@ParameterizedTest(name = "after {0} messages")
	@MethodSource("moments")
	void aNetworkThatFallsSilentAtAnyMomentLosesNothing(int message, TestDatabase database) throws Exception {
		AtomicInteger left = new AtomicInteger(message);
		try (SilentProxy proxy = new SilentProxy(database, (text) -> left.decrementAndGet() == 0, true)) {
			Migrator migrator = this.scripts.builder(proxy.dataSource())
				.lockTimeout(Duration.ofMillis(200))
				.networkTimeout(Duration.ofMillis(400))
				.build();
			Future<MigrationResult> run = this.executor.submit(() -> migrator.upgrade());
			await().until(() -> proxy.isSilent() || run.isDone());
			if (message > CONNECTING) {
				requireEnd(run);
			}
		}
		database.jdbc()
			.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
					+ " AND pid <> pg_backend_pid()")
			.query()
			.listOfRows();
		assertThat(this.scripts.migrator(database.newConnections()).upgrade().after()).containsExactly("c3");
		requireChain(database);
	}

	@ParameterizedTest
	@ValueSource(strings = { "RAISE 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'",
			"PERFORM set_config('work_mem', '64kB', true), set_config('temp_file_limit', '64kB', true); "
					+ "PERFORM count(*) FROM (SELECT FROM generate_series(1, 200000) AS n ORDER BY n DESC) AS sorted" })
	void aServerWithoutRoomIsReportedAsSuch(String statement, TestDatabase database) {
		this.scripts.revision("b2", "a1", "CREATE TABLE b2 (id int);\nDO $$ BEGIN " + statement + "; END $$;", "");
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(this.scripts.migrator(database.newConnections())::upgrade)
			.withMessageContaining("Make room on the disk of the server")
			.withMessageContaining("The database is at a1. Nothing of this revision has been kept.");
		this.scripts.table("b2", "a1");
		assertThat(this.scripts.migrator(database.newConnections()).upgrade().after()).containsExactly("c3");
		requireChain(database);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void twoApplicationsMigrateOneSchemaAtTheSameTime(boolean oneHistory, TestDatabase database) throws Exception {
		ScriptFolder other = scripts("other").table("x7", "").table("y8", "x7").table("z9", "y8");
		List<Future<MigrationResult>> runs = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			runs.add(this.executor.submit(() -> of(this.scripts, database, "one", oneHistory).upgrade()));
			runs.add(this.executor.submit(() -> of(other, database, "two", oneHistory).upgrade()));
		}
		for (int i = 0; i < runs.size(); i++) {
			assertThat(runs.get(i).get().after()).containsExactly((i % 2 == 0) ? "c3" : "z9");
		}
		assertThat(of(this.scripts, database, "one", oneHistory).history(100)).extracting(HistoryEntry::revision)
			.containsExactly("c3", "b2", "a1");
		assertThat(of(other, database, "two", oneHistory).downgrade("base").after()).isEmpty();
		assertThat(of(this.scripts, database, "one", oneHistory).status().current()).containsExactly("c3");
	}

	private Migrator of(ScriptFolder scripts, TestDatabase database, String application, boolean oneHistory) {
		return scripts.builder(database.newConnections())
			.versionTable(application + "_version")
			.historyTable(oneHistory ? "migrate_history" : application + "_history")
			.build();
	}

	@Test
	void theOldVersionStartsWhileANewOneMigratesAndAfterIt(TestDatabase database) throws Exception {
		ScriptFolder old = scripts("old").table("a1", "").table("b2", "a1");
		old.migrator(database.newConnections()).upgrade("a1");
		this.scripts.revision("b2", "a1", WAIT + "CREATE TABLE b2 (id int);", "DROP TABLE b2;");
		Future<MigrationResult> newer = upgrade(this.scripts, database, LockMode.ADVISORY);
		await().until(() -> waiting(database) == 1);
		Future<MigrationResult> meanwhile = upgrade(old, database, LockMode.ADVISORY);
		await().during(Duration.ofMillis(200)).until(() -> !meanwhile.isDone());
		go(database);
		assertThat(newer.get().after()).containsExactly("c3");
		assertThat(meanwhile.get().steps()).isEmpty();
		assertThat(meanwhile.get().after()).containsExactly("c3");
		Migrator pod = old.migrator(database.newConnections());
		assertThat(pod.upgrade().steps()).isEmpty();
		pod.validate();
		assertThat(pod.position().state()).isEqualTo(MigrationPosition.State.AHEAD);
		requireChain(database);
	}

	@Test
	void aStartRunsAgainWhatIsDowngradedUnderIt(TestDatabase database) throws Exception {
		this.scripts.migrator(database.newConnections()).upgrade();
		this.scripts.table("d4", "c3").revision("c3", "b2", "CREATE TABLE c3 (id int);", WAIT + "DROP TABLE c3;");
		Future<MigrationResult> downgrade = this.executor
			.submit(() -> this.scripts.migrator(database.newConnections()).downgrade("b2"));
		await().until(() -> waiting(database) == 1);
		Future<MigrationResult> start = upgrade(this.scripts, database, LockMode.ADVISORY);
		await().during(Duration.ofMillis(200)).until(() -> !start.isDone());
		go(database);
		assertThat(downgrade.get().after()).containsExactly("b2");
		assertThat(start.get().steps()).extracting(CompletedStep::revision).containsExactly("c3", "d4");
		assertThat(database.tables()).contains("c3", "d4");
		assertThat(this.scripts.migrator(database.newConnections()).history(10)).extracting(HistoryEntry::revision)
			.containsExactly("d4", "c3", "c3", "c3", "b2", "a1");
	}

	private ScriptFolder scripts(String name) throws Exception {
		return new ScriptFolder(Files.createDirectory(this.folder.resolve(name)));
	}

	private Future<MigrationResult> upgrade(ScriptFolder scripts, TestDatabase database, LockMode mode) {
		return this.executor.submit(() -> scripts.builder(database.newConnections()).lockMode(mode).build().upgrade());
	}

	private static void go(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE go ()").update();
	}

	private static int waiting(TestDatabase database) {
		return database.jdbc().sql("""
				SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
					AND query LIKE '%relname = ''go''%' AND pid <> pg_backend_pid()""").query(Integer.class).single();
	}

	private void requireChain(TestDatabase database) {
		Migrator migrator = this.scripts.migrator(database.newConnections());
		assertThat(migrator.status().current()).containsExactly("c3");
		assertThat(migrator.history(10)).allSatisfy((entry) -> assertThat(entry.duration()).isNotNull())
			.extracting(HistoryEntry::revision)
			.containsExactly("c3", "b2", "a1");
		assertThat(database.tables()).contains("a1", "b2", "c3");
	}

}
