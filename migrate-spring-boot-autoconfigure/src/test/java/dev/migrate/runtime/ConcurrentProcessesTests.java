package dev.migrate.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.migrate.runtime.run.HistoryEntry;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Migrator} in several processes at once.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConcurrentProcessesTests {

	private static final int PROCESSES = 10;

	@Test
	void tenProcessesOnAnEmptyDatabaseRunEachRevisionOnce(@TempDir Path folder, TestDatabase database)
			throws Exception {
		ScriptFolder scripts = new ScriptFolder(Files.createDirectory(folder.resolve("scripts"))).revision("a1", "", """
				CREATE TABLE item AS SELECT n FROM generate_series(1, 100000) AS n;
				CREATE INDEX CONCURRENTLY item_n ON item (n);""", "")
			.revision("b2", "a1", "SELECT pg_sleep(2);\nCREATE TABLE b2 (id int);", "")
			.revision("c3", "b2", "CREATE UNIQUE INDEX CONCURRENTLY item_unique ON item (n);", "");
		List<MigratingProcess> processes = new ArrayList<>();
		try {
			// They are let go together, however long each takes to start.
			try (HeldLock lock = HeldLock.take(database)) {
				for (int i = 0; i < PROCESSES; i++) {
					processes.add(MigratingProcess.launch(database, scripts.location(),
							folder.resolve("process" + i + ".log")));
				}
				await().atMost(Duration.ofMinutes(2)).until(() -> polling(database, lock.pid()) == PROCESSES);
				assertThat(database.tables()).isEmpty();
			}
			for (MigratingProcess process : processes) {
				assertThat(process.exitCode(Duration.ofMinutes(2))).as(process.output()).isZero();
			}
		}
		finally {
			processes.forEach(MigratingProcess::close);
		}
		String output = String.join("", processes.stream().map(MigratingProcess::output).toList());
		assertThat(output).doesNotContain("WARN", "ERROR", "Exception")
			.containsOnlyOnce("Running upgrade  -> a1")
			.containsOnlyOnce("Running upgrade a1 -> b2")
			.containsOnlyOnce("Running upgrade b2 -> c3");
		Migrator migrator = scripts.migrator(database.newConnections());
		assertThat(migrator.status().current()).containsExactly("c3");
		assertThat(migrator.history(100)).extracting(HistoryEntry::revision).containsExactly("c3", "b2", "a1");
		assertThat(database.jdbc()
			.sql("SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = 'item'::regclass AND indisvalid")
			.query(String.class)
			.list()).containsExactlyInAnyOrder("item_n", "item_unique");
	}

	private static int polling(TestDatabase database, int holder) {
		return database.jdbc()
			.sql("""
					SELECT count(*) FROM pg_stat_activity
					WHERE datname = current_database() AND query LIKE '%pg_try_advisory_lock%' AND pid NOT IN (?, pg_backend_pid())""")
			.param(holder)
			.query(Integer.class)
			.single();
	}

}
