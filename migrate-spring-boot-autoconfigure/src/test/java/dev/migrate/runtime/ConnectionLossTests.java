package dev.migrate.runtime;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import dev.migrate.dialect.LockMode;
import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.connection.ResponseTimes;
import dev.migrate.runtime.failure.ConnectionLostException;
import dev.migrate.runtime.failure.InterruptedRevisionException;
import dev.migrate.runtime.failure.MigrationStateException;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.HistoryEntry;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PgConnection;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.datasource.AbstractDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link Migrator} with a server that goes away or does not write.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectionLossTests {

	private ScriptFolder scripts;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.scripts = new ScriptFolder(folder).chain();
	}

	// The COMMITs before that of b2: of the tables of the tool, of a1, and of what the
	// lock needs.
	@ParameterizedTest
	@CsvSource({ "ADVISORY, 3, true", "ADVISORY, 3, false", "TRANSACTION, 3, true", "TRANSACTION, 3, false",
			"TABLE, 4, true", "TABLE, 4, false" })
	void aRunGoesOnWhateverBecameOfACommitWithoutAnswer(LockMode mode, int commitOfB2, boolean committed,
			TestDatabase database) throws Exception {
		try (LossyProxy proxy = new LossyProxy(port(database), commitOfB2, committed)) {
			PGSimpleDataSource dataSource = (PGSimpleDataSource) database.newConnections();
			dataSource.setPortNumbers(new int[] { proxy.port() });
			MigrationResult result = this.scripts.builder(dataSource).lockMode(mode).build().upgrade();
			assertThat(result.steps()).extracting(CompletedStep::revision).containsExactly("a1", "b2", "c3");
			assertThat(result.after()).containsExactly("c3");
		}
		Migrator migrator = this.scripts.migrator(database.newConnections());
		assertThat(migrator.status().current()).containsExactly("c3");
		assertThat(migrator.history(10)).extracting(HistoryEntry::revision).containsExactly("c3", "b2", "a1");
		assertThat(database.jdbc()
			.sql("""
					SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'
						AND database = (SELECT oid FROM pg_database WHERE datname = current_database())""")
			.query(Integer.class)
			.single()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "ADVISORY, 3, true", "ADVISORY, 3, false", "TABLE, 4, true", "TABLE, 4, false" })
	void aRevisionInPiecesGoesOnWhateverBecameOfACommitWithoutAnswer(LockMode mode, int commitOfB2, boolean committed,
			TestDatabase database) throws Exception {
		this.scripts.revision("b2", "a1",
				"CREATE TABLE b2 (id int);\nCREATE INDEX CONCURRENTLY b2_id ON b2 (id);\nINSERT INTO b2 VALUES (1);",
				"");
		try (LossyProxy proxy = new LossyProxy(port(database), commitOfB2, committed)) {
			PGSimpleDataSource dataSource = (PGSimpleDataSource) database.newConnections();
			dataSource.setPortNumbers(new int[] { proxy.port() });
			assertThat(this.scripts.builder(dataSource).lockMode(mode).build().upgrade().after()).containsExactly("c3");
		}
		assertThat(database.jdbc().sql("SELECT id FROM b2").query(Integer.class).list()).containsExactly(1);
		assertThat(this.scripts.migrator(database.newConnections()).history(10)).hasSize(3)
			.allSatisfy((entry) -> assertThat(entry.duration()).isNotNull());
	}

	@ParameterizedTest
	@CsvSource({ "ADVISORY, PER_REVISION, 3, true, a1 b2", "ADVISORY, PER_REVISION, 3, false, a1",
			"ADVISORY, PER_REVISION, 1, true, ''", "ADVISORY, ALL, 2, true, a1 b2", "ADVISORY, ALL, 2, false, ''",
			"TRANSACTION, PER_REVISION, 3, true, a1 b2", "TRANSACTION, PER_REVISION, 3, false, a1" })
	void aRunGoesOnWhereAnotherReplicaHasGoneOnAfterALostCommit(LockMode mode, TransactionMode transaction, int commit,
			boolean committed, String steps, TestDatabase database) throws Exception {
		PGSimpleDataSource first = (PGSimpleDataSource) database.newConnections();
		boolean[] connected = new boolean[1];
		this.scripts.table("d4", "c3");
		try (LossyProxy proxy = new LossyProxy(port(database), commit, committed)) {
			first.setPortNumbers(new int[] { proxy.port() });
			DataSource dataSource = new AbstractDataSource() {

				@Override
				public Connection getConnection() throws SQLException {
					if (!connected[0]) {
						connected[0] = true;
						return first.getConnection();
					}
					ConnectionLossTests.this.scripts.builder(database.newConnections())
						.lockMode(mode)
						.build()
						.upgrade();
					return database.newConnections().getConnection();
				}

				@Override
				public Connection getConnection(String username, String password) {
					throw new UnsupportedOperationException();
				}

			};
			MigrationResult result = this.scripts.builder(dataSource)
				.lockMode(mode)
				.transaction(transaction)
				.build()
				.upgrade((transaction == TransactionMode.ALL) ? "b2" : "c3");
			assertThat(String.join(" ", result.steps().stream().map(CompletedStep::revision).toList()))
				.isEqualTo(steps);
			assertThat(result.after()).containsExactly("d4");
		}
		assertThat(this.scripts.migrator(database.newConnections()).history(10)).extracting(HistoryEntry::revision)
			.containsExactly("d4", "c3", "b2", "a1");
	}

	@Test
	void aLostConnectionIsReportedWithTheRevisionThatWasRunning(TestDatabase database) {
		this.scripts.revision("b2", "a1", "CREATE TABLE b2 (id int);\nSELECT pg_terminate_backend(pg_backend_pid());",
				"");
		assertThatExceptionOfType(ConnectionLostException.class)
			.isThrownBy(this.scripts.migrator(database.newConnections())::upgrade)
			.withMessageContaining("was lost while revision b2 was running")
			.withMessageContaining("terminating connection due to administrator command")
			.withMessageContaining("the database is at a1")
			.satisfies((ex) -> assertThat(ex.getRevision()).isEqualTo("b2"));
		this.scripts.table("b2", "a1");
		assertThat(this.scripts.migrator(database.newConnections()).upgrade().after()).containsExactly("c3");
	}

	@Test
	void aConnectionThatWasClosedIsReportedAsLost(TestDatabase database) {
		try (MigrationConnection connection = MigrationConnection.open(database.newConnections(),
				ResponseTimes.of(Duration.ZERO, Duration.ZERO))) {
			connection.jdbc().execute((ConnectionCallback<Boolean>) (used) -> {
				used.unwrap(PgConnection.class).close();
				return true;
			});
			RuntimeException failure = catchThrowableOfType(RuntimeException.class,
					() -> connection.prompt().execute("SELECT 1"));
			assertThat(connection.translate(failure)).isInstanceOf(ConnectionLostException.class);
		}
	}

	@Test
	void aConnectionLostOutsideOfATransactionKeepsTheStatementInDoubt(TestDatabase database) {
		this.scripts.revision("b2", "a1", List.of("transaction: none"),
				"SELECT 1;\nSELECT pg_terminate_backend(pg_backend_pid());", " none");
		Migrator migrator = this.scripts.migrator(database.newConnections());
		assertThatExceptionOfType(ConnectionLostException.class).isThrownBy(migrator::upgrade)
			.withMessageContaining("What was committed of the revision has been kept");
		assertThatExceptionOfType(InterruptedRevisionException.class).isThrownBy(migrator::upgrade)
			.withMessageContaining("statement 2 may or may not");
	}

	@Test
	void aServerThatDoesNotWriteIsReportedAsSuch(TestDatabase database) {
		database.jdbc().sql("ALTER DATABASE " + database.name() + " SET default_transaction_read_only = on").update();
		assertThatExceptionOfType(MigrationStateException.class)
			.isThrownBy(this.scripts.migrator(database.newConnections())::upgrade)
			.withMessageContaining("targetServerType=primary");
	}

	@Test
	void aServerThatStopsWritingIsReportedWithTheRevisionThatWasRunning(TestDatabase database) {
		this.scripts.revision("b2", "a1", "SET TRANSACTION READ ONLY;\nCREATE TABLE b2 (id int);", "");
		assertThatExceptionOfType(MigrationStateException.class)
			.isThrownBy(this.scripts.migrator(database.newConnections())::upgrade)
			.withMessageContaining("revision b2 was rolled back");
		assertThat(this.scripts.migrator(database.newConnections()).status().current()).containsExactly("a1");
	}

	private static int port(TestDatabase database) {
		return URI.create(database.url().substring("jdbc:".length())).getPort();
	}

}
