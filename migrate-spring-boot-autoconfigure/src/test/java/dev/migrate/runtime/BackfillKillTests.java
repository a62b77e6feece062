package dev.migrate.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for backfills of large tables by processes that are killed. How many rows there
 * are is the system property {@code migrate.test.backfill-rows}.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 600, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BackfillKillTests {

	private static final Logger logger = LoggerFactory.getLogger(BackfillKillTests.class);

	private static final int ROWS = Integer.getInteger("migrate.test.backfill-rows", 200_000);

	private static final String LOCATION = "classpath:dev/migrate/runtime/backfillrevisions";

	private static void createAccounts(TestDatabase database) {
		database.jdbc().sql("""
				CREATE TABLE account (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), n int NOT NULL DEFAULT 0,
					name text NOT NULL DEFAULT 'somebody')""").update();
		database.jdbc().sql("INSERT INTO account (n) SELECT 0 FROM generate_series(1, ?)").param(ROWS).update();
		database.jdbc().sql("ANALYZE account").update();
	}

	private static Migrator migrator(TestDatabase database) {
		return Migrator.builder(database.dataSource()).locations(List.of(LOCATION)).build();
	}

	private static long updated(TestDatabase database) {
		boolean exists = database.tables().contains("migrate_progress");
		return exists ? database.jdbc()
			.sql("SELECT coalesce(max(updated), 0) FROM migrate_progress")
			.query(Long.class)
			.single() : 0;
	}

	@Test
	void aBackfillThatIsKilledTwiceUpdatesEveryRowOnce(TestDatabase database, @TempDir Path folder) throws Exception {
		createAccounts(database);
		for (int kill = 1; kill <= 2; kill++) {
			long enough = (long) ROWS * kill / 4;
			try (MigratingProcess process = MigratingProcess.start(database, LOCATION, folder.resolve(kill + ".log"))) {
				await().atMost(Duration.ofMinutes(5))
					.pollInterval(Duration.ofMillis(5))
					.until(() -> updated(database) >= enough);
				process.kill(Duration.ZERO);
			}
			assertThat(updated(database)).isBetween(enough, (long) ROWS - 1);
			assertThat(database.jdbc().sql("SELECT version_num FROM migrate_version").query().listOfRows()).isEmpty();
		}
		assertThat(migrator(database).upgrade().after()).containsExactly("b1");
		assertThat(
				database.jdbc().sql("SELECT n || ' ' || count(*) FROM account GROUP BY n").query(String.class).list())
			.containsExactly("1 " + ROWS);
		assertThat(database.jdbc().sql("SELECT revision FROM migrate_progress").query().listOfRows()).isEmpty();
	}

	@Test
	void itsRateIsReportedBesideThatOfOneUpdate(TestDatabase database) {
		createAccounts(database);
		database.jdbc().sql("CREATE TABLE plain (LIKE account INCLUDING ALL)").update();
		database.jdbc().sql("INSERT INTO plain SELECT * FROM account").update();
		long plain = millis(
				() -> assertThat(database.jdbc().sql("UPDATE plain SET n = n + 1").update()).isEqualTo(ROWS));
		long backfill = millis(() -> migrator(database).upgrade());
		assertThat(database.jdbc().sql("SELECT count(*) FROM account WHERE n = 1").query(Integer.class).single())
			.isEqualTo(ROWS);
		logger.info("{} rows: one UPDATE {} rows/s, backfill {} rows/s, {} times as long", ROWS, ROWS * 1000L / plain,
				ROWS * 1000L / backfill, (double) backfill / plain);
	}

	private static long millis(Runnable action) {
		long start = System.nanoTime();
		action.run();
		return Math.max(1, (System.nanoTime() - start) / 1_000_000);
	}

}
