package dev.migrate.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Migrator} with several of them at once.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConcurrentUpgradeTests {

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
	void eachRevisionRunsOnce(TestDatabase database) throws Exception {
		this.scripts.chain().revision("d4", "c3", "CREATE INDEX CONCURRENTLY ON a1 (id);", "");
		List<Future<MigrationResult>> runs = IntStream.range(0, 6)
			.mapToObj((i) -> this.executor.submit(() -> this.scripts.migrator(database.newConnections()).upgrade()))
			.toList();
		int steps = 0;
		for (Future<MigrationResult> run : runs) {
			MigrationResult result = run.get();
			assertThat(result.after()).containsExactly("d4");
			steps += result.steps().size();
		}
		assertThat(steps).isEqualTo(4);
		assertThat(this.scripts.migrator(database.newConnections()).history(100)).hasSize(4);
	}

	@Test
	void waitsAsLongAsTheHolderLivesAndNotLonger(TestDatabase database) throws Exception {
		Migrator migrator = this.scripts.chain().migrator(database.newConnections());
		Future<MigrationResult> run;
		try (HeldLock lock = HeldLock.take(database)) {
			run = this.executor.submit(() -> migrator.upgrade());
			await().until(() -> waiting(database) == 1);
			assertThat(run.isDone()).isFalse();
			assertThat(database.tables()).isEmpty();
			assertThat(openTransactions(database, lock.pid())).isZero();
		}
		assertThat(run.get().steps()).hasSize(3);
	}

	private static int waiting(TestDatabase database) {
		return database.jdbc()
			.sql("""
					SELECT count(*) FROM pg_stat_activity
					WHERE datname = current_database() AND query LIKE '%pg_try_advisory_lock%' AND state = 'idle'
						AND pid NOT IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory')""")
			.query(Integer.class)
			.single();
	}

	private static int openTransactions(TestDatabase database, int holder) {
		return database.jdbc()
			.sql("""
					SELECT count(*) FROM pg_stat_activity
					WHERE datname = current_database() AND state LIKE 'idle in transaction%' AND pid <> ?""")
			.param(holder)
			.query(Integer.class)
			.single();
	}

}
