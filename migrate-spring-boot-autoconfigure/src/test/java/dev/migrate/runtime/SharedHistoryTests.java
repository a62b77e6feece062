package dev.migrate.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.migrate.revision.Direction;
import dev.migrate.runtime.failure.ConnectionLostException;
import dev.migrate.runtime.failure.InterruptedRevisionException;
import dev.migrate.runtime.run.HistoryEntry;
import dev.migrate.runtime.run.Resume;
import dev.migrate.runtime.run.RunOptions;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link Migrator} with a history that belongs to two version tables.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedHistoryTests {

	private static final String DIES = """
			INSERT INTO event VALUES ('first');
			SELECT pg_terminate_backend(pg_backend_pid());
			INSERT INTO event VALUES ('third');""";

	private ScriptFolder orders;

	private ScriptFolder stock;

	@BeforeEach
	void createFolders(@TempDir Path orders, @TempDir Path stock, TestDatabase database) {
		this.orders = new ScriptFolder(orders).table("o1", "")
			.revision("o2", "o1", List.of("transaction: none"), DIES, " none");
		this.stock = new ScriptFolder(stock).table("s1", "").table("s2", "s1");
		database.jdbc().sql("CREATE TABLE event (name text)").update();
	}

	@Test
	void aServiceGoesOnWhateverAnotherOneHasDone(TestDatabase database) {
		Migrator first = orders(database);
		Migrator second = stock(database);
		assertThatExceptionOfType(ConnectionLostException.class).isThrownBy(first::upgrade);
		assertThat(second.upgrade("s1").after()).containsExactly("s1");
		assertThat(second.stamp("base").after()).isEmpty();
		assertThat(second.stamp("s1").after()).containsExactly("s1");
		assertThat(second.upgrade().after()).containsExactly("s2");
		assertThat(second.downgrade("s1").after()).containsExactly("s1");
		assertThatExceptionOfType(InterruptedRevisionException.class).isThrownBy(first::upgrade)
			.withMessageContaining("the first 1 of its statements are done");
		assertThat(first.status().interrupted()).isNotNull();
		assertThat(second.status().interrupted()).isNull();
		assertThat(first.upgrade("o2", RunOptions.defaults().resume(Resume.SKIP)).after()).containsExactly("o2");
		assertThat(database.jdbc().sql("SELECT name FROM event").query(String.class).list()).containsExactly("first",
				"third");
		assertThat(first.history(10)).extracting(HistoryEntry::revision).containsExactly("o2", "o1");
		assertThat(second.history(10)).extracting(HistoryEntry::revision, HistoryEntry::direction)
			.containsExactly(tuple("s2", Direction.DOWNGRADE), tuple("s2", Direction.UPGRADE),
					tuple("s1", Direction.STAMP), tuple("s1", Direction.UNSTAMP), tuple("s1", Direction.UPGRADE));
		assertThat(second.history("o1", 10)).isEmpty();
		assertThat(second.status().implied()).isEmpty();
	}

	@Test
	void aScriptGoesOnWhateverAnotherServiceHasDone(TestDatabase database) throws Exception {
		Migrator first = orders(database);
		assertThatExceptionOfType(ConnectionLostException.class).isThrownBy(first::upgrade);
		OfflineMigrator scripts = stock(database).offline("postgresql");
		ClientScript.run(database, scripts.upgrade("head"));
		ClientScript.run(database, scripts.stamp("s2:s1"));
		if (Psql.isPresent()) {
			assertThat(psql(database, scripts.idempotentDowngrade("s1:base"))).endsWith("exit code 0");
			assertThat(stock(database).history(1)).extracting(HistoryEntry::direction)
				.containsExactly(Direction.DOWNGRADE);
			assertThat(psql(database, orders(database).offline("postgresql").idempotentUpgrade("head")))
				.contains("The last revision of the history was interrupted");
		}
		assertThat(first.status().interrupted()).isNotNull();
	}

	@Test
	void theRowsOfAnOlderVersionAreTakenOver(TestDatabase database) throws Exception {
		this.stock.migrator(database.newConnections()).upgrade("s1");
		drop(database);
		Migrator migrator = stock(database, "migrate_version");
		assertThat(migrator.history(10)).hasSize(1);
		assertThat(migrator.status().implied()).isEmpty();
		assertThat(migrator.upgrade().after()).containsExactly("s2");
		assertThat(migrator.history(10)).extracting(HistoryEntry::revision).containsExactly("s2", "s1");
		// Such a version goes on, is interrupted, and is followed by the newer one.
		database.jdbc().sql("""
				INSERT INTO migrate_history (revision, down_revisions, depends_on, direction, message, started_at,
					db_user, host, tool_version, statements_started, statements_done)
				VALUES ('s3', 's2', '', 'upgrade', '', now(), 'x', 'x', 'x', 2, 1)""").update();
		this.stock.revision("s3", "s2", List.of("transaction: none"), "SELECT 1;\nINSERT INTO event VALUES ('x');",
				" none");
		assertThatExceptionOfType(InterruptedRevisionException.class)
			.isThrownBy(stock(database, "migrate_version")::upgrade);
		stock(database, "migrate_version").stamp("s3");
		drop(database);
		database.jdbc().sql("DELETE FROM migrate_version").update();
		database.jdbc().sql("DELETE FROM migrate_history").update();
		database.jdbc().sql("DROP TABLE s1, s2").update();
		ClientScript.run(database, stock(database, "migrate_version").offline("postgresql").upgrade("base:s2"));
		assertThat(database.jdbc().sql("SELECT DISTINCT version_table FROM migrate_history").query(String.class).list())
			.containsExactly("migrate_version");
	}

	private static String psql(TestDatabase database, String script) throws Exception {
		Path file = Files.createTempFile("script", ".sql");
		try {
			return Psql.run(database, Files.writeString(file, script));
		}
		finally {
			Files.delete(file);
		}
	}

	private static void drop(TestDatabase database) {
		database.jdbc().sql("ALTER TABLE migrate_history DROP version_table, DROP checksum").update();
	}

	private Migrator orders(TestDatabase database) {
		return this.orders.builder(database.newConnections()).versionTable("orders_version").build();
	}

	private Migrator stock(TestDatabase database) {
		return stock(database, "stock_version");
	}

	private Migrator stock(TestDatabase database, String versionTable) {
		return this.stock.builder(database.newConnections()).versionTable(versionTable).build();
	}

}
