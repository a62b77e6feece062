package dev.migrate.test.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.database.Databases;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.ScriptFolder;
import dev.migrate.runtime.run.MismatchPolicy;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(PostgresExtension.class)
class MigratedDatabasesTests {

	@Test
	void severalBuildsAtOnceRunTheRevisionsOfATemplateAndShareIt(TestDatabase database, @TempDir Path folder) {
		ScriptFolder scripts = new ScriptFolder(folder).chain();
		List<CompletableFuture<String>> builds = Stream.generate(() -> CompletableFuture.supplyAsync(() -> {
			Migrator migrator = scripts.migrator(database.newConnections());
			return started(migrator, "c3");
		})).limit(3).toList();
		CompletableFuture.allOf(builds.toArray(CompletableFuture[]::new)).join();
		String started = started(scripts.migrator(database.newConnections()), "c3");
		assertThat(started(scripts.migrator(database.newConnections()), "head")).isEqualTo(started);
		assertThat(started(scripts.migrator(database.newConnections()), "b2")).isNotEqualTo(started);
		scripts.revision("c3", "b2", "CREATE TABLE c3 (id bigint);", "DROP TABLE c3;");
		assertThat(started(scripts.migrator(database.newConnections()), "c3")).isNotEqualTo(started);
		assertThat(database.tables()).isEmpty();
	}

	@Test
	void ofTwoBuildsOneKeepsTheTemplate(TestDatabase database) throws SQLException {
		List<String> names = List.of("one_of_" + database.name(), "other_of_" + database.name());
		String template = "template_of_" + database.name();
		names.forEach((name) -> database.jdbc().sql("CREATE DATABASE " + name).update());
		try (Connection first = database.newConnections().getConnection();
				Connection second = database.newConnections().getConnection();
				Statement statement = first.createStatement()) {
			first.setAutoCommit(false);
			statement.execute("ALTER DATABASE " + names.get(0) + " RENAME TO " + template);
			Databases databases = Dialects.of(second).databases(SessionJdbc.of(second));
			CompletableFuture<Boolean> kept = CompletableFuture
				.supplyAsync(() -> databases.keepAs(names.get(1), template));
			await().pollInterval(Duration.ofMillis(10))
				.until(() -> database.jdbc()
					.sql("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ~ ?")
					.param("RENAME TO " + template)
					.query(Integer.class)
					.single() == 1);
			first.commit();
			assertThat(kept.join()).isFalse();
		}
		finally {
			database.jdbc().sql("DROP DATABASE IF EXISTS " + template).update();
			names.forEach((name) -> database.jdbc().sql("DROP DATABASE IF EXISTS " + name).update());
		}
	}

	/**
	 * A start would refuse it, or warn of it.
	 */
	@Test
	void aCopyHasTheHistoryOfTheScriptsAsTheyAre(TestDatabase database, @TempDir Path folder) {
		ScriptFolder scripts = new ScriptFolder(folder).table("a1", "").revision("b2", "a1", "SELECT 1;", "SELECT 1;");
		upgradesACopy(scripts, database);
		scripts.revision("b2", "a1", "SELECT 1;", "SELECT 2;");
		upgradesACopy(scripts, database);
		scripts.revision("b2", "a1", "SELECT ${one};", "SELECT 2;");
		upgradesACopy(scripts, database);
	}

	private static void upgradesACopy(ScriptFolder scripts, TestDatabase database) {
		Migrator migrator = scripts.builder(database.newConnections())
			.placeholders(Map.of("one", "1"))
			.onModified(MismatchPolicy.FAIL)
			.build();
		TestServer server = TestServer.of(migrator.dataSource(), List.of());
		try (dev.migrate.test.database.TestDatabase copy = new MigratedDatabases(migrator, server).create("head")) {
			assertThat(migrator.on(copy.dataSource()).upgrade().steps()).isEmpty();
		}
	}

	/**
	 * Returns when the revisions of a copy have run.
	 */
	private static String started(Migrator migrator, String target) {
		TestServer server = TestServer.of(migrator.dataSource(), List.of());
		try (dev.migrate.test.database.TestDatabase copy = new MigratedDatabases(migrator, server).create(target)) {
			assertThat(migrator.on(copy.dataSource()).position().current()).hasSize(1);
			return copy.jdbc()
				.sql("SELECT string_agg(started_at::text, ' ' ORDER BY id) FROM migrate_history")
				.query(String.class)
				.single();
		}
	}

	/**
	 * On a server where no other test of the kit runs, which would drop them, too.
	 */
	@Test
	void whatKilledProcessesLeaveBehindIsDropped() throws SQLException {
		try (TestDatabase database = TestDatabase.on(18)) {
			dropsLeftovers(database);
		}
	}

	private static void dropsLeftovers(TestDatabase database) throws SQLException {
		long now = database.jdbc().sql("SELECT extract(epoch FROM now())::bigint").query(Long.class).single();
		String left = "migrate_test_" + now + "_a";
		String used = "migrate_test_" + now + "_b";
		String held = "migrate_test_" + now + "_c";
		String other = "migrate_test_of_somebody_else";
		String template = "migrate_template_of_yesterday";
		String broken = "migrate_template_half_dropped";
		List<String> names = List.of(left, used, held, other, template, broken);
		names.forEach((name) -> database.jdbc().sql("CREATE DATABASE " + name).update());
		database.jdbc().sql("UPDATE pg_database SET datconnlimit = -2 WHERE datname = ?").param(broken).update();
		database.jdbc()
			.sql("COMMENT ON DATABASE " + template + " IS 'Template of Migrate, used " + (now - 90000) + "'")
			.update();
		DriverManagerDataSource user = new DriverManagerDataSource(database.url().replaceFirst("/[^/]*$", "/" + used),
				database.user(), database.password());
		try (Connection open = user.getConnection(); Connection holding = database.newConnections().getConnection()) {
			Databases databases = Dialects.of(holding).databases(SessionJdbc.of(holding));
			databases.hold(held);
			assertThat(databases.copy("never_copied", broken)).isFalse();
			assertThat(databases.copy("never_copied", used)).isFalse();
			TestServer.of(database.newConnections(), List.of());
			assertThat(open.isValid(5)).isTrue();
			assertThat(database.jdbc()
				.sql("SELECT datname FROM pg_database WHERE datname IN (:names)")
				.param("names", names)
				.query(String.class)
				.list()).containsExactlyInAnyOrder(used, held, other);
		}
		finally {
			names.forEach((name) -> database.jdbc().sql("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)").update());
		}
	}

	/**
	 * As a worker of autovacuum, which only a superuser may end.
	 */
	@Test
	void whatAnotherRoleIsConnectedToIsDroppedAsSoonAsItLeaves(TestDatabase database) throws SQLException {
		String role = "role_of_" + database.name();
		String name = "seen_of_" + database.name();
		String drop = "DROP DATABASE IF EXISTS " + name;
		database.jdbc().sql("CREATE ROLE " + role + " LOGIN CREATEDB PASSWORD 'x'").update();
		database.jdbc().sql("CREATE DATABASE " + name + " OWNER " + role).update();
		String url = database.url().replaceFirst("/[^/]*$", "/" + name);
		CompletableFuture<Void> dropped;
		try (Connection connection = new DriverManagerDataSource(database.url(), role, "x").getConnection();
				Connection own = new DriverManagerDataSource(url, role, "x").getConnection()) {
			try (Connection others = new DriverManagerDataSource(url, database.user(), database.password())
				.getConnection()) {
				Databases databases = Dialects.of(connection).databases(SessionJdbc.of(connection));
				dropped = CompletableFuture.runAsync(() -> databases.drop(name));
				await().pollInterval(Duration.ofMillis(10))
					.until(() -> database.jdbc()
						.sql("SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query = ?")
						.param(drop)
						.query(Integer.class)
						.single() == 1);
				assertThat(others.isValid(5)).isTrue();
			}
			dropped.join();
			assertThat(own.isValid(5)).isFalse();
		}
		finally {
			// Fails while it owns a database.
			database.jdbc().sql("DROP ROLE " + role).update();
		}
	}

	@Test
	void aDatabaseIsLikeThatOfTheApplication(TestDatabase database) {
		database.jdbc().sql("CREATE SCHEMA app").update();
		database.jdbc().sql("ALTER DATABASE " + database.name() + " SET search_path = app, public").update();
		database.jdbc().sql("ALTER DATABASE " + database.name() + " SET app.tenant = 'a''b'").update();
		try (dev.migrate.test.database.TestDatabase copy = TestServer
			.of(new DriverManagerDataSource(database.url(), database.user(), database.password()), List.of("other"))
			.create()) {
			assertThat(copy.inspector().currentSchema()).isEqualTo("app");
			assertThat(copy.inspector().schemas()).contains("other");
			assertThat(copy.jdbc().sql("SELECT current_setting('app.tenant')").query(String.class).single())
				.isEqualTo("a'b");
		}
		database.jdbc()
			.sql("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'")
			.update();
		try (dev.migrate.test.database.TestDatabase copy = TestServer
			.of(new DriverManagerDataSource(database.url().replaceFirst("/[^/]*$", "/latin"), database.user(),
					database.password()), List.of())
			.create()) {
			assertThat(copy.jdbc().sql("SHOW server_encoding").query(String.class).single()).isEqualTo("LATIN1");
		}
		finally {
			database.jdbc().sql("DROP DATABASE latin WITH (FORCE)").update();
		}
	}

}
