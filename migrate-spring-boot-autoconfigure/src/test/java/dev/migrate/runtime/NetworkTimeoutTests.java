package dev.migrate.runtime;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.dialect.LockMode;
import dev.migrate.runtime.failure.ConnectionLostException;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.run.HistoryEntry;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Migrator} over a network that carries nothing any more, and tells
 * nobody.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NetworkTimeoutTests {

	private static final Predicate<String> SLEEP = (message) -> message.contains("pg_sleep(600)");

	private static final Duration TIMEOUT = Duration.ofMillis(400);

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private ScriptFolder scripts;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.scripts = new ScriptFolder(folder).chain();
	}

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
	}

	// What the server answers at once needs no second connection to be given up.
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			ADVISORY    | to_regclass
			ADVISORY    | pg_try_advisory_lock
			ADVISORY    | pg_try_advisory_xact_lock
			ADVISORY    | UPDATE
			TRANSACTION | pg_try_advisory_xact_lock
			TABLE       | SET epoch = epoch
			NONE        | lock_timeout
			""")
	void whatIsAnsweredAtOnceIsGivenUpAfterTheNetworkTimeout(LockMode mode, String trigger, TestDatabase database)
			throws Exception {
		try (SilentProxy proxy = new SilentProxy(database, (message) -> message.contains(trigger), true);
				Connection only = proxy.dataSource().getConnection()) {
			Migrator migrator = this.scripts.builder(new SingleConnectionDataSource(only, true))
				.lockMode(mode)
				.lockTimeout(Duration.ofMillis(200))
				.networkTimeout(TIMEOUT)
				.build();
			assertThatExceptionOfType(ConnectionLostException.class).isThrownBy(migrator::upgrade)
				.withMessageContaining("has not answered within")
				.withMessageContaining("migrate.session.network-timeout");
			assertThat(proxy.isSilent()).isTrue();
		}
		assertThat(goOn(database)).containsExactly("c3");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aStatementWhoseNetworkIsDownIsGivenUp(boolean pooled, TestDatabase database) throws Exception {
		this.scripts.revision("b2", "a1", "CREATE TABLE b2 (id int);\nSELECT pg_sleep(600);", "");
		try (SilentProxy proxy = new SilentProxy(database, SLEEP, true);
				HikariDataSource pool = new HikariDataSource()) {
			pool.setDataSource(proxy.dataSource());
			pool.setMaximumPoolSize(3);
			pool.setConnectionTimeout(300);
			pool.setValidationTimeout(250);
			Migrator migrator = this.scripts.builder(pooled ? pool : proxy.dataSource())
				.networkTimeout(TIMEOUT)
				.build();
			assertThatExceptionOfType(ConnectionLostException.class).isThrownBy(migrator::upgrade)
				.withMessageContaining("while revision b2 was running: the server has been out of reach")
				.withMessageContaining("the database is at a1");
		}
		this.scripts.table("b2", "a1");
		assertThat(goOn(database)).containsExactly("c3");
	}

	@Test
	void aStatementWhoseSessionTheServerHasNoMoreIsGivenUp(TestDatabase database) throws Exception {
		this.scripts.revision("b2", "a1", "CREATE TABLE b2 (id int);\nSELECT pg_sleep(600);", "");
		try (SilentProxy proxy = new SilentProxy(database, SLEEP, false)) {
			Migrator migrator = this.scripts.builder(proxy.dataSource()).networkTimeout(TIMEOUT).build();
			Future<MigrationResult> run = this.executor.submit(() -> migrator.upgrade());
			await().until(() -> running(database) == 1);
			await().during(TIMEOUT.multipliedBy(3)).until(() -> !run.isDone());
			database.jdbc()
				.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)%'"
						+ " AND datname = current_database() AND pid <> pg_backend_pid()")
				.query()
				.listOfRows();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(run::get)
				.withCauseInstanceOf(ConnectionLostException.class)
				.withMessageContaining("the server does not have its session any more");
		}
	}

	@Test
	void aCommitThatTakesItsTimeIsLeftAlone(TestDatabase database) throws Exception {
		this.scripts.revision("b2", "a1",
				"""
						CREATE TABLE b2 (id int PRIMARY KEY);
						CREATE TABLE slow (id int REFERENCES b2 DEFERRABLE INITIALLY DEFERRED);
						INSERT INTO b2 VALUES (1);
						CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(1.5); RETURN NULL; END';
						CREATE CONSTRAINT TRIGGER waits AFTER INSERT ON slow DEFERRABLE INITIALLY DEFERRED
							FOR EACH ROW EXECUTE FUNCTION wait();
						INSERT INTO slow VALUES (1);""",
				"");
		assertThat(this.scripts.builder(database.newConnections())
			.networkTimeout(TIMEOUT.multipliedBy(2))
			.build()
			.upgrade("b2")
			.after()).containsExactly("b2");
	}

	@Test
	void aCommitWithoutAnswerIsLookedForOverAnotherConnection(TestDatabase database) throws Exception {
		this.scripts.revision("b2", "a1", "CREATE TABLE b2 (id int);\nSELECT pg_sleep(0.1);", "");
		boolean[] last = new boolean[1];
		try (SilentProxy proxy = new SilentProxy(database, (message) -> {
			last[0] |= message.contains("CREATE TABLE b2");
			return last[0] && message.contains("COMMIT\0");
		}, false)) {
			Future<MigrationResult> run = this.executor
				.submit(() -> this.scripts.builder(proxy.dataSource()).networkTimeout(TIMEOUT).build().upgrade());
			await().until(proxy::isSilent);
			// The watch has to see the session before it can miss it.
			await().during(TIMEOUT.multipliedBy(2)).until(() -> !run.isDone());
			terminateOthers(database);
			assertThat(run.get().after()).containsExactly("c3");
		}
		assertThat(this.scripts.migrator(database.newConnections()).history(10)).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool of one", "refused", "one for all", "second" })
	void aStatementThatTakesItsTimeIsLeftAlone(String connections, TestDatabase database) throws Exception {
		this.scripts.revision("b2", "a1", "CREATE TABLE b2 (id int);\nSELECT pg_sleep(1.3);", "");
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl(database.url());
			pool.setUsername(database.user());
			pool.setPassword(database.password());
			pool.setMaximumPoolSize(connections.equals("second") ? 2 : 1);
			pool.setConnectionTimeout(300);
			try (Connection only = database.newConnections().getConnection()) {
				var builder = switch (connections) {
					case "refused" -> this.scripts.builder(new DelegatingDataSource(database.newConnections()) {

						private boolean given;

						@Override
						public Connection getConnection() throws SQLException {
							if (this.given) {
								throw new SQLException("sorry, too many clients already", "53300");
							}
							this.given = true;
							return super.getConnection();
						}

					});
					case "one for all" -> this.scripts.builder(new SingleConnectionDataSource(only, true));
					default -> this.scripts.builder(pool);
				};
				assertThat(builder.networkTimeout(Duration.ofMillis(500)).build().upgrade().steps()).hasSize(3);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 7_000 })
	void theConnectionComesBackWithTheTimeoutThatItHad(int before, TestDatabase database) throws Exception {
		try (Connection connection = database.newConnections().getConnection()) {
			connection.setNetworkTimeout(Runnable::run, before);
			Migrator migrator = this.scripts.builder(new SingleConnectionDataSource(connection, true)).build();
			assertThat(migrator.upgrade().steps()).hasSize(3);
			assertThat(connection.getNetworkTimeout()).isEqualTo(before);
			this.scripts.revision("d4", "c3", "SELECT 1/0;", "");
			assertThatExceptionOfType(RevisionFailedException.class)
				.isThrownBy(this.scripts.migrator(new SingleConnectionDataSource(connection, true))::upgrade);
			assertThat(connection.getNetworkTimeout()).isEqualTo(before);
		}
	}

	@Test
	void aTimeoutIsZeroOrMoreAndAtMost24Days(TestDatabase database) {
		MigratorBuilder builder = this.scripts.builder(database.newConnections());
		assertThatIllegalArgumentException().isThrownBy(builder.networkTimeout(Duration.ofMillis(-1))::build)
			.withMessageContaining("migrate.session.network-timeout");
		assertThatIllegalArgumentException().isThrownBy(builder.networkTimeout(Duration.ofDays(25))::build);
		assertThat(builder.networkTimeout(Duration.ZERO).build().upgrade().steps()).hasSize(3);
	}

	/**
	 * Does what the server does when it notices.
	 */
	private static void terminateOthers(TestDatabase database) {
		database.jdbc()
			.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
					+ " AND pid <> pg_backend_pid()")
			.query()
			.listOfRows();
	}

	private List<String> goOn(TestDatabase database) {
		terminateOthers(database);
		Migrator migrator = this.scripts.builder(database.newConnections()).lockLease(Duration.ofSeconds(1)).build();
		List<String> after = migrator.upgrade().after();
		assertThat(migrator.history(10)).extracting(HistoryEntry::revision).containsExactly("c3", "b2", "a1");
		return after;
	}

	private static int running(TestDatabase database) {
		return database.jdbc().sql("""
				SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
					AND query LIKE '%pg_sleep(600)%' AND pid <> pg_backend_pid()""").query(Integer.class).single();
	}

}
