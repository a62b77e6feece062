package dev.migrate.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.revision.Direction;
import dev.migrate.revision.RevisionStep;
import dev.migrate.runtime.failure.InterruptedRevisionException;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.run.HistoryEntry;
import dev.migrate.runtime.run.MigrationCallback;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link Migrator} with revisions that do not run in one transaction.
 */
@ExtendWith(PostgresExtension.class)
class PiecewiseRevisionTests {

	private ScriptFolder scripts;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.scripts = new ScriptFolder(folder);
	}

	@Test
	void buildsAnIndexConcurrentlyInTheMiddleOfAScript(TestDatabase database) {
		this.scripts.revision("a1", "", """
				CREATE TABLE a1 (id int);
				CREATE INDEX CONCURRENTLY a1_id ON a1 (id);
				COMMENT ON INDEX a1_id IS 'built';""", "DROP INDEX CONCURRENTLY a1_id;\nDROP TABLE a1;");
		Migrator migrator = this.scripts.migrator(database.dataSource());
		migrator.upgrade();
		assertThat(indexes(database)).containsExactly("a1_id");
		assertThat(migrator.history(10)).singleElement().satisfies((entry) -> assertThat(entry.duration()).isNotNull());
		migrator.downgrade("base");
		assertThat(database.tables()).containsExactly("migrate_history", "migrate_version");
	}

	@Test
	void keepsWhatRanBeforeAStatementThatFailedAndContinuesAtIt(TestDatabase database) {
		List<String> none = List.of("transaction: none");
		this.scripts.revision("a1", "", none, """
				CREATE TABLE a1 (id int);
				CREATE INDEX CONCURRENTLY a1_id ON a1 (identifier);
				CREATE TABLE a2 (id int);""", "\nDROP TABLE a1;");
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(this.scripts.migrator(database.dataSource())::upgrade)
			.withMessageContaining("has committed so far has been kept, and the next run continues there");
		assertThat(database.tables()).contains("a1").doesNotContain("a2");
		this.scripts.revision("a1", "", none, """
				CREATE TABLE a1 (id int);
				CREATE INDEX CONCURRENTLY a1_id ON a1 (id);
				CREATE TABLE a2 (id int);""", "\nDROP TABLE a1;");
		Migrator fixed = this.scripts.migrator(database.dataSource());
		assertThat(fixed.upgrade().after()).containsExactly("a1");
		assertThat(indexes(database)).containsExactly("a1_id");
		assertThat(database.tables()).contains("a2");
		assertThat(fixed.history(10)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "CREATE INDEX CONCURRENTLY a3_id ON a3 (id);" })
	void neitherRepeatsNorLeavesOutStatementsOfAScriptThatWasMended(String end, TestDatabase database) {
		String start = "CREATE TABLE a1 (id int);\nCREATE TABLE a2 (id int);\n";
		this.scripts.revision("a1", "", start + "CREATE INDEX CONCURRENTLY a1_id ON a1 (nothing);", "");
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(this.scripts.migrator(database.dataSource())::upgrade);
		this.scripts.revision("a1", "", start + "CREATE INDEX a1_id ON a1 (id);\nCREATE TABLE a3 (id int);\n" + end,
				"");
		Migrator fixed = this.scripts.migrator(database.dataSource());
		assertThatExceptionOfType(InterruptedRevisionException.class).isThrownBy(fixed::upgrade)
			.withMessageContaining("the first 2 of its statements are done")
			.withMessageContaining("the script has been changed");
		assertThat(fixed.status().current()).isEmpty();
		assertThat(database.tables()).doesNotContain("a3");
	}

	@Test
	void stopsWhenNobodyCanTellWhetherAStatementTookEffect(TestDatabase database) {
		this.scripts.revision("a1", "", List.of("transaction: none"), """
				CREATE TABLE a1 (id int);
				INSERT INTO a1 VALUES (1);
				INSERT INTO a1 VALUES (2);""", "\nDROP TABLE a1;");
		Migrator migrator = this.scripts.migrator(database.dataSource());
		migrator.upgrade();
		// What a process that is killed during the second statement leaves behind.
		database.jdbc().sql("DELETE FROM migrate_version").update();
		database.jdbc().sql("""
				UPDATE migrate_history SET duration_ms = NULL, statements_started = 2, statements_done = 1,
					statements_checksum = NULL""").update();
		assertThatExceptionOfType(InterruptedRevisionException.class).isThrownBy(migrator::upgrade)
			.withMessageContaining("R_a1.sql")
			.withMessageContaining("the first 1 of its statements are done")
			.withMessageContaining("statement 2 may or may not have taken effect")
			.withMessageContaining("migrate stamp");
		assertThat(database.jdbc().sql("SELECT count(*) FROM a1").query(Integer.class).single()).isEqualTo(2);
		migrator.stamp("a1");
		assertThat(migrator.upgrade().steps()).isEmpty();
	}

	@Test
	void aDowngradeThatWasInterruptedIsNotMistakenForHead(TestDatabase database) {
		this.scripts.table("a1", "").revision("b2", "a1", List.of("transaction: none"), "CREATE TABLE b2 (id int);", """

				DROP TABLE b2;
				SELECT 1;""");
		Migrator migrator = this.scripts.migrator(database.dataSource());
		migrator.upgrade();
		database.jdbc().sql("DROP TABLE b2").update();
		database.jdbc().sql("""
				INSERT INTO migrate_history (revision, down_revisions, depends_on, direction, message, started_at,
					db_user, host, tool_version, statements_started, statements_done)
				VALUES ('b2', 'a1', '', 'downgrade', '', now(), 'x', 'x', 'x', 1, 1)""").update();
		assertThatExceptionOfType(InterruptedRevisionException.class).isThrownBy(migrator::upgrade)
			.withMessageContaining("while it was downgraded");
		assertThat(migrator.downgrade("a1").after()).containsExactly("a1");
		assertThat(migrator.upgrade().after()).containsExactly("b2");
	}

	/**
	 * HikariCP ends a connection that fails with one of these, whoever raises it.
	 */
	@Test
	void whatAPoolTakesForALostConnectionIsNotedAsARefusal(TestDatabase database) {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl(database.url());
			pool.setUsername(database.user());
			pool.setPassword(database.password());
			pool.setMaximumPoolSize(1);
			pool.setConnectionTimeout(1000);
			String session = session(pool);
			String down = "";
			for (String state : List.of("0A000", "57P01", "57P02", "57P03", "57P05", "25P03", "01002", "JZ0C0", "JZ0C1",
					"08000", "08006", "08P01")) {
				String id = "r" + state.toLowerCase(Locale.ROOT);
				String start = "CREATE TABLE %s (id int);\n".formatted(id);
				this.scripts.revision(id, down, List.of("transaction: none"), start + """
						DO $$
						BEGIN
							RAISE EXCEPTION 'no' USING ERRCODE = '%s';
						END $$;""".formatted(state), " none");
				assertThatExceptionOfType(RevisionFailedException.class)
					.isThrownBy(this.scripts.migrator(pool)::upgrade)
					.withMessageContaining("no [SQLSTATE " + state + "]");
				this.scripts.revision(id, down, List.of("transaction: none"), start + "SELECT 1;", " none");
				assertThat(this.scripts.migrator(pool).upgrade().after()).containsExactly(id);
				down = id;
			}
			assertThat(session(pool)).isEqualTo(session);
		}
	}

	private static String session(DataSource dataSource) {
		return JdbcClient.create(dataSource).sql("SELECT pg_backend_pid()").query(String.class).single();
	}

	@Test
	void whatFailsAtItsFirstStatementHasNothingToBeContinued(TestDatabase database) {
		List<String> none = List.of("transaction: none");
		this.scripts.table("a1", "").revision("b2", "a1", none, "SELECT 1;", "\nSELECT 1 / 0;");
		Migrator migrator = this.scripts.migrator(database.dataSource());
		migrator.upgrade();
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(() -> migrator.downgrade("a1"))
			.withMessageContaining("Nothing of this revision has been kept");
		assertThat(migrator.history(10)).extracting(HistoryEntry::revision).containsExactly("b2", "a1");
		this.scripts.revision("c3", "b2", none, "SELECT 1 / 0;", " none");
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(this.scripts.migrator(database.dataSource())::upgrade);
		// What versions before this one, and scripts, leave behind.
		database.jdbc().sql("""
				INSERT INTO migrate_history (revision, down_revisions, depends_on, direction, message, started_at,
					db_user, host, tool_version, statements_started, statements_done)
				VALUES ('b2', 'a1', '', 'downgrade', '', now(), 'x', 'x', 'x', 0, 0)""").update();
		this.scripts.table("c3", "b2");
		assertThat(this.scripts.migrator(database.dataSource()).upgrade().after()).containsExactly("c3");
		assertThat(migrator.history(10)).extracting(HistoryEntry::revision, HistoryEntry::direction)
			.containsExactly(tuple("c3", Direction.UPGRADE), tuple("b2", Direction.UPGRADE),
					tuple("a1", Direction.UPGRADE));
	}

	@Test
	void whatACallbackHasWrittenBeforeItIsKept(TestDatabase database) {
		this.scripts.revision("a1", "", List.of("transaction: none"), "SELECT 1 / 0;", " none");
		database.jdbc().sql("CREATE TABLE calls (id int)").update();
		MigrationCallback callback = new MigrationCallback() {

			@Override
			public void beforeRevision(RevisionStep step, JdbcClient jdbc) {
				jdbc.sql("INSERT INTO calls VALUES (1)").update();
			}

		};
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(
				this.scripts.builder(database.dataSource()).callbacks(() -> List.of(callback)).build()::upgrade);
		this.scripts.table("a1", "");
		this.scripts.builder(database.dataSource()).callbacks(() -> List.of(callback)).build().upgrade();
		assertThat(database.jdbc().sql("SELECT count(*) FROM calls").query(Integer.class).single()).isOne();
	}

	private static List<String> indexes(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT indexname FROM pg_indexes WHERE tablename = 'a1' ORDER BY 1")
			.query(String.class)
			.list();
	}

}
