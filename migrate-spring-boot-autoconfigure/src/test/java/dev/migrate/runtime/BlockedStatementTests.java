package dev.migrate.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.connection.ResponseTimes;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what {@link MigrationConnection} says of a statement that others are in the
 * way of.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlockedStatementTests {

	private static final Duration FIRST_REPORT = Duration.ofMillis(200);

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final List<String> log = new CopyOnWriteArrayList<>();

	private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

		@Override
		protected void append(ILoggingEvent event) {
			BlockedStatementTests.this.log.add(event.getLevel() + " " + event.getFormattedMessage());
		}

	};

	private static Logger logger() {
		return (Logger) LoggerFactory.getLogger("dev.migrate.runtime.connection.ConnectionWatch");
	}

	@BeforeEach
	void listen() {
		this.appender.start();
		logger().addAppender(this.appender);
	}

	@AfterEach
	void stop() {
		logger().detachAppender(this.appender);
		this.executor.shutdownNow();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					LOCK migrate_version IN ACCESS EXCLUSIVE MODE | SELECT version_num FROM migrate_version      | AccessShareLock on migrate_version
					INSERT INTO other VALUES (1)                  | CREATE INDEX CONCURRENTLY i ON other (id)    | the end of older transactions
					SELECT * FROM migrate_version                 | CREATE INDEX CONCURRENTLY i ON other (id)    | the end of older transactions
					LOCK other IN SHARE UPDATE EXCLUSIVE MODE     | ALTER TABLE other VALIDATE CONSTRAINT c      | ShareUpdateExclusiveLock on other
					UPDATE migrate_version SET version_num = 'b2' | UPDATE migrate_version SET version_num = 'c' | the end of a transaction that has changed the same rows
					SELECT pg_advisory_xact_lock(1)               | SELECT pg_advisory_lock(1)                   | a lock of the type advisory
					""")
	void whoeverIsInTheWayIsNamedAgainAndAgain(String held, String statement, String waitsFor, TestDatabase database)
			throws Exception {
		database.jdbc().sql("CREATE TABLE migrate_version AS SELECT 'a1'::text AS version_num").update();
		database.jdbc().sql("CREATE TABLE other (id int)").update();
		database.jdbc().sql("ALTER TABLE other ADD CONSTRAINT c CHECK (id > 0) NOT VALID").update();
		Future<?> run;
		try (Connection holder = begin(database, held);
				MigrationConnection connection = open(database.newConnections(), Duration.ZERO)) {
			connection.running("Revision b2");
			run = this.executor.submit(() -> connection.jdbc().execute(statement));
			int pid = holder.unwrap(PGConnection.class).getBackendPID();
			await().until(() -> of(pid).size() >= 2);
			assertThat(of(pid)).allSatisfy((line) -> assertThat(line).startsWith("WARN Revision b2 has waited for ")
				.contains(" s for " + waitsFor + ". In its way: pid " + pid + " (the holder, user " + database.user(),
						"idle in transaction for ", "query started ", " s ago: " + held, "pg_terminate_backend(pid)"));
			assertThat(this.log.stream().filter((line) -> line.contains("pid " + pid)).count()).isLessThan(10);
			holder.rollback();
			holder.abort(Runnable::run);
			run.get();
		}
	}

	@Test
	void aTransactionThatWaitsForItsSecondPhaseIsNamed(TestDatabase database) throws Exception {
		database.jdbc().sql("CREATE TABLE other (id int)").update();
		try (Connection holder = begin(database, "INSERT INTO other VALUES (1)");
				Statement statement = holder.createStatement();
				MigrationConnection connection = open(database.newConnections(), Duration.ZERO)) {
			statement.execute("PREPARE TRANSACTION '" + database.name() + "'");
			Future<?> run = this.executor.submit(() -> connection.jdbc().execute("ALTER TABLE other ADD COLUMN n int"));
			try {
				await().until(() -> this.log.stream().anyMatch((line) -> line.contains("a prepared transaction")));
			}
			finally {
				holder.setAutoCommit(true);
				statement.execute("ROLLBACK PREPARED '" + database.name() + "'");
			}
			run.get();
		}
	}

	@Test
	void ofASessionThatTheRoleMustNotSeeItIsSaidAsMuchAsItMay(TestDatabase database) throws Exception {
		database.jdbc().sql("CREATE TABLE other (id int)").update();
		String role = database.name() + "_role";
		database.jdbc().sql("CREATE ROLE " + role + " LOGIN PASSWORD 'secret'").update();
		database.jdbc().sql("GRANT ALL ON other TO " + role).update();
		PGSimpleDataSource dataSource = (PGSimpleDataSource) database.newConnections();
		dataSource.setUser(role);
		dataSource.setPassword("secret");
		try (Connection holder = begin(database, "LOCK other");
				MigrationConnection connection = open(dataSource, Duration.ZERO)) {
			int pid = holder.unwrap(PGConnection.class).getBackendPID();
			Future<?> run = this.executor.submit(() -> connection.jdbc().execute("SELECT * FROM other"));
			await().until(() -> !of(pid).isEmpty());
			assertThat(of(pid).get(0))
				.contains("The migration has waited for ", "pid " + pid + " (the holder, user " + database.user(),
						"doing what only its user and pg_read_all_stats see, AccessExclusiveLock on other)")
				.doesNotContain("insufficient");
			holder.rollback();
			run.get();
		}
		finally {
			database.jdbc().sql("DROP OWNED BY " + role).update();
			database.jdbc().sql("DROP ROLE " + role).update();
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void withoutASecondConnectionItIsSaidOnlyThatItWaits(boolean refused, TestDatabase database) throws Exception {
		try (Connection only = database.newConnections().getConnection()) {
			DataSource dataSource = new SingleConnectionDataSource(only, true) {

				private boolean given;

				@Override
				public Connection getConnection() throws SQLException {
					if (this.given && refused) {
						throw new SQLException("no connection for " + database.name(), "53300");
					}
					this.given = true;
					return super.getConnection();
				}

			};
			try (MigrationConnection connection = open(dataSource, Duration.ofMillis(50))) {
				connection.running("Revision " + database.name());
				connection.jdbc().execute("SELECT pg_sleep(0.7)");
			}
		}
		assertThat(this.log.stream().filter((line) -> line.contains(database.name())).toList()).hasSizeBetween(1, 6)
			.allSatisfy((line) -> assertThat(line)
				.startsWith("INFO Revision " + database.name() + " has waited for the database")
				.contains("because no second connection can be had"));
	}

	@Test
	void nobodyIsAccusedOfAStatementThatOnlyTakesItsTime(TestDatabase database) {
		try (MigrationConnection connection = open(database.newConnections(), Duration.ofMillis(300))) {
			connection.running("Revision " + database.name());
			connection.jdbc().execute("SELECT pg_sleep(0.7)");
		}
		assertThat(this.log).noneMatch((line) -> line.contains(database.name()));
	}

	private static MigrationConnection open(DataSource dataSource, Duration networkTimeout) {
		return MigrationConnection.open(dataSource, new ResponseTimes(networkTimeout, Duration.ZERO, FIRST_REPORT));
	}

	private List<String> of(int pid) {
		return this.log.stream().filter((line) -> line.contains("In its way: pid " + pid + " ")).toList();
	}

	private static Connection begin(TestDatabase database, String sql) throws SQLException {
		PGSimpleDataSource dataSource = (PGSimpleDataSource) database.newConnections();
		dataSource.setApplicationName("the holder");
		Connection connection = dataSource.getConnection();
		connection.setAutoCommit(false);
		connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		return connection;
	}

}
