package dev.migrate.runtime;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.migrate.runtime.failure.ConnectionLostException;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.HistoryEntry;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link TransactionMode}.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TransactionModeTests {

	private static final String NOTE = "INSERT INTO event (xid) VALUES (pg_current_xact_id());";

	private static final String[] TABLES_OF_THE_TOOL = { "event", "migrate_history", "migrate_version" };

	private ScriptFolder scripts;

	@BeforeEach
	void createEvents(@TempDir Path folder, TestDatabase database) {
		database.jdbc().sql("CREATE TABLE event (id serial, xid text)").update();
		this.scripts = new ScriptFolder(folder).revision("a1", "", NOTE + "CREATE TABLE a1 (id int);", NOTE)
			.revision("b2", "a1", NOTE + "CREATE TABLE b2 (id int);\n" + NOTE, NOTE)
			.revision("c3", "b2", NOTE, NOTE);
	}

	@Test
	void allRevisionsOfAPlanRunInOneTransaction(TestDatabase database) {
		Migrator migrator = together(database);
		assertThat(migrator.upgrade().steps()).extracting(CompletedStep::revision).containsExactly("a1", "b2", "c3");
		assertThat(transactions(database)).containsExactly(4);
		assertThat(migrator.status().current()).containsExactly("c3");
		assertThat(migrator.downgrade("a1").after()).containsExactly("a1");
		assertThat(transactions(database)).containsExactly(4, 2);
		assertThat(migrator.history(10)).extracting(HistoryEntry::revision)
			.containsExactly("b2", "c3", "c3", "b2", "a1");
		assertThat(migrator.history(10)).allSatisfy((entry) -> assertThat(entry.duration()).isNotNull());
		assertThat(migrator.upgrade("a1").steps()).isEmpty();
	}

	@Test
	void aRevisionThatFailsTakesThePlanWithIt(TestDatabase database) {
		this.scripts.revision("c3", "b2", "SELECT 1 / 0;", "");
		Migrator migrator = together(database);
		RevisionFailedException failure = catchThrowableOfType(RevisionFailedException.class, migrator::upgrade);
		assertThat(failure.getRevision()).isEqualTo("c3");
		assertThat(failure).hasMessageContaining("The database is at base. Nothing of the plan has been kept.");
		assertNothingIsKept(database, migrator);
	}

	@Test
	void aPlanWhoseServerEndsTheSessionLeavesNothing(TestDatabase database) {
		this.scripts.revision("c3", "b2", "SELECT pg_terminate_backend(pg_backend_pid());", "");
		Migrator migrator = together(database);
		assertThatExceptionOfType(ConnectionLostException.class).isThrownBy(migrator::upgrade)
			.withMessageContaining("while revision c3 was running")
			.withMessageContaining("the database is at base");
		assertNothingIsKept(database, migrator);
	}

	@Test
	void aPlanThatOthersAreInTheWayOfIsRepeatedAsAWhole(TestDatabase database) {
		database.jdbc().sql("CREATE SEQUENCE attempts").update();
		this.scripts.revision("c3", "b2", """
				DO $$
				BEGIN
					IF nextval('attempts') < 3 THEN
						RAISE 'no' USING ERRCODE = '40001';
					END IF;
				END $$;""", "");
		Migrator migrator = this.scripts.builder(database.newConnections())
			.transaction(TransactionMode.ALL)
			.retry(new RetryPolicy(3, Duration.ofMillis(1), 1, Duration.ofMillis(1), 0))
			.build();
		assertThat(migrator.upgrade().steps()).hasSize(3);
		assertThat(transactions(database)).containsExactly(3);
		assertThat(migrator.history(10)).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aPlanIsDoneOnceWhateverBecameOfItsCommit(boolean committed, TestDatabase database) throws Exception {
		int port = URI.create(database.url().substring("jdbc:".length())).getPort();
		try (LossyProxy proxy = new LossyProxy(port, 2, committed)) {
			PGSimpleDataSource dataSource = (PGSimpleDataSource) database.newConnections();
			dataSource.setPortNumbers(new int[] { proxy.port() });
			MigrationResult result = this.scripts.builder(dataSource)
				.transaction(TransactionMode.ALL)
				.build()
				.upgrade();
			assertThat(result.steps()).hasSize(3);
			assertThat(result.after()).containsExactly("c3");
		}
		assertThat(transactions(database)).containsExactly(4);
		assertThat(together(database).history(10)).hasSize(3);
	}

	@Test
	void aPlanWithWhatCannotRunInATransactionIsRefusedBeforeItRuns(TestDatabase database) {
		this.scripts.revision("c3", "b2", "CREATE INDEX CONCURRENTLY a1_id ON a1 (id);", "");
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(together(database)::upgrade)
			.withMessageContaining("R_c3.sql")
			.withMessageContaining("Set migrate.transaction=per-revision")
			.satisfies((ex) -> assertThat(ex.getRevision()).isEqualTo("c3"));
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> JavaContent.of(database, (op) -> {
		}).transaction(TransactionMode.ALL).build().upgrade("j2"));
		assertThat(database.tables()).containsExactly("event");
		assertThat(together(database).upgrade("b2").after()).containsExactly("b2");
	}

	@Test
	void aClassThatWantsToCommitOnItsWayTakesThePlanWithIt(TestDatabase database) {
		Migrator migrator = JavaContent.of(database, (op) -> {
			op.execute("CREATE TABLE kept (id int)");
			try {
				op.autocommitBlock(() -> op.execute("VACUUM event"));
			}
			catch (RuntimeException ex) {
				op.execute("CREATE TABLE caught (id int)");
			}
		}).transaction(TransactionMode.ALL).build();
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> migrator.upgrade("j1"));
		assertThatExceptionOfType(MigrationRefusedException.class)
			.isThrownBy(() -> JavaContent.of(database, (op) -> op.execute("VACUUM event"))
				.transaction(TransactionMode.ALL)
				.build()
				.upgrade("j1"));
		assertNothingIsKept(database, migrator);
	}

	@Test
	void whatWasInterruptedIsNotContinuedInOneTransaction(TestDatabase database) {
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(() -> JavaContent.of(database, (op) -> op.autocommitBlock(() -> {
				op.execute("VACUUM event");
				op.execute("SELECT 1 / 0");
			})).build().upgrade("j1"));
		assertThatExceptionOfType(MigrationRefusedException.class)
			.isThrownBy(() -> JavaContent.of(database, (op) -> op.execute("SELECT 1"))
				.transaction(TransactionMode.ALL)
				.build()
				.upgrade("j1"));
	}

	@Test
	void withoutTransactionsEveryStatementCommitsByItself(TestDatabase database) {
		this.scripts.revision("c3", "b2", NOTE + "SELECT 1 / 0;", "");
		Migrator migrator = this.scripts.builder(database.newConnections()).transaction(TransactionMode.NONE).build();
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(migrator::upgrade)
			.withMessageContaining("The database is at b2. What this revision has committed so far has been kept");
		assertThat(transactions(database)).containsExactly(1, 1, 1, 1);
		this.scripts.revision("c3", "b2", NOTE + "SELECT 1;\n" + NOTE, "");
		Migrator fixed = this.scripts.builder(database.newConnections()).transaction(TransactionMode.NONE).build();
		assertThat(fixed.upgrade().after()).containsExactly("c3");
		assertThat(transactions(database)).containsExactly(1, 1, 1, 1, 1);
		assertThat(fixed.history(10)).hasSize(3).allSatisfy((entry) -> assertThat(entry.duration()).isNotNull());
		JavaContent.of(database, (op) -> op.execute(NOTE + NOTE))
			.transaction(TransactionMode.NONE)
			.schema("public")
			.historyTable("other_history")
			.versionTable("other_version")
			.build()
			.upgrade("j1");
		assertThat(transactions(database)).containsExactly(1, 1, 1, 1, 1, 1, 1);
	}

	private Migrator together(TestDatabase database) {
		return this.scripts.builder(database.newConnections()).transaction(TransactionMode.ALL).build();
	}

	private static void assertNothingIsKept(TestDatabase database, Migrator migrator) {
		assertThat(database.tables()).containsExactly(TABLES_OF_THE_TOOL);
		assertThat(transactions(database)).isEmpty();
		assertThat(migrator.status().current()).isEmpty();
		assertThat(migrator.history(10)).isEmpty();
	}

	/**
	 * Counts the events of each transaction.
	 */
	private static List<Integer> transactions(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT count(*) FROM event GROUP BY xid ORDER BY min(id)")
			.query(Integer.class)
			.list();
	}

}
