package dev.migrate.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.migrate.dialect.LockMode;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.testsupport.PgBouncer;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Migrator} through a PgBouncer that gives every transaction another
 * session of the server.
 */
@ExtendWith(PostgresExtension.class)
@EnabledIf(value = "dev.migrate.testsupport.PgBouncer#isPresent", disabledReason = "There is no pgbouncer")
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PgBouncerTests {

	private static final int REPLICAS = 10;

	private final ExecutorService executor = Executors.newFixedThreadPool(REPLICAS);

	private ScriptFolder scripts;

	private Path folder;

	@BeforeEach
	void createFolder(@TempDir Path folder) throws Exception {
		this.folder = folder;
		this.scripts = new ScriptFolder(Files.createDirectory(folder.resolve("scripts")));
	}

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
	}

	@Test
	void eachRevisionRunsOnceWhenTenReplicasStartAtOnce(TestDatabase database) throws Exception {
		List<String> revisions = IntStream.range(0, 12).mapToObj("r%02d"::formatted).toList();
		for (int i = 0; i < revisions.size(); i++) {
			String id = revisions.get(i);
			this.scripts.revision(id, (i > 0) ? revisions.get(i - 1) : "",
					"CREATE TABLE " + id + " (id int);\nSELECT pg_sleep(0.05);", "DROP TABLE " + id + ";");
		}
		try (PgBouncer pooler = PgBouncer.start(database, this.folder)) {
			List<Future<MigrationResult>> runs = IntStream.range(0, REPLICAS)
				.mapToObj((i) -> this.executor.submit(() -> migrator(pooler).upgrade()))
				.toList();
			List<String> run = new ArrayList<>();
			for (Future<MigrationResult> replica : runs) {
				assertThat(replica.get().after()).containsExactly("r11");
				replica.get().steps().forEach((step) -> run.add(step.revision()));
			}
			assertThat(run).containsExactlyInAnyOrderElementsOf(revisions);
			assertThat(migrator(pooler).history(100)).hasSize(revisions.size());
			assertThat(migrator(pooler).downgrade("base").steps()).hasSize(revisions.size());
		}
		assertThat(database.tables()).containsExactly("migrate_history", "migrate_version");
	}

	@Test
	void theNextClientsOfThePoolerFindTheirSessionsAsTheyWere(TestDatabase database) throws Exception {
		this.scripts.revision("a1", "", """
				CREATE SCHEMA other;
				SET search_path = other;
				SET statement_timeout = '77s';
				SET lock_timeout = '5s';
				SET TIME ZONE 'Asia/Tokyo';
				CREATE ROLE %1$s_role;
				GRANT ALL ON SCHEMA other TO %1$s_role;
				SET ROLE %1$s_role;
				CREATE TABLE a1 (id int);""".formatted(database.name()),
				"DROP SCHEMA other CASCADE;\nDROP ROLE %s_role;".formatted(database.name()));
		this.scripts.table("b2", "a1");
		try (PgBouncer pooler = PgBouncer.start(database, this.folder)) {
			List<Map<String, Object>> before = sessions(pooler);
			assertThat(before).hasSize(PgBouncer.POOL_SIZE).doesNotHaveDuplicates();
			assertThat(migrator(pooler).upgrade().after()).containsExactly("b2");
			assertThat(sessions(pooler)).containsExactlyInAnyOrderElementsOf(before);
			assertThat(database.tables()).contains("b2");
			assertThat(migrator(pooler).downgrade("base").after()).isEmpty();
			assertThat(sessions(pooler)).containsExactlyInAnyOrderElementsOf(before);
		}
	}

	@Test
	void aStatementThatMustNotRunInATransactionIsRefusedBeforeAnythingRuns(TestDatabase database) throws Exception {
		this.scripts.chain().revision("d4", "c3", "CREATE INDEX CONCURRENTLY a1_id ON a1 (id);", " none");
		try (PgBouncer pooler = PgBouncer.start(database, this.folder)) {
			assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(migrator(pooler)::upgrade)
				.withMessageContaining("Revision d4 (")
				.withMessageContaining("migrate.url");
			assertThat(database.tables()).isEmpty();
		}
		assertThat(this.scripts.migrator(database.newConnections()).upgrade().after()).containsExactly("d4");
	}

	private Migrator migrator(PgBouncer pooler) {
		return this.scripts.builder(pooler.dataSource()).lockMode(LockMode.TRANSACTION).build();
	}

	/**
	 * Looks into every session that the pooler has, by using all at once.
	 */
	private static List<Map<String, Object>> sessions(PgBouncer pooler) throws Exception {
		List<Map<String, Object>> sessions = new ArrayList<>();
		List<Connection> clients = new ArrayList<>();
		PGSimpleDataSource dataSource = (PGSimpleDataSource) pooler.dataSource();
		dataSource.setPrepareThreshold(0);
		try {
			for (int i = 0; i < PgBouncer.POOL_SIZE; i++) {
				Connection client = dataSource.getConnection();
				clients.add(client);
				client.setAutoCommit(false);
				JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(client, true));
				sessions.add(jdbc.queryForMap(
						"""
								SELECT pg_backend_pid() AS pid, session_user || '/' || current_user AS role,
									(SELECT string_agg(name || '=' || setting, ', ' ORDER BY name) FROM pg_settings
										WHERE context IN ('user', 'superuser') AND name <> 'transaction_read_only') AS settings,
									(SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'
										AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS locks"""));
			}
		}
		finally {
			for (Connection client : clients) {
				client.rollback();
				client.close();
			}
		}
		return sessions;
	}

}
