package dev.migrate.runtime;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.migrate.dialect.LockMode;
import dev.migrate.revision.RevisionStep;
import dev.migrate.runtime.failure.MigrationCallbackException;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.run.MigrationCallback;
import dev.migrate.runtime.run.MigrationListener;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.runtime.run.RetryPolicy;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link MigrationCallback}. Each callback notes what is called in a table, on
 * the connection that it is given.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MigrationCallbackTests {

	private ScriptFolder scripts;

	@BeforeEach
	void createNotes(@TempDir Path folder, TestDatabase database) {
		this.scripts = new ScriptFolder(folder);
		database.jdbc().sql("CREATE TABLE note (id serial, text text)").update();
	}

	@ParameterizedTest
	@EnumSource
	void callbacksAreCalledInTheirOrderAroundEachRevision(TransactionMode transaction, TestDatabase database) {
		this.scripts.table("a1", "").table("b2", "a1");
		builder(database, new Noting("one"), new Noting("two")).transaction(transaction).build().upgrade();
		assertThat(notes(database)).containsExactly("one before run of 2", "two before run of 2", "one before a1",
				"two before a1", "one after a1", "two after a1", "one before b2", "two before b2", "one after b2",
				"two after b2", "one after run of 2", "two after run of 2");
	}

	@ParameterizedTest
	@EnumSource(names = { "TRANSACTION", "TABLE", "NONE" })
	void callbacksAreCalledUnderEveryLock(LockMode lock, TestDatabase database) {
		this.scripts.table("a1", "");
		builder(database, new Noting("one")).lockMode(lock).build().upgrade();
		assertThat(notes(database)).containsExactly("one before run of 1", "one before a1", "one after a1",
				"one after run of 1");
	}

	@Test
	void callbacksAreCalledForADowngrade(TestDatabase database) {
		this.scripts.table("a1", "");
		Migrator migrator = builder(database, new Noting("one")).build();
		migrator.upgrade();
		database.jdbc().sql("TRUNCATE note").update();
		migrator.downgrade("base");
		assertThat(notes(database)).containsExactly("one before run of 1", "one before a1", "one after a1",
				"one after run of 1");
	}

	@Test
	void nobodyAsksForCallbacksWhenThereIsNothingToDo(TestDatabase database) {
		this.scripts.table("a1", "");
		builder(database).build().upgrade();
		this.scripts.builder(database.dataSource()).callbacks(() -> {
			throw new IllegalStateException("asked for");
		}).build().upgrade();
		assertThat(notes(database)).isEmpty();
	}

	@Test
	void aRoleThatIsSetBeforeARevisionIsInForceInItAndNoLonger(TestDatabase database) {
		String role = "owner_of_" + database.name();
		database.jdbc().sql("CREATE ROLE " + role).update();
		try {
			database.jdbc().sql("GRANT ALL ON SCHEMA public TO " + role).update();
			this.scripts.table("a1", "");
			builder(database, new MigrationCallback() {

				@Override
				public void beforeRevision(RevisionStep step, JdbcClient jdbc) {
					jdbc.sql("SET ROLE " + role).update();
				}

				@Override
				public void afterRevision(RevisionStep step, JdbcClient jdbc) {
					note(jdbc, jdbc.sql("SELECT current_user").query(String.class).single());
				}

			}).build().upgrade();
			assertThat(database.jdbc()
				.sql("SELECT tableowner FROM pg_tables WHERE tablename = 'a1'")
				.query(String.class)
				.single()).isEqualTo(role);
			assertThat(notes(database)).containsExactly(database.user());
		}
		finally {
			database.jdbc().sql("DROP OWNED BY " + role).update();
			database.jdbc().sql("DROP ROLE " + role).update();
		}
	}

	@Test
	void whatACallbackWritesGoesWithTheRevisionThatFails(TestDatabase database) {
		this.scripts.table("a1", "").revision("b2", "a1", "SELECT 1 / 0;", "");
		Noting callback = new Noting("one");
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(() -> builder(database, callback).build().upgrade())
			.satisfies((ex) -> assertThat(callback.failures).containsExactly(ex));
		assertThat(notes(database)).containsExactly("one before run of 2", "one before a1", "one after a1");
	}

	@Test
	void aCallbackThatFailsBeforeTheRunKeepsEverythingFromRunning(TestDatabase database) {
		this.scripts.table("a1", "");
		MigrationCallbackException failure = failure(database, new MigrationCallback() {

			@Override
			public void beforeRun(List<RevisionStep> steps, JdbcClient jdbc) {
				note(jdbc, "lost");
				throw new IllegalStateException("no room for the backup");
			}

		});
		assertThat(failure.getProblem()).contains("failed before the first revision: no room for the backup",
				"Nothing has been run.");
		assertThat(failure.getProblem()).contains(failure.getCallback().getName());
		assertThat(database.tables()).doesNotContain("a1");
		assertThat(notes(database)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void aCallbackThatFailsAfterARevisionRollsItBack(TransactionMode transaction, TestDatabase database) {
		this.scripts.table("a1", "");
		Noting last = new Noting("last");
		MigrationCallbackException failure = catchThrowableOfType(MigrationCallbackException.class,
				() -> builder(database, new MigrationCallback() {

					@Override
					public void afterRevision(RevisionStep step, JdbcClient jdbc) {
						jdbc.sql("INSERT INTO missing VALUES (1)").update();
					}

				}, last).transaction(transaction).build().upgrade());
		assertThat(failure.getProblem()).contains("after the upgrade of revision a1",
				"relation \"missing\" does not exist");
		assertThat(database.tables().contains("a1")).isEqualTo(transaction == TransactionMode.NONE);
		assertThat(database.jdbc().sql("SELECT count(*) FROM migrate_version").query(Long.class).single()).isZero();
		assertThat(last.failures).containsExactly(failure);
	}

	@Test
	void aCallbackThatFailsAfterTheRunFailsItAlthoughAllIsCommitted(TestDatabase database) {
		this.scripts.table("a1", "");
		MigrationCallback callback = new MigrationCallback() {

			@Override
			public void afterRun(MigrationResult result, JdbcClient jdbc) {
				throw new IllegalStateException("nobody answers");
			}

		};
		MigrationCallbackException failure = failure(database, callback);
		assertThat(failure.getProblem()).contains("after the last revision: nobody answers",
				"All revisions have been committed, and the database is at a1.");
		assertThat(builder(database, callback).build().upgrade().steps()).isEmpty();
		assertThat(database.tables()).contains("a1");
	}

	@Test
	void whatACallbackThrowsAtAFailureIsAddedToIt(TestDatabase database) {
		this.scripts.revision("a1", "", "SELECT 1 / 0;", "");
		Noting last = new Noting("last");
		RevisionFailedException failure = catchThrowableOfType(RevisionFailedException.class,
				() -> builder(database, new MigrationCallback() {

					@Override
					public void onFailure(RuntimeException failure) {
						throw new IllegalStateException("nobody answers");
					}

				}, last).build().upgrade());
		assertThat(failure.getSuppressed()).singleElement()
			.satisfies((suppressed) -> assertThat(suppressed).hasMessage("nobody answers"));
		assertThat(last.failures).containsExactly(failure);
	}

	@ParameterizedTest
	@EnumSource(names = { "PER_REVISION", "ALL" })
	void aRevisionIsTriedAgainWhenAnotherSessionIsInTheWayOfItsCallback(TransactionMode transaction,
			TestDatabase database) throws SQLException {
		this.scripts.table("a1", "");
		try (Connection other = database.dataSource().getConnection(); Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("LOCK TABLE note");
			List<Integer> attempts = new ArrayList<>();
			builder(database, new MigrationCallback() {

				@Override
				public void beforeRevision(RevisionStep step, JdbcClient jdbc) {
					note(jdbc, "before " + step.revision().id());
				}

			}).transaction(transaction)
				.lockTimeout(Duration.ofMillis(100))
				.retry(new RetryPolicy(5, Duration.ofMillis(1), 1, Duration.ofMillis(1), 0))
				.listener(new MigrationListener() {

					@Override
					public void retrying(int attempt, Duration delay, RuntimeException failure) {
						attempts.add(attempt);
						rollback(other);
					}

				})
				.build()
				.upgrade();
			assertThat(attempts).containsExactly(1);
		}
		assertThat(notes(database)).containsExactly("before a1");
		assertThat(database.tables()).contains("a1");
	}

	@Test
	void aRevisionThatIsContinuedDoesNotRepeatWhatCameBeforeIt(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE city (name text)").update();
		database.jdbc().sql("INSERT INTO city VALUES ('Rome'), ('Rome')").update();
		this.scripts.revision("a1", "", "CREATE UNIQUE INDEX CONCURRENTLY city_name ON city (name);", "");
		Migrator migrator = builder(database, new Noting("one")).build();
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(migrator::upgrade);
		database.jdbc().sql("DELETE FROM city").update();
		migrator.upgrade();
		assertThat(notes(database)).containsExactly("one before run of 1", "one before a1", "one before run of 1",
				"one after a1", "one after run of 1");
	}

	@Test
	void aRevisionThatLacksOnlyItsCallbackIsCompletedByTheNextRun(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE city (name text)").update();
		this.scripts.revision("a1", "", "CREATE INDEX CONCURRENTLY city_name ON city (name);", "");
		List<String> failures = new ArrayList<>(List.of("not yet"));
		Migrator migrator = builder(database, new MigrationCallback() {

			@Override
			public void afterRevision(RevisionStep step, JdbcClient jdbc) {
				note(jdbc, "after a1");
				if (!failures.isEmpty()) {
					throw new IllegalStateException(failures.remove(0));
				}
			}

		}).build();
		assertThatExceptionOfType(MigrationCallbackException.class).isThrownBy(migrator::upgrade);
		assertThat(migrator.rows()).isEmpty();
		assertThat(migrator.upgrade().after()).containsExactly("a1");
		assertThat(notes(database)).containsExactly("after a1");
	}

	private MigrationCallbackException failure(TestDatabase database, MigrationCallback callback) {
		return catchThrowableOfType(MigrationCallbackException.class,
				() -> builder(database, callback).build().upgrade());
	}

	private MigratorBuilder builder(TestDatabase database, MigrationCallback... callbacks) {
		return this.scripts.builder(database.dataSource()).callbacks(() -> Arrays.asList(callbacks));
	}

	private static void rollback(Connection connection) {
		try {
			connection.rollback();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void note(JdbcClient jdbc, String text) {
		jdbc.sql("INSERT INTO note (text) VALUES (?)").param(text).update();
	}

	private static List<String> notes(TestDatabase database) {
		return database.jdbc().sql("SELECT text FROM note ORDER BY id").query(String.class).list();
	}

	/**
	 * Notes every call.
	 */
	private static final class Noting implements MigrationCallback {

		private final String name;

		private final List<RuntimeException> failures = new ArrayList<>();

		private Noting(String name) {
			this.name = name;
		}

		@Override
		public void beforeRun(List<RevisionStep> steps, JdbcClient jdbc) {
			note(jdbc, this.name + " before run of " + steps.size());
		}

		@Override
		public void beforeRevision(RevisionStep step, JdbcClient jdbc) {
			note(jdbc, this.name + " before " + step.revision().id());
		}

		@Override
		public void afterRevision(RevisionStep step, JdbcClient jdbc) {
			note(jdbc, this.name + " after " + step.revision().id());
		}

		@Override
		public void afterRun(MigrationResult result, JdbcClient jdbc) {
			note(jdbc, this.name + " after run of " + result.steps().size());
		}

		@Override
		public void onFailure(RuntimeException failure) {
			this.failures.add(failure);
		}

	}

}
