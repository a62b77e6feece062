package dev.migrate.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.migrate.runtime.run.HistoryEntry;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Migrator} with processes that are killed while they migrate. How many
 * there are is the system property {@code migrate.test.kills}.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KillTests {

	private static final int KILLS = Integer.getInteger("migrate.test.kills", 10);

	private static final int LONGEST_RUN = 1200;

	private static final String JAVA_REVISIONS = "classpath:dev/migrate/runtime/killrevisions";

	private Path folder;

	private ScriptFolder scripts;

	@BeforeEach
	void createFolder(@TempDir Path folder) throws Exception {
		this.folder = folder;
		this.scripts = new ScriptFolder(Files.createDirectory(folder.resolve("scripts")));
	}

	static IntStream delays() {
		return IntStream.range(0, KILLS).map((i) -> ThreadLocalRandom.current().nextInt(LONGEST_RUN));
	}

	@ParameterizedTest(name = "after {0} ms")
	@MethodSource("delays")
	void aProcessThatIsKilledAtAnyMomentLosesNothing(int delay, TestDatabase database) throws Exception {
		writeHistory();
		try (MigratingProcess process = MigratingProcess.start(database, this.scripts.location() + "," + JAVA_REVISIONS,
				log("killed"))) {
			process.kill(Duration.ofMillis(delay));
		}
		Migrator migrator = this.scripts.builder(database.newConnections())
			.locations(List.of(this.scripts.location(), JAVA_REVISIONS))
			.build();
		assertThat(migrator.upgrade().after()).containsExactly("k8");
		assertThat(migrator.status().current()).containsExactly("k8");
		assertThat(migrator.history(100)).allSatisfy((entry) -> assertThat(entry.duration()).isNotNull())
			.extracting(HistoryEntry::revision)
			.containsExactly("k8", "k7", "k6", "k5", "k4", "k3", "k2", "k1");
		assertThat(database.tables()).containsExactly("event", "item", "migrate_history", "migrate_version");
		assertThat(query(database, """
				SELECT relname || CASE WHEN indisvalid THEN '' ELSE ' not valid' END
				FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
				WHERE indrelid IN ('item'::regclass, 'event'::regclass) ORDER BY relname"""))
			.containsExactly("event_length", "event_name", "item_n", "item_pkey");
		assertThat(query(database, "SELECT enumlabel FROM pg_enum ORDER BY enumsortorder")).containsExactly("fine",
				"good", "bad");
		assertThat(query(database,
				"SELECT conname FROM pg_constraint WHERE conrelid = 'item'::regclass AND contype = 'c' AND convalidated"))
			.containsExactly("positive");
		assertThat(query(database, "SELECT count(*) || ' ' || sum(n) FROM item")).containsExactly("50000 1250075000");
		assertThat(query(database, "SELECT name FROM event ORDER BY name")).containsExactly("k2", "k3", "k6", "k7",
				"k8", "k8 again", "k8 at last");
	}

	@Test
	void anotherReplicaGoesOnAtOnceWhenTheLeaderIsKilledWhileItWaitsForATable(TestDatabase database) throws Exception {
		this.scripts.table("a1", "").migrator(database.newConnections()).upgrade();
		this.scripts.revision("b2", "a1", "ALTER TABLE a1 ADD COLUMN name text;", "");
		ExecutorService executor = Executors.newSingleThreadExecutor();
		Future<MigrationResult> replica;
		try (Connection reader = database.newConnections().getConnection();
				Statement statement = reader.createStatement();
				MigratingProcess leader = MigratingProcess.start(database, this.scripts.location(), log("leader"))) {
			reader.setAutoCommit(false);
			statement.execute("SELECT * FROM a1");
			await().atMost(Duration.ofMinutes(1)).until(() -> blocked(database, "to be killed") == 1);
			replica = executor.submit(
					() -> this.scripts.builder(database.newConnections()).lockTimeout(Duration.ZERO).build().upgrade());
			await().until(() -> !query(database, """
					SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle'
						AND query LIKE '%pg_try_advisory_lock%'""").isEmpty());
			leader.kill(Duration.ZERO);
			await().atMost(Duration.ofSeconds(3)).until(() -> blocked(database, "PostgreSQL JDBC Driver") == 1);
		}
		finally {
			executor.shutdown();
		}
		assertThat(replica.get().after()).containsExactly("b2");
	}

	/**
	 * Writes revisions of both kinds. What they do in a transaction takes its time, so
	 * that kills meet it.
	 */
	private void writeHistory() {
		List<String> none = List.of("transaction: none");
		this.scripts.revision("k1", "", """
				CREATE TABLE item (id int PRIMARY KEY, n int);
				INSERT INTO item SELECT n, n FROM generate_series(1, 50000) AS n;
				CREATE TABLE event (name text);
				SELECT pg_sleep(0.1);""", "")
			.revision("k2", "k1", """
					CREATE INDEX CONCURRENTLY item_old ON item (n, id);
					CREATE INDEX CONCURRENTLY IF NOT EXISTS item_n ON item (n);
					INSERT INTO event VALUES ('k2');
					SELECT pg_sleep(0.1);
					CREATE UNIQUE INDEX CONCURRENTLY event_name ON event (name);""", "")
			.revision("k3", "k2", """
					CREATE TYPE mood AS ENUM ('fine');
					INSERT INTO event VALUES ('k3');
					SELECT pg_sleep(0.1);""", "")
			.revision("k4", "k3", none, """
					ALTER TYPE mood ADD VALUE 'good';
					ALTER TYPE mood ADD VALUE 'bad';
					VACUUM item;
					ANALYZE item;""", " none")
			.revision("k5", "k4", "ALTER TABLE item ADD CONSTRAINT positive CHECK (n > 0) NOT VALID;", "")
			.revision("k6", "k5", """
					INSERT INTO event VALUES ('k6');
					REINDEX INDEX CONCURRENTLY item_n;
					ALTER TABLE item VALIDATE CONSTRAINT positive;
					SELECT pg_sleep(0.1);
					REINDEX TABLE CONCURRENTLY item;
					DROP INDEX CONCURRENTLY item_old;""", "")
			.revision("k7", "k6", """
					UPDATE item SET n = n + 1;
					INSERT INTO event VALUES ('k7');
					SELECT pg_sleep(0.1);""", "");
	}

	private Path log(String name) {
		return this.folder.resolve(name + ".log");
	}

	private static List<String> query(TestDatabase database, String sql) {
		return database.jdbc().sql(sql).query(String.class).list();
	}

	private static int blocked(TestDatabase database, String application) {
		return query(database, """
				SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
					AND application_name = '%s'""".formatted(application)).size();
	}

}
