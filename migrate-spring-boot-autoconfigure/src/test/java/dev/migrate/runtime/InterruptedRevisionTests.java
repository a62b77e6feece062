package dev.migrate.runtime;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.migrate.runtime.failure.InterruptedRevisionException;
import dev.migrate.runtime.failure.RevisionFailedException;
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
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataIntegrityViolationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Migrator} with what a process leaves behind that was killed in a
 * revision which does not run in one transaction.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptedRevisionTests {

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private ScriptFolder scripts;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.scripts = new ScriptFolder(folder);
		this.scripts.revision("a1", "", """
				CREATE TABLE a1 (id int, n int CONSTRAINT positive CHECK (n > 0));
				INSERT INTO a1 VALUES (1), (1);
				CREATE INDEX a1_n ON a1 (n);
				CREATE TYPE mood AS ENUM ('fine');""", "");
	}

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE UNIQUE INDEX CONCURRENTLY \"A1 id\" ON a1 (id)",
			"CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS \"A1 id\" ON public.a1 (id)" })
	void anIndexThatIsNotValidIsBuiltAnew(String statement, TestDatabase database) {
		this.scripts.revision("b2", "a1", statement + ";", "");
		Migrator migrator = this.scripts.migrator(database.dataSource());
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(migrator::upgrade)
			.withMessageContaining("could not create unique index");
		assertThat(validIndexes(database)).containsExactly("a1_n");
		database.jdbc().sql("DELETE FROM a1").update();
		assertThat(migrator.upgrade().after()).containsExactly("b2");
		assertThat(validIndexes(database)).containsExactly("A1 id", "a1_n");
	}

	@Test
	void anIndexThatSomebodyIsBuildingIsWaitedFor(TestDatabase database) throws Exception {
		this.scripts.migrator(database.dataSource()).upgrade();
		this.scripts.revision("b2", "a1", "CREATE INDEX CONCURRENTLY IF NOT EXISTS a1_id ON a1 (id);", "");
		Future<Integer> builder;
		Future<MigrationResult> run;
		try (Connection writer = database.dataSource().getConnection();
				Statement statement = writer.createStatement()) {
			writer.setAutoCommit(false);
			statement.execute("INSERT INTO a1 VALUES (2)");
			builder = this.executor
				.submit(() -> database.jdbc().sql("CREATE INDEX CONCURRENTLY a1_id ON a1 (id)").update());
			await().until(() -> indexes(database).contains("a1_id"));
			int building = oid(database);
			run = this.executor.submit(() -> this.scripts.migrator(database.dataSource()).upgrade());
			await().until(() -> this.scripts.migrator(database.dataSource()).history(1).get(0).revision().equals("b2"));
			await().during(500, TimeUnit.MILLISECONDS).until(() -> oid(database) == building);
			assertThat(run.isDone()).isFalse();
			writer.commit();
		}
		builder.get();
		assertThat(run.get().after()).containsExactly("b2");
		assertThat(validIndexes(database)).containsExactly("a1_id", "a1_n");
	}

	@Test
	void anIndexThatWasCompletedIsNotBuiltAgain(TestDatabase database) {
		interruptAtSecond(database, "CREATE INDEX CONCURRENTLY a1_id ON a1 (id)");
		database.jdbc().sql("CREATE INDEX a1_id ON a1 (id)").update();
		int built = oid(database);
		continues(database);
		assertThat(oid(database)).isEqualTo(built);
	}

	@Test
	void anIndexThatWasNotBegunIsBuilt(TestDatabase database) {
		interruptAtSecond(database, "CREATE INDEX CONCURRENTLY a1_id ON a1 (id)");
		continues(database);
		assertThat(validIndexes(database)).containsExactly("a1_id", "a1_n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "DROP INDEX a1_n" })
	void anIndexIsDroppedUnlessItWas(String before, TestDatabase database) {
		interruptAtSecond(database, "DROP INDEX CONCURRENTLY public.a1_n");
		if (!before.isEmpty()) {
			database.jdbc().sql(before).update();
		}
		continues(database);
		assertThat(indexes(database)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ALTER TYPE mood ADD VALUE 'it''s bad'" })
	void aLabelIsAddedUnlessItWas(String before, TestDatabase database) {
		interruptAtSecond(database, "ALTER TYPE public.mood ADD VALUE 'it''s bad' AFTER 'fine'");
		if (!before.isEmpty()) {
			database.jdbc().sql(before).update();
		}
		continues(database);
		assertThat(
				database.jdbc().sql("SELECT enumlabel FROM pg_enum ORDER BY enumsortorder").query(String.class).list())
			.containsExactly("fine", "it's bad");
	}

	@ParameterizedTest
	@ValueSource(strings = { "VACUUM a1", "ANALYZE", "ALTER TABLE a1 VALIDATE CONSTRAINT positive",
			"REINDEX INDEX CONCURRENTLY a1_n", "DROP TABLE IF EXISTS nothing", "CREATE OR REPLACE VIEW v AS SELECT 1" })
	void whatIsHarmlessIsDoneAgain(String statement, TestDatabase database) {
		interruptAtSecond(database, statement);
		continues(database);
	}

	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO a1 VALUES (3)", "CREATE INDEX CONCURRENTLY ON a1 (id)",
			"ALTER TABLE a1 ADD COLUMN x int", "ALTER TABLE a1 VALIDATE CONSTRAINT positive, ADD COLUMN x int" })
	void whatCannotBeReadFromTheCatalogStopsTheRun(String statement, TestDatabase database) {
		interruptAtSecond(database, statement);
		assertThatExceptionOfType(InterruptedRevisionException.class)
			.isThrownBy(this.scripts.migrator(database.dataSource())::upgrade)
			.withMessageContaining("statement 2 may or may not have taken effect: " + statement);
	}

	@ParameterizedTest
	@ValueSource(strings = { "REINDEX INDEX CONCURRENTLY a1_n", "REINDEX (CONCURRENTLY) TABLE a1" })
	void whatAReindexHasLeftIsDropped(String statement, TestDatabase database) {
		interruptAtSecond(database, statement);
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> database.jdbc().sql("CREATE UNIQUE INDEX CONCURRENTLY a1_n_ccnew ON a1 (id)").update());
		assertThat(indexes(database)).containsExactly("a1_n", "a1_n_ccnew");
		continues(database);
		assertThat(indexes(database)).containsExactly("a1_n");
	}

	@Test
	void aScriptWhoseDonePartWasChangedIsNotContinued(TestDatabase database) {
		this.scripts.revision("b2", "a1", List.of("transaction: none"), """
				CREATE TABLE b1 (id int);
				CREATE TABLE b2 (id int);
				SELECT 1/0;""", " none");
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(this.scripts.migrator(database.dataSource())::upgrade);
		this.scripts.revision("b2", "a1", List.of("transaction: none"), """
				CREATE TABLE b0 (id int);
				CREATE TABLE b1 (id int);
				CREATE TABLE b2 (id int);""", " none");
		assertThatExceptionOfType(InterruptedRevisionException.class)
			.isThrownBy(this.scripts.migrator(database.dataSource())::upgrade)
			.withMessageContaining("its script has changed since in the first 2");
		this.scripts.revision("b2", "a1", List.of("transaction: none"), """
				create -- another layout is no change
				table b1 (id int);
				CREATE TABLE b2 (id int);""".replace("create", "CREATE").replace("table", "TABLE"), " none");
		assertThat(this.scripts.migrator(database.dataSource()).upgrade().after()).containsExactly("b2");
	}

	/**
	 * Leaves what a process does that is killed in the second statement of a revision.
	 */
	private void interruptAtSecond(TestDatabase database, String second) {
		this.scripts.migrator(database.dataSource()).upgrade();
		this.scripts.revision("b2", "a1", List.of("transaction: none"), """
				CREATE TABLE b2 (id int);
				%s;
				CREATE TABLE c3 (id int);""".formatted(second), " none");
		database.jdbc().sql("CREATE TABLE b2 (id int)").update();
		database.jdbc().sql("""
				INSERT INTO migrate_history (revision, down_revisions, depends_on, direction, message, started_at,
					db_user, host, tool_version, statements_started, statements_done)
				VALUES ('b2', 'a1', '', 'upgrade', '', now(), 'x', 'x', 'x', 2, 1)""").update();
	}

	private void continues(TestDatabase database) {
		Migrator migrator = this.scripts.migrator(database.dataSource());
		assertThat(migrator.upgrade().after()).containsExactly("b2");
		assertThat(database.tables()).contains("b2", "c3");
		assertThat(migrator.history(10)).hasSize(2).allSatisfy((entry) -> assertThat(entry.duration()).isNotNull());
	}

	private static int oid(TestDatabase database) {
		return database.jdbc().sql("SELECT 'a1_id'::regclass::oid::int").query(Integer.class).single();
	}

	private static List<String> indexes(TestDatabase database) {
		return names(database, "");
	}

	private static List<String> validIndexes(TestDatabase database) {
		return names(database, "AND indisvalid");
	}

	private static List<String> names(TestDatabase database, String condition) {
		return database.jdbc()
			.sql("SELECT relname FROM pg_index JOIN pg_class ON oid = indexrelid WHERE indrelid = 'a1'::regclass "
					+ condition + " ORDER BY relname COLLATE \"C\"")
			.query(String.class)
			.list();
	}

}
