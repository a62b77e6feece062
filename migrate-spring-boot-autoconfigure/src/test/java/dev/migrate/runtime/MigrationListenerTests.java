package dev.migrate.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.migrate.dialect.LockMode;
import dev.migrate.revision.RevisionStep;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.MigrationListener;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link MigrationListener}.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MigrationListenerTests {

	private final Recording recording = new Recording();

	private ScriptFolder scripts;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.scripts = new ScriptFolder(folder);
	}

	@Test
	void everyListenerIsToldInOrder(TestDatabase database) {
		this.scripts.table("a1", "");
		Recording other = new Recording();
		this.scripts.builder(database.dataSource()).listener(this.recording).listener(other).build().upgrade();
		assertThat(this.recording.calls).containsExactly("locked", "started 1", "starting a1", "completed a1",
				"finished 1");
		assertThat(other.calls).isEqualTo(this.recording.calls);
	}

	@Test
	void theTimeThatTheLockTookIsTold(TestDatabase database) throws Exception {
		this.scripts.table("a1", "");
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			Future<?> run;
			Duration held;
			try (HeldLock lock = HeldLock.take(database)) {
				run = executor.submit(
						() -> this.scripts.builder(database.dataSource()).listener(this.recording).build().upgrade());
				int holder = lock.pid();
				await().until(() -> waitsForTheLock(database, holder));
				long seen = System.nanoTime();
				await().until(() -> waitsForTheLock(database, holder));
				held = Duration.ofNanos(System.nanoTime() - seen);
			}
			run.get();
			assertThat(this.recording.waited).isGreaterThan(held);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void aListenerThatFailsAtTheStartIsToldOfTheFailureLikeAllOthers(TestDatabase database) {
		this.scripts.table("a1", "");
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.scripts.builder(database.dataSource())
				.listener(this.recording)
				.listener(new MigrationListener() {

					@Override
					public void started(List<RevisionStep> steps) {
						throw new IllegalStateException("not now");
					}

				})
				.build()
				.upgrade());
		assertThat(this.recording.calls).containsExactly("locked", "started 1", "failed");
		assertThat(database.tables()).doesNotContain("a1");
	}

	@Test
	void aRunEndsWhereAnotherProcessHasMigratedAndAnotherOneIsStarted(TestDatabase database) {
		this.scripts.chain();
		Migrator other = this.scripts.builder(database.dataSource()).lockMode(LockMode.TRANSACTION).build();
		this.scripts.builder(database.dataSource())
			.lockMode(LockMode.TRANSACTION)
			.listener(this.recording)
			.listener(new MigrationListener() {

				@Override
				public void starting(RevisionStep step) {
					if (step.revision().id().equals("b2")) {
						other.upgrade("b2");
					}
				}

			})
			.build()
			.upgrade();
		assertThat(this.recording.calls).containsExactly("locked", "started 3", "starting a1", "completed a1",
				"starting b2", "finished 1", "started 1", "starting c3", "completed c3", "finished 1");
	}

	private static boolean waitsForTheLock(TestDatabase database, int holder) {
		return database.jdbc().sql("""
				SELECT count(*) FROM pg_stat_activity
				WHERE datname = current_database() AND query LIKE '%pg\\_try\\_advisory\\_lock%'
				AND pid NOT IN (pg_backend_pid(), ?)""").param(holder).query(Integer.class).single() > 0;
	}

	/**
	 * Notes what it is told.
	 */
	private static final class Recording implements MigrationListener {

		private final List<String> calls = new ArrayList<>();

		private Duration waited = Duration.ZERO;

		@Override
		public void locked(Duration waited) {
			this.waited = waited;
			this.calls.add("locked");
		}

		@Override
		public void started(List<RevisionStep> steps) {
			this.calls.add("started " + steps.size());
		}

		@Override
		public void starting(RevisionStep step) {
			this.calls.add("starting " + step.revision().id());
		}

		@Override
		public void completed(CompletedStep step) {
			this.calls.add("completed " + step.revision());
		}

		@Override
		public void finished(MigrationResult result) {
			this.calls.add("finished " + result.steps().size());
		}

		@Override
		public void failed(RuntimeException failure) {
			this.calls.add("failed");
		}

	}

}
