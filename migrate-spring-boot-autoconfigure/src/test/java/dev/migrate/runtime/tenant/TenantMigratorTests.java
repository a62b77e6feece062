package dev.migrate.runtime.tenant;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.dialect.LockMode;
import dev.migrate.dialect.MigrationSchemaException;
import dev.migrate.revision.RevisionResolutionException;
import dev.migrate.revision.RevisionStep;
import dev.migrate.runtime.HeldLock;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.MigratorBuilder;
import dev.migrate.runtime.RoundTrips;
import dev.migrate.runtime.ScriptFolder;
import dev.migrate.runtime.run.MigrationCallback;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.testsupport.H2Database;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link TenantMigrator}.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TenantMigratorTests {

	private static final List<String> ODD = List.of("Tenant A", "select", "we\"ird", "ünï.x", "t'x", "a,{b}\\c");

	private ScriptFolder scripts;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.scripts = new ScriptFolder(folder);
	}

	private TenantMigratorBuilder tenants(DataSource dataSource, String... schemas) {
		return TenantMigrator.builder(this.scripts.migrator(dataSource)).schemas(List.of(schemas));
	}

	private static void create(TestDatabase database, List<String> schemas) {
		schemas.forEach(
				(schema) -> database.jdbc().sql("CREATE SCHEMA \"" + schema.replace("\"", "\"\"") + "\"").update());
	}

	private static List<String> numbered(String prefix, int count) {
		return IntStream.rangeClosed(1, count).mapToObj((i) -> prefix + i).toList();
	}

	@Test
	void readsAllTenantsInFewStatementsAndMovesThoseThatAreBehind(TestDatabase database) {
		this.scripts.chain();
		create(database, ODD);
		create(database, numbered("t_", 12));
		create(database, List.of("tx1", "other"));
		TenantMigrator tenants = tenants(database.newConnections(), "t\\_*", "t_*", "Tenant ?", "select", "we\"ird",
				"ünï.x", "t'x", "a,{b}\\c")
			.build();
		assertThat(tenants.status().summary())
			.isEqualTo("18 tenants: 0 at the target; 18 behind: select, we\"ird, ünï.x, t'x, a,{b}\\c and 13 more");

		TenantsResult first = tenants.upgrade();
		assertThat(first.summary()).isEqualTo("Of 18 tenants, 18 migrated (54 revisions), 0 had nothing to do.");
		assertThat(tables(database, "other")).isEmpty();
		assertThat(tables(database, "tx1")).isEmpty();
		assertThat(tables(database, "public")).isEmpty();
		for (String schema : ODD) {
			assertThat(tables(database, schema)).as(schema)
				.containsExactly("a1", "b2", "c3", "migrate_history", "migrate_version");
		}

		database.forgetStatements();
		assertThat(tenants.upgrade().unchanged()).isEqualTo(18);
		assertThat(database.statements()).hasSizeLessThanOrEqualTo(10)
			.noneMatch((statement) -> statement.contains("advisory"));

		tenants.migrator("t_3").downgrade("-1");
		assertThat(tenants.status().summary()).isEqualTo("18 tenants: 17 at the target; 1 behind: t_3");
		assertThat(tenants.status().others())
			.containsExactly(new TenantStatus("t_3", TenantState.BEHIND, false, List.of("b2"), 1, null));
		tenants.migrator("t_3").upgrade();

		this.scripts.table("d4", "c3");
		TenantMigrator newer = tenants(database.newConnections(), "t_*").build();
		assertThat(newer.select("t_1*").upgrade().migrated()).isEqualTo(4);
		assertThat(newer.status().counts()).containsEntry(TenantState.AT_TARGET, 4)
			.containsEntry(TenantState.BEHIND, 8);
		assertThat(newer.upgrade().migrated()).isEqualTo(8);
		assertThat(newer.forEach((tenant) -> tenant.downgrade("-2")).revisions()).isEqualTo(24);
		assertThat(newer.migrator("t_5").rows()).containsExactly("b2");
		assertThatExceptionOfType(RevisionResolutionException.class).isThrownBy(() -> newer.upgrade("nowhere"));
	}

	private static List<String> tables(TestDatabase database, String schema) {
		return database.jdbc()
			.sql("SELECT tablename FROM pg_tables WHERE schemaname = ? ORDER BY 1")
			.param(schema)
			.query(String.class)
			.list();
	}

	@Test
	void runsTheOthersIfOneIsBrokenAndOnlyWhatIsLeftNextTime(TestDatabase database) {
		this.scripts.chain();
		List<String> names = numbered("t", 8);
		create(database, names);
		database.jdbc().sql("CREATE TABLE t4.b2 (id int); CREATE TABLE t6.b2 (id int)").update();
		TenantMigratorBuilder builder = tenants(database.newConnections(), "t*", "missing");

		assertThatExceptionOfType(TenantsFailedException.class).isThrownBy(() -> builder.build().upgrade())
			.satisfies((failure) -> assertThat(failure.getResult()).satisfies((result) -> {
				assertThat(result.migrated()).isEqualTo(6);
				assertThat(result.causes().values())
					.anySatisfy((tenants) -> assertThat(tenants).containsExactlyInAnyOrder("t4", "t6"));
				assertThat(result.summary()).contains("Of 9 tenants, 6 migrated (", "3 failed", "2 × revision b2, ",
						": relation \"b2\" already exists [42P07]: t",
						"1 × Schema '…' does not exist, or the role may not use it.: missing");
			}))
			.withMessageContaining("only what is left is run");
		assertThat(database.jdbc().sql("SELECT version_num FROM t4.migrate_version").query(String.class).single())
			.isEqualTo("a1");

		database.jdbc().sql("DROP TABLE t4.b2").update();
		TenantsResult second = builder.onFailure(TenantFailurePolicy.CONTINUE).createSchemas(true).build().upgrade();
		assertThat(second.summary())
			.startsWith("Of 9 tenants, 2 migrated (5 revisions), 6 had nothing to do, 1 failed.");
		assertThat(second.failures()).extracting(TenantFailure::tenant).containsExactly("t6");

		create(database, numbered("x", 5));
		database.jdbc().sql("CREATE TABLE x2.a1 (id int)").update();
		assertThatExceptionOfType(TenantsFailedException.class)
			.isThrownBy(() -> tenants(database.newConnections(), "x*").canary(2)
				.onFailure(TenantFailurePolicy.CONTINUE)
				.build()
				.upgrade())
			.satisfies((failure) -> assertThat(failure.getResult().untried()).isGreaterThanOrEqualTo(3));
		assertThat(tables(database, "x3")).isEmpty();
		assertThat(tables(database, "x5")).isEmpty();
		assertThatExceptionOfType(TenantsFailedException.class)
			.isThrownBy(() -> tenants(database.newConnections(), "x2", "x3", "x4").concurrency(1)
				.onFailure(TenantFailurePolicy.STOP)
				.build()
				.upgrade())
			.satisfies((failure) -> assertThat(failure.getResult().failures()).hasSize(1));
	}

	@Test
	void runsOnPoolsOfAnySize(TestDatabase database) {
		this.scripts.chain();
		for (LockMode mode : LockMode.values()) {
			List<String> names = numbered(mode.name().toLowerCase(java.util.Locale.ROOT), 3);
			create(database, names);
			try (HikariDataSource pool = pool(database, 1)) {
				pool.setConnectionTimeout(250);
				Migrator migrator = this.scripts.builder(pool).lockMode(mode).build();
				TenantMigrator tenants = TenantMigrator.builder(migrator).schemas(names).build();
				assertThat(tenants.upgrade().migrated()).as(mode.name()).isEqualTo(3);
				assertThat(tenants.upgrade().unchanged()).isEqualTo(3);
				assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
			}
		}
	}

	private static HikariDataSource pool(TestDatabase database, int size) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(database.url());
		config.setUsername(database.user());
		config.setPassword(database.password());
		config.setMaximumPoolSize(size);
		return new HikariDataSource(config);
	}

	@Test
	void migratesEachTenantOnceIfSeveralProcessesDo(TestDatabase database) throws Exception {
		this.scripts.chain();
		List<String> names = numbered("t", 10);
		create(database, names);
		ExecutorService executor = Executors.newFixedThreadPool(3);
		try {
			List<Future<TenantsResult>> runs = Stream.of(1, 2, 3)
				.map((i) -> executor
					.submit(() -> tenants(database.newConnections(), "t*").concurrency(2).build().upgrade()))
				.toList();
			int revisions = 0;
			for (Future<TenantsResult> run : runs) {
				revisions += run.get().revisions();
			}
			assertThat(revisions).isEqualTo(30);

			List<Future<MigrationResult>> creations = Stream.of(1, 2, 3, 4)
				.map((i) -> executor.submit(() -> tenants(database.newConnections(), "t*").build().create("New One")))
				.toList();
			int steps = 0;
			for (Future<MigrationResult> creation : creations) {
				assertThat(creation.get().after()).containsExactly("c3");
				steps += creation.get().steps().size();
			}
			assertThat(steps).isEqualTo(3);
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(names).allSatisfy((name) -> assertThat(
				database.jdbc().sql("SELECT count(*) FROM " + name + ".migrate_history").query(Integer.class).single())
			.isEqualTo(3));
	}

	@Test
	void takesFourRoundTripsForATenant(TestDatabase database) {
		this.scripts.chain();
		create(database, numbered("few", 2));
		create(database, numbered("many", 6));
		RoundTrips trips = RoundTrips.to(database);
		tenants(trips.dataSource(), "few*", "many*").build().upgrade("a1");
		int few = trips.during(() -> tenants(trips.dataSource(), "few*").concurrency(1).build().upgrade("b2"));
		int many = trips.during(() -> tenants(trips.dataSource(), "many*").concurrency(1).build().upgrade("b2"));
		assertThat(many - few).isEqualTo(4 * 4);
	}

	@Test
	void confirmsUnderTheLockWhatWasSeenBefore(TestDatabase database) throws Exception {
		this.scripts.chain();
		List<String> names = List.of("first", "moved", "interrupted", "emptied", "locked", "contradicted",
				"versionless", "older");
		create(database, names);
		tenants(database.dataSource(), "*").build().select("?*").forEach((tenant) -> tenant.upgrade("a1"));
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch seen = new CountDownLatch(1);
		MigrationCallback callback = new MigrationCallback() {

			@Override
			public void beforeRun(List<RevisionStep> steps, JdbcClient jdbc) {
				if (seen.getCount() > 0) {
					begun.countDown();
					await(seen);
				}
			}

		};
		Migrator migrator = this.scripts.builder(database.dataSource()).callbacks(() -> List.of(callback)).build();
		TenantMigrator tenants = TenantMigrator.builder(migrator).schemas(names).concurrency(1).canary(1).build();
		ExecutorService executor = Executors.newFixedThreadPool(1);
		try {
			Future<TenantsResult> run = executor.submit(() -> tenants.upgrade());
			await(begun);
			assertThat(tenants(database.dataSource(), "*").build().migrator("moved").upgrade().steps()).hasSize(2);
			database.jdbc()
				.sql("""
						INSERT INTO interrupted.migrate_history SELECT (jsonb_populate_record(h, '{"id": 99, "revision": "b2",
							"duration_ms": null, "statements_started": 1, "statements_done": 1, "down_revisions": "a1",
							"statements_checksum": "x"}')).*
							FROM interrupted.migrate_history h WHERE revision = 'a1';
						DELETE FROM emptied.migrate_version;
						DROP TABLE versionless.migrate_version;
						INSERT INTO contradicted.migrate_history SELECT (jsonb_populate_record(h, '{"id": 99, "revision": "c3",
							"down_revisions": "b2"}')).* FROM contradicted.migrate_history h WHERE revision = 'a1';
						ALTER TABLE older.migrate_history DROP COLUMN version_table;
						""")
				.update();
			try (HeldLock lock = HeldLock.take(database, "locked")) {
				assertThat(lock.pid()).isPositive();
				seen.countDown();
				Thread.sleep(300);
			}
			assertThatThrownBy(run::get).cause().isInstanceOfSatisfying(TenantsFailedException.class, (failure) -> {
				TenantsResult result = failure.getResult();
				assertThat(result.failures()).extracting(TenantFailure::tenant)
					.containsExactlyInAnyOrder("interrupted", "emptied", "contradicted", "versionless");
				assertThat(result.migrated()).isEqualTo(3);
				assertThat(result.unchanged()).isEqualTo(1);
			});
		}
		finally {
			executor.shutdownNow();
		}
		for (String schema : List.of("first", "moved", "locked", "older")) {
			assertThat(database.jdbc()
				.sql("SELECT string_agg(revision, ' ' ORDER BY id) FROM " + schema + ".migrate_history")
				.query(String.class)
				.single()).as(schema).isEqualTo("a1 b2 c3");
		}
		assertThat(database.jdbc()
			.sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
					+ " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
			.query(Integer.class)
			.single()).isZero();
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void goesOnWhileTenantsComeAndGo(TestDatabase database) {
		this.scripts.chain();
		create(database, numbered("t", 6));
		AtomicBoolean first = new AtomicBoolean(true);
		MigrationCallback callback = new MigrationCallback() {

			@Override
			public void beforeRun(List<RevisionStep> steps, JdbcClient jdbc) {
				if (first.getAndSet(false)) {
					String own = jdbc.sql("SELECT current_schema()").query(String.class).single();
					String other = "t1".equals(own) ? "t2" : "t1";
					database.jdbc().sql("DROP SCHEMA " + other + "; CREATE SCHEMA t7").update();
				}
			}

		};
		Migrator migrator = this.scripts.builder(database.newConnections()).callbacks(() -> List.of(callback)).build();
		TenantsResult result = TenantMigrator.builder(migrator).schemas(List.of("t*")).concurrency(1).build().upgrade();
		assertThat(result.summary())
			.isEqualTo("Of 7 tenants, 6 migrated (18 revisions), 0 had nothing to do, 1 dropped meanwhile.");
		assertThat(tables(database, "t7")).contains("c3");
	}

	@Test
	void failsIfItIsInterruptedBeforeTheLastTenant(TestDatabase database) {
		this.scripts.chain();
		create(database, numbered("t", 6));
		Thread caller = Thread.currentThread();
		MigrationCallback callback = new MigrationCallback() {

			@Override
			public void beforeRun(List<RevisionStep> steps, JdbcClient jdbc) {
				caller.interrupt();
				while (!Thread.currentThread().isInterrupted()) {
					Thread.onSpinWait();
				}
			}

		};
		Migrator migrator = this.scripts.builder(database.newConnections()).callbacks(() -> List.of(callback)).build();
		TenantMigrator tenants = TenantMigrator.builder(migrator)
			.schemas(List.of("t*"))
			.concurrency(1)
			.onFailure(TenantFailurePolicy.CONTINUE)
			.build();
		assertThatExceptionOfType(TenantsFailedException.class).isThrownBy(tenants::upgrade)
			.withMessageContaining("The run over the tenants was interrupted. Of 6 tenants, ")
			.satisfies((failure) -> assertThat(failure.getResult().untried()).isEqualTo(5));
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void givesEachTenantTheSessionOfAFreshConnection(TestDatabase database) {
		this.scripts.revision("a1", "", """
				SET work_mem = '9MB';
				SET app.tenant = 'left';
				SET statement_timeout = '77s';
				CREATE TEMP TABLE leftover (id int);
				PREPARE leftover_plan AS SELECT 1;
				SELECT pg_advisory_lock(4711);
				CREATE TABLE a1 (id int);""", "");
		create(database, numbered("t", 6));
		List<String> sessions = Collections.synchronizedList(new ArrayList<>());
		String describe = """
				SELECT concat_ws(' ', replace(current_setting('search_path'), current_schema(), 'own'), current_setting('work_mem'),
					coalesce(current_setting('app.tenant', true), ''), current_setting('statement_timeout'), to_regclass('pg_temp.leftover'),
					to_regclass('pg_temp.later'), (SELECT count(*) FROM pg_prepared_statements WHERE from_sql),
					(SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND mode = 'ExclusiveLock'
						AND objid = 4711))""";
		Set<Integer> pids = ConcurrentHashMap.newKeySet();
		AtomicBoolean first = new AtomicBoolean(true);
		MigrationCallback callback = new MigrationCallback() {

			@Override
			public void beforeRun(List<RevisionStep> steps, JdbcClient jdbc) {
				sessions.add(jdbc.sql(describe).query(String.class).single());
				pids.add(jdbc.sql("SELECT pg_backend_pid()").query(Integer.class).single());
			}

			@Override
			public void afterRun(MigrationResult result, JdbcClient jdbc) {
				jdbc.sql("SET work_mem = '11MB'; CREATE TEMP TABLE later (id int)").update();
			}

		};
		try (HikariDataSource pool = pool(database, 1)) {
			JdbcClient jdbc = JdbcClient.create(pool);
			String before = jdbc.sql(describe).query(String.class).single();
			Migrator migrator = this.scripts.builder(pool).callbacks(() -> List.of(callback)).build();
			TenantMigrator tenants = TenantMigrator.builder(migrator).schemas(List.of("t*")).build();
			assertThat(tenants.upgrade().migrated()).isEqualTo(6);
			assertThat(sessions).hasSize(6).containsOnly(sessions.get(0));
			assertThat(sessions.get(0)).startsWith("own, ").doesNotContain("9MB", "11MB", "left", "77s");
			assertThat(pids).hasSize(1);
			assertThat(jdbc.sql(describe).query(String.class).single()).isEqualTo(before);

			// The connection of a tenant ends when its callback has been called.
			assertThat(tenants.forEach((tenant) -> {
				MigrationResult result = tenant.stamp("base");
				if (first.getAndSet(false)) {
					database.jdbc()
						.sql("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
								+ " AND datname = current_database()")
						.query(Integer.class)
						.single();
				}
				return result;
			}).migrated()).isEqualTo(6);
			assertThat(jdbc.sql(describe).query(String.class).single()).isEqualTo(before);
		}
	}

	@Test
	void findsWhatDiffersBetweenTenants(TestDatabase database) {
		this.scripts.revision("a1", "",
				"""
						CREATE TYPE mood AS ENUM ('good', 'bad');
						CREATE TABLE a1 (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, no bigserial, mood mood DEFAULT 'good', t text);
						CREATE TABLE b1 (id int REFERENCES a1, CONSTRAINT positive CHECK (id > 0));
						CREATE INDEX a1_t ON a1 (lower(t)) WHERE id > 7;
						CREATE VIEW v AS SELECT a1.id, mood FROM a1 JOIN b1 ON a1.id = b1.id;
						CREATE FUNCTION f(a1) RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT t FROM a1 WHERE id = 1; END;
						CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
						CREATE TRIGGER after_insert AFTER INSERT ON b1 FOR EACH ROW EXECUTE FUNCTION g();
						CREATE DOMAIN positive_int AS int CHECK (value > 0);
						CREATE POLICY own ON a1 USING (id = 1);
						CREATE TABLE c1 () INHERITS (b1);
						CREATE RULE keep AS ON DELETE TO b1 DO INSTEAD NOTHING;
						CREATE STATISTICS both_columns ON id, no FROM a1;""",
				"");
		List<String> names = new ArrayList<>(ODD);
		names.addAll(numbered("t", 18));
		create(database, names);
		TenantMigrator tenants = tenants(database.newConnections(), names.toArray(new String[0])).build();
		tenants.upgrade();
		assertThat(tenants.drift("t1", names)).isEqualTo(new TenantDrift("t1", 24, List.of()));
		database.jdbc()
			.sql("""
					ALTER TABLE t2.a1 ADD x int;
					ALTER TABLE "we""ird".a1 ADD x int;
					ALTER TABLE t3.a1 ALTER t SET NOT NULL;
					DROP INDEX t4.a1_t;
					CREATE OR REPLACE FUNCTION t5.g() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$;
					ALTER TABLE t6.b1 DROP CONSTRAINT b1_id_fkey, ADD CONSTRAINT b1_id_fkey FOREIGN KEY (id) REFERENCES t7.a1;
					ALTER TYPE t8.mood ADD VALUE 'ugly';
					ALTER TABLE t9.b1 DISABLE TRIGGER after_insert;
					DROP POLICY own ON t10.a1;
					CREATE SEQUENCE t11.extra;
					ALTER DOMAIN t12.positive_int SET DEFAULT 3;
					ALTER TABLE t13.b1 DROP CONSTRAINT positive;
					ALTER TABLE t15.c1 NO INHERIT t15.b1;
					DROP RULE keep ON t16.b1;
					DROP STATISTICS t17.both_columns;
					ALTER TABLE t18.a1 REPLICA IDENTITY FULL;
					""")
			.update();
		TenantDrift drift = tenants.drift("t1", names);
		assertThat(drift.same()).isEqualTo(8);
		assertThat(drift.groups().get(0))
			.isEqualTo(new TenantDrift.Group(List.of("we\"ird", "t2"), List.of("column a1.x is not in the other")));
		assertThat(drift.groups()).hasSize(15)
			.flatExtracting(TenantDrift.Group::differences)
			.contains("column a1.t is text NOT NULL, not text", "index a1_t is missing",
					"constraint b1.b1_id_fkey is FOREIGN KEY (id) REFERENCES t7.a1(id), not FOREIGN KEY (id) REFERENCES a1(id)",
					"type mood is 'good', 'bad', 'ugly', not 'good', 'bad'", "policy a1.own is missing",
					"sequence extra is not in the other",
					"domain positive_int is integer 3 positive_int_check CHECK ((VALUE > 0)), not"
							+ " integer positive_int_check CHECK ((VALUE > 0))",
					"constraint b1.positive is missing", "table c1 is without options, not inherits b1",
					"rule b1.keep is missing", "statistics both_columns is missing",
					"table a1 is replica identity full, not without options");
	}

	@Test
	void refusesNamesThatNoTenantCanHave(TestDatabase database) {
		this.scripts.chain();
		TenantMigrator tenants = tenants(database.newConnections(), "t*").build();
		for (String name : List.of("", " ", "pg_catalog", "pg_tenant", "information_schema", "x".repeat(64),
				"ü".repeat(32), "a\nb")) {
			assertThatThrownBy(() -> tenants.create(name)).as(name)
				.isInstanceOf(MigrationSchemaException.class)
				.hasMessageContaining("cannot be the schema of a tenant");
			if (!name.isBlank()) {
				assertThatThrownBy(() -> tenants(database.newConnections(), name).build().upgrade()).as(name)
					.isInstanceOf(MigrationSchemaException.class);
			}
		}
		for (String pattern : List.of("t*", "t?")) {
			assertThatThrownBy(() -> tenants.create(pattern)).isInstanceOf(MigrationSchemaException.class)
				.hasMessageContaining("'" + pattern + "' cannot be the schema of a tenant: it is a pattern");
		}
		assertThat(tenants.create("x".repeat(63)).after()).containsExactly("c3");
		MigratorBuilder shared = this.scripts.builder(database.newConnections()).versionTableSchema("public");
		assertThatThrownBy(() -> TenantMigrator.builder(shared.build()).schemas(List.of("t")).build())
			.isInstanceOf(MigrationSchemaException.class)
			.hasMessageContaining("for all tenants");
	}

	@Test
	void looksCloserAtWhatCannotBeReadWithTheOthers(TestDatabase database) {
		this.scripts.chain();
		create(database, List.of("ahead", "alembic", "closed", "diverged", "fine", "interrupted", "old", "view"));
		TenantMigrator all = tenants(database.newConnections(), "ahead", "alembic", "closed", "diverged", "fine",
				"interrupted", "old")
			.build();
		all.upgrade();
		JdbcClient jdbc = database.jdbc();
		jdbc.sql(
				"""
						UPDATE ahead.migrate_version SET version_num = 'f6';
						UPDATE ahead.migrate_history SET revision = 'f6', down_revisions = 'c3' WHERE revision = 'a1';
						DROP TABLE alembic.migrate_history;
						UPDATE diverged.migrate_version SET version_num = 'f6';
						INSERT INTO interrupted.migrate_history SELECT (jsonb_populate_record(h, '{"id": 99, "direction": "downgrade",
							"duration_ms": null, "statements_started": 1, "statements_done": 0}')).*
							FROM interrupted.migrate_history h WHERE revision = 'c3';
						ALTER TABLE old.migrate_history DROP COLUMN version_table;
						CREATE VIEW view.migrate_version AS SELECT 'c3' AS version_num;
						CREATE ROLE tenant_reader LOGIN PASSWORD 'x';
						GRANT USAGE ON SCHEMA ahead, alembic, diverged, fine, interrupted, old, view TO tenant_reader;
						GRANT SELECT ON ALL TABLES IN SCHEMA ahead, alembic, diverged, fine, interrupted, old, view TO tenant_reader;
						REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC;
						""")
			.update();
		try {
			List<TenantState> expected = List.of(TenantState.AHEAD, TenantState.AT_TARGET, TenantState.MISSING,
					TenantState.DIVERGED, TenantState.AT_TARGET, TenantState.INTERRUPTED, TenantState.AT_TARGET,
					TenantState.UNREADABLE);
			org.postgresql.ds.PGSimpleDataSource reader = new org.postgresql.ds.PGSimpleDataSource();
			reader.setUrl(database.url());
			reader.setUser("tenant_reader");
			reader.setPassword("x");
			assertThat(tenants(reader, "*").build().select("?*").status().tenants())
				.filteredOn((tenant) -> !tenant.tenant().equals("public"))
				.extracting(TenantStatus::state)
				.containsExactlyElementsOf(expected);
			List<TenantState> asOwner = new ArrayList<>(expected);
			asOwner.set(2, TenantState.AT_TARGET);
			assertThat(tenants(database.newConnections(), "*").build().status().tenants())
				.filteredOn((tenant) -> !tenant.tenant().equals("public"))
				.extracting(TenantStatus::state)
				.containsExactlyElementsOf(asOwner);
		}
		finally {
			jdbc.sql("DROP OWNED BY tenant_reader; DROP ROLE tenant_reader").update();
		}
		assertThatExceptionOfType(TenantsFailedException.class)
			.isThrownBy(() -> tenants(database.newConnections(), "*").build().select("*e*").upgrade())
			.satisfies((failure) -> assertThat(failure.getResult().failures()).extracting(TenantFailure::tenant)
				.containsExactlyInAnyOrder("diverged", "interrupted", "view"));
	}

	@Test
	void saysOfWhichTenantsVersionTableAndHistoryContradictEachOther(TestDatabase database) {
		this.scripts.chain();
		create(database, List.of("behind", "emptied", "fine", "fresh", "older", "partial", "returned", "stamped"));
		TenantMigrator tenants = tenants(database.newConnections(), "*").build().select("?*");
		for (String tenant : List.of("behind", "emptied", "fine", "older", "partial", "returned", "stamped")) {
			tenants.migrator(tenant).upgrade();
		}
		tenants.migrator("behind").downgrade("-1");
		tenants.migrator("returned").downgrade("base");
		tenants.migrator("stamped").stamp("a1");
		database.jdbc().sql("""
				TRUNCATE emptied.migrate_version;
				TRUNCATE older.migrate_version;
				ALTER TABLE older.migrate_history DROP COLUMN version_table;
				UPDATE partial.migrate_version SET version_num = 'a1';
				INSERT INTO returned.migrate_version VALUES ('b2');
				""").update();

		assertThat(tenants.status().tenants()).filteredOn((tenant) -> !tenant.tenant().equals("public"))
			.extracting((tenant) -> tenant.tenant() + " " + tenant.state() + " " + tenant.pending())
			.containsExactly("behind BEHIND 1", "emptied INCONSISTENT 3", "fine AT_TARGET 0", "fresh BEHIND 3",
					"older INCONSISTENT 3", "partial INCONSISTENT 2", "returned INCONSISTENT 1", "stamped BEHIND 2");
		assertThat(tenants.select("emptied").status().others()).extracting(TenantStatus::problem)
			.singleElement()
			.asString()
			.contains("emptied.migrate_version is at base, but a1, b2, c3 are applied");
		assertThatExceptionOfType(TenantsFailedException.class).isThrownBy(() -> tenants.select("partial").validate())
			.withMessageContaining("1 inconsistent: partial");
		database.forgetStatements();
		tenants.select("f*").status();
		assertThat(database.statements()).hasSizeLessThanOrEqualTo(10);
	}

	@Test
	void migratesDatabasesAndSchemasOfH2(TestDatabase database) {
		this.scripts.chain();
		try (H2Database h2 = new H2Database()) {
			DataSource dataSource = h2.dataSource();
			JdbcClient jdbc = JdbcClient.create(dataSource);
			jdbc.sql("CREATE SCHEMA t1").update();
			jdbc.sql("CREATE SCHEMA t2").update();
			TenantMigrator tenants = tenants(dataSource, "t*").build();
			assertThat(tenants.upgrade().migrated()).isEqualTo(2);
			assertThat(tenants.upgrade().unchanged()).isEqualTo(2);
			assertThat(tenants.create("t3").after()).containsExactly("c3");
			assertThat(tenants.status().summary()).isEqualTo("3 tenants: 3 at the target");

			TenantMigrator databases = TenantMigrator.builder(this.scripts.migrator(dataSource))
				.dataSources(new TenantDataSources() {

					@Override
					public List<String> tenants() {
						return List.of("one", "two", "broken");
					}

					@Override
					public DataSource dataSource(String tenant) {
						return switch (tenant) {
							case "one" -> database.newConnections();
							case "two" -> dataSource;
							default -> throw new IllegalArgumentException("nobody knows it");
						};
					}

				})
				.onFailure(TenantFailurePolicy.CONTINUE)
				.build();
			assertThat(databases.status().counts()).containsEntry(TenantState.BEHIND, 2);
			assertThat(databases.status().tenants()).extracting(TenantStatus::problem)
				.contains("The data source of tenant 'broken' cannot be had: nobody knows it");
			assertThat(databases.upgrade().migrated()).isEqualTo(2);
			assertThat(databases.upgrade()).satisfies((result) -> assertThat(result.unchanged()).isEqualTo(2))
				.satisfies((result) -> assertThat(result.failures()).extracting(TenantFailure::tenant)
					.containsExactly("broken"));
			assertThat(databases.drift("one", List.of("one")).same()).isEqualTo(1);
			assertThatThrownBy(() -> databases.drift("one", databases.tenants()))
				.isInstanceOf(MigrationSchemaException.class)
				.hasMessageContaining("tenant 'broken'");
			assertThat(databases.create("one").steps()).isEmpty();
			assertThatExceptionOfType(MigrationSchemaException.class).isThrownBy(() -> databases.create("three"));
			assertThat(database.tables()).contains("c3");
		}
	}

}
