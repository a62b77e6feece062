package dev.migrate.runtime;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.dialect.MigrationSchemaException;
import dev.migrate.revision.Direction;
import dev.migrate.revision.MultipleHeadsException;
import dev.migrate.revision.RevisionResolutionException;
import dev.migrate.revision.UnknownVersionRowException;
import dev.migrate.runtime.failure.DatabaseUnavailableException;
import dev.migrate.runtime.failure.LockTimeoutException;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.failure.MigrationStateException;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.HistoryEntry;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.script.RevisionScript;
import dev.migrate.script.ScriptAccessException;
import dev.migrate.script.index.ClassPathRoot;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link Migrator} with SQL scripts.
 */
@ExtendWith(PostgresExtension.class)
class MigratorTests {

	private ScriptFolder scripts;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.scripts = new ScriptFolder(folder);
	}

	@Test
	void upgradesAnEmptyDatabaseToHead(TestDatabase database) {
		MigrationResult result = this.scripts.chain().migrator(database.dataSource()).upgrade();
		assertThat(result.before()).isEmpty();
		assertThat(result.after()).containsExactly("c3");
		assertThat(result.steps()).extracting(CompletedStep::revision).containsExactly("a1", "b2", "c3");
		assertThat(database.tables()).containsExactly("a1", "b2", "c3", "migrate_history", "migrate_version");
		assertThat(database.jdbc().sql("SELECT version_num FROM migrate_version").query(String.class).list())
			.containsExactly("c3");
	}

	@Test
	void writesOneHistoryRowForEachRevision(TestDatabase database) {
		Migrator migrator = this.scripts.chain().migrator(database.dataSource());
		Instant before = Instant.now();
		migrator.upgrade();
		List<HistoryEntry> history = migrator.history(10);
		assertThat(history).extracting(HistoryEntry::revision).containsExactly("c3", "b2", "a1");
		HistoryEntry newest = history.get(0);
		assertThat(newest.downRevisions()).containsExactly("b2");
		assertThat(newest.direction()).isEqualTo(Direction.UPGRADE);
		assertThat(newest.message()).isEqualTo("make c3");
		assertThat(newest.script()).endsWith("R_c3.sql");
		assertThat(newest.checksum()).hasSize(64);
		assertThat(newest.user()).isEqualTo("postgres");
		assertThat(newest.host()).isNotBlank();
		assertThat(newest.toolVersion()).matches("\\d+\\.\\d+\\.\\d+.*");
		assertThat(newest.startedAt()).isBetween(before.minusMillis(1), Instant.now());
		assertThat(newest.duration()).isNotNull();
		assertThat(migrator.history("a1", 10)).hasSize(1);
	}

	@Test
	void atHeadSendsAtMostThreeStatementsAndTakesNoLock(TestDatabase database) {
		Migrator migrator = this.scripts.chain().migrator(database.dataSource());
		migrator.upgrade();
		database.forgetStatements();
		MigrationResult result = migrator.upgrade();
		assertThat(result.steps()).isEmpty();
		assertThat(database.statements()).hasSizeLessThanOrEqualTo(3)
			.allSatisfy(
					(statement) -> assertThat(statement).startsWithIgnoringCase("SELECT").doesNotContain("advisory"));
	}

	@Test
	void reportsWhereTheDatabaseStandsWithoutWriting(TestDatabase database) {
		Migrator migrator = this.scripts.chain().migrator(database.dataSource());
		MigrationStatus before = migrator.status();
		assertThat(before.current()).isEmpty();
		assertThat(before.heads()).containsExactly("c3");
		assertThat(before.upToDate()).isFalse();
		assertThat(before.pending()).extracting(RevisionScript::id).containsExactly("a1", "b2", "c3");
		assertThat(migrator.history(10)).isEmpty();
		assertThat(database.tables()).isEmpty();
		migrator.upgrade("b2");
		MigrationStatus after = migrator.status();
		assertThat(after.current()).containsExactly("b2");
		assertThat(after.pending()).extracting(RevisionScript::id).containsExactly("c3");
	}

	@Test
	void downgradesByNumberByIdAndToBase(TestDatabase database) {
		Migrator migrator = this.scripts.chain().migrator(database.dataSource());
		migrator.upgrade();
		assertThat(migrator.downgrade("-1").after()).containsExactly("b2");
		assertThat(migrator.downgrade("a1").after()).containsExactly("a1");
		assertThat(database.tables()).containsExactly("a1", "migrate_history", "migrate_version");
		MigrationResult toBase = migrator.downgrade("base");
		assertThat(toBase.after()).isEmpty();
		assertThat(toBase.steps()).extracting(CompletedStep::direction).containsExactly(Direction.DOWNGRADE);
		assertThat(database.tables()).containsExactly("migrate_history", "migrate_version");
		assertThat(migrator.upgrade().after()).containsExactly("c3");
		assertThat(migrator.history(100)).hasSize(9);
	}

	@Test
	void aDowngradeOfAnEmptyDatabaseWritesNothing(TestDatabase database) {
		assertThat(this.scripts.chain().migrator(database.dataSource()).downgrade("base").steps()).isEmpty();
		assertThat(database.tables()).isEmpty();
	}

	@Test
	void stampsWithoutRunningScripts(TestDatabase database) {
		Migrator migrator = this.scripts.chain().migrator(database.dataSource());
		assertThat(migrator.stamp("b2").after()).containsExactly("b2");
		assertThat(database.tables()).containsExactly("migrate_history", "migrate_version");
		assertThat(migrator.history(10)).extracting(HistoryEntry::revision, HistoryEntry::direction)
			.containsExactly(tuple("b2", Direction.STAMP), tuple("a1", Direction.STAMP));
		migrator.upgrade();
		assertThat(database.tables()).containsExactly("c3", "migrate_history", "migrate_version");
		assertThat(migrator.stamp("base").after()).isEmpty();
		assertThat(migrator.history(3)).extracting(HistoryEntry::direction).containsOnly(Direction.UNSTAMP);
	}

	@Test
	void refusesToChooseBetweenTwoHeads(TestDatabase database) {
		Migrator migrator = this.scripts.table("a1", "")
			.table("b2", "a1")
			.table("c3", "a1")
			.migrator(database.dataSource());
		assertThatExceptionOfType(MultipleHeadsException.class).isThrownBy(migrator::upgrade)
			.withMessageContaining("R_b2.sql")
			.withMessageContaining("R_c3.sql");
		assertThat(database.tables()).isEmpty();
		assertThat(migrator.upgrade("heads").after()).containsExactly("b2", "c3");
	}

	@Test
	void mergesTwoVersionRowsIntoOne(TestDatabase database) {
		Migrator migrator = this.scripts.table("a1", "")
			.table("b2", "a1")
			.table("c3", "a1")
			.revision("d4", "b2, c3", "", "")
			.migrator(database.dataSource());
		assertThat(migrator.upgrade().after()).containsExactly("d4");
		assertThat(migrator.downgrade("b2").after()).containsExactly("b2", "c3");
	}

	@Test
	void saysWhatTheHistoryKnowsOfAnUnknownRevision(TestDatabase database, @TempDir Path newer) {
		new ScriptFolder(newer).chain().table("d4", "b2").migrator(database.dataSource()).upgrade("d4");
		Migrator older = this.scripts.chain().migrator(database.dataSource());
		assertThatExceptionOfType(UnknownVersionRowException.class).isThrownBy(older::upgrade)
			.withMessageContaining("the row 'd4'")
			.withMessageContaining("by postgres from ")
			.withMessageContaining("(make d4)")
			.withMessageContaining("stamp --purge");
		database.jdbc().sql("UPDATE migrate_version SET version_num = 'ffff'").update();
		assertThatExceptionOfType(UnknownVersionRowException.class).isThrownBy(older::upgrade)
			.withMessageContaining("The history does not know it either.");
		assertThat(older.stamp(List.of("c3"), true).after()).containsExactly("c3");
		assertThat(older.upgrade().steps()).isEmpty();
	}

	@Test
	void refusesADowngradeThatHasNoWayBackBeforeItRunsAnything(TestDatabase database) {
		Migrator migrator = this.scripts.table("a1", "")
			.revision("b2", "a1", List.of(), "CREATE TABLE b2 (id int);", " none")
			.table("c3", "b2")
			.migrator(database.dataSource());
		migrator.upgrade();
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> migrator.downgrade("a1"))
			.withMessageContaining("b2")
			.withMessageContaining("Nothing has been downgraded");
		assertThat(migrator.status().current()).containsExactly("c3");
	}

	@Test
	void keepsItsTablesUnderOtherNamesInAnotherSchema(TestDatabase database) {
		database.jdbc().sql("CREATE SCHEMA \"My Tools\"").update();
		Migrator migrator = this.scripts.chain()
			.builder(database.dataSource())
			.versionTableSchema("My Tools")
			.versionTable("alembic_version")
			.historyTable("order")
			.build();
		migrator.upgrade();
		migrator.downgrade("-1");
		assertThat(database.tables()).containsExactly("a1", "b2");
		assertThat(database.jdbc().sql("SELECT version_num FROM \"My Tools\".alembic_version").query().singleValue())
			.isEqualTo("b2");
		assertThat(database.jdbc().sql("SELECT count(*) FROM \"My Tools\".\"order\"").query().singleValue())
			.isEqualTo(4L);
	}

	@Test
	void saysThatTheSearchPathLeadsNowhere(TestDatabase database) {
		HikariDataSource pool = pool(database);
		pool.setConnectionInitSql("SET search_path = nowhere");
		try (pool) {
			assertThatExceptionOfType(MigrationSchemaException.class)
				.isThrownBy(this.scripts.chain().migrator(pool)::upgrade)
				.withMessageContaining("nowhere");
		}
	}

	@Test
	void refusesALocationThatDoesNotExist(TestDatabase database) {
		Migrator migrator = Migrator.builder(database.dataSource())
			.locations(List.of(this.scripts.chain().location(), "classpath:db/revsions"))
			.build();
		assertThatExceptionOfType(ScriptAccessException.class).isThrownBy(migrator::upgrade)
			.withMessageContaining("classpath:db/revsions")
			.withMessageContaining("migrate.locations");
		assertThat(database.tables()).isEmpty();
	}

	@Test
	void anApplicationWithoutRevisionsStarts(TestDatabase database) {
		assertThat(Migrator.builder(database.dataSource()).build().upgrade().steps()).isEmpty();
		assertThat(database.tables()).isEmpty();
	}

	@Test
	void refusesNamesThatItsTablesCannotHave(TestDatabase database) {
		assertThatExceptionOfType(MigrationSchemaException.class)
			.isThrownBy(() -> this.scripts.builder(database.dataSource()).historyTable("migrate_version").build())
			.withMessageContaining("both 'migrate_version'");
		assertThatExceptionOfType(MigrationSchemaException.class)
			.isThrownBy(() -> this.scripts.builder(database.dataSource()).versionTable("").build())
			.withMessageContaining("migrate.version-table");
	}

	@Test
	void suggestsWhatAMisspeltTargetMayHaveMeant(TestDatabase database) {
		Migrator migrator = this.scripts.chain().migrator(database.dataSource());
		assertThatExceptionOfType(RevisionResolutionException.class).isThrownBy(() -> migrator.upgrade("haed"))
			.withMessageContaining("Did you mean 'head'?");
	}

	@Test
	void replacesPlaceholders(TestDatabase database) {
		this.scripts.revision("a1", "", "CREATE TABLE ${prefix}_users (id int);", "DROP TABLE ${prefix}_users;");
		this.scripts.builder(database.dataSource()).placeholders(Map.of("prefix", "acme")).build().upgrade();
		assertThat(database.tables()).contains("acme_users");
	}

	@Test
	void namesTheJarThatARevisionComesFrom(TestDatabase database, @TempDir Path folder) throws IOException {
		ClassPathRoot library = new ClassPathRoot(Files.createDirectory(folder.resolve("library"))).file(
				"lib/revisions/a.sql",
				"-- revision: a1\n-- migrate:upgrade\nSELECT 1;\n-- migrate:downgrade\nSELECT 1/0;");
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { library.jar(true) })) {
			Migrator migrator = Migrator.builder(database.dataSource())
				.classLoader(classLoader)
				.locations(List.of("classpath:lib/revisions"))
				.build();
			migrator.upgrade();
			assertThat(migrator.history(1)).extracting(HistoryEntry::script)
				.containsExactly("lib/revisions/a.sql in library.jar");
			assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(() -> migrator.downgrade("base"))
				.withMessageContaining("lib/revisions/a.sql in library.jar, line 5");
			assertThatExceptionOfType(ScriptAccessException.class)
				.isThrownBy(Migrator.builder(database.dataSource())
					.classLoader(classLoader)
					.locations(List.of("application:lib/revisions"))
					.build()::upgrade)
				.withMessageContaining("application:lib/revisions");
		}
	}

	@Test
	void readsBackslashesAndWhiteSpaceAsTheServerDoes(TestDatabase database) {
		String insert = "INSERT INTO note VALUES\u00A0('it\\'s; here',\u200B'\\dir\\\\', 'a\u00A0b');\uFEFF\n";
		this.scripts.revision("a1", "",
				"\uFEFFCREATE TABLE note (a text, b text, c text);\u00A0\nSET standard_conforming_strings = off;\n"
						+ insert,
				"DROP TABLE note;");
		this.scripts.revision("b2", "a1", "INSERT INTO note VALUES ('C:\\', '\\d', '');", "");
		Migrator migrator = this.scripts.migrator(database.dataSource());
		migrator.upgrade();
		assertThat(notes(database)).containsExactly("C:\\|\\d|", "it's; here|dir\\|a\u00A0b");
		migrator.downgrade("base");
		database.jdbc().sql("ALTER DATABASE " + database.name() + " SET standard_conforming_strings = off").update();
		this.scripts.revision("a1", "", "CREATE TABLE note (a text, b text, c text);\n" + insert, "");
		this.scripts.migrator(database.dataSource()).upgrade("a1");
		assertThat(notes(database)).containsExactly("it's; here|dir\\|a\u00A0b");
	}

	private static List<String> notes(TestDatabase database) {
		return database.jdbc().sql("SELECT concat_ws('|', a, b, c) FROM note ORDER BY 1").query(String.class).list();
	}

	@Test
	void usesOneConnectionAndReturnsItAsItCame(TestDatabase database) {
		this.scripts.revision(
				"a1", "", "CREATE SCHEMA other; SET search_path = other; CREATE ROLE " + database.name()
						+ "_role; SET ROLE " + database.name() + "_role;",
				"DROP SCHEMA other; DROP ROLE " + database.name() + "_role;");
		this.scripts.table("b2", "a1");
		HikariDataSource pool = pool(database);
		pool.setMaximumPoolSize(1);
		pool.setConnectionInitSql("SET search_path = public, pg_catalog; SET tcp_keepalives_count = 7");
		pool.setAutoCommit(false);
		pool.setConnectionTimeout(2000);
		try (pool) {
			Migrator migrator = this.scripts.migrator(pool);
			migrator.upgrade();
			assertThat(database.tables()).contains("b2");
			Map<String, Object> settings = JdbcClient.create(pool)
				.sql("""
						SELECT current_setting('search_path') AS path, current_user,
						current_setting('tcp_keepalives_count') AS count,
						current_setting('client_connection_check_interval') AS interval,
						(SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()) AS locks""")
				.query()
				.singleRow();
			assertThat(settings.values()).containsExactly("public, pg_catalog", "postgres", "7", "0", 0L);
			migrator.downgrade("base");
		}
	}

	@Test
	void putsBackEverySettingThatAScriptHasChanged(TestDatabase database) {
		this.scripts.revision("a1", "", """
				SET statement_timeout = '77s';
				SET row_security = off;
				SET check_function_bodies = off;
				SET TIME ZONE 'Asia/Tokyo';
				SET client_min_messages = warning;""", "");
		HikariDataSource pool = pool(database);
		pool.setMaximumPoolSize(1);
		pool.setConnectionInitSql("SET client_min_messages = error; SET TIME ZONE 'UTC'");
		try (pool) {
			this.scripts.migrator(pool).upgrade();
			assertThat(JdbcClient.create(pool)
				.sql("""
						SELECT current_setting(name) FROM unnest(ARRAY['statement_timeout', 'row_security',
							'check_function_bodies', 'TimeZone', 'client_min_messages']) AS name""")
				.query(String.class)
				.list()).containsExactly("0", "on", "on", "UTC", "error");
		}
	}

	@Test
	void isTheSameUserAfterAScriptThatWorkedAsAnother(TestDatabase database) {
		String role = database.name() + "_other";
		this.scripts.revision("a1", "", "CREATE ROLE " + role + "; SET SESSION AUTHORIZATION " + role + ";",
				"SET SESSION AUTHORIZATION " + role + "; RESET SESSION AUTHORIZATION; DROP ROLE " + role + ";");
		this.scripts.table("b2", "a1");
		HikariDataSource pool = pool(database);
		pool.setMaximumPoolSize(1);
		try (pool) {
			Migrator migrator = this.scripts.migrator(pool);
			migrator.upgrade();
			assertThat(migrator.history(10)).extracting(HistoryEntry::user).containsOnly("postgres");
			assertThat(JdbcClient.create(pool)
				.sql("SELECT session_user || '/' || current_user")
				.query(String.class)
				.single()).isEqualTo("postgres/postgres");
			migrator.downgrade("base");
		}
	}

	@Test
	void migratesThroughAReadOnlyPool(TestDatabase database) {
		HikariDataSource pool = pool(database);
		pool.setReadOnly(true);
		try (pool) {
			this.scripts.chain().migrator(pool).upgrade();
			assertThat(database.tables()).contains("c3");
		}
	}

	@Test
	void saysThatTheDatabaseIsNotThere(TestDatabase database) {
		HikariDataSource pool = pool(database);
		pool.setJdbcUrl(database.url() + "_elsewhere?password=secret");
		pool.setConnectionTimeout(500);
		pool.setInitializationFailTimeout(-1);
		try (pool) {
			assertThatExceptionOfType(DatabaseUnavailableException.class)
				.isThrownBy(this.scripts.chain().migrator(pool)::upgrade)
				.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql://localhost:54x32/app?password=sesame",
			"postgres://u:sesame@localhost/app", "jdbc-secretsmanager:postgresql://localhost/app?password=sesame",
			"jdbc:postgresql://u:sesame@localhost:1/app", "jdbc:postgresql://localhost:1/app?password=sesame",
			"jdbc:sqlserver://localhost;password=sesame", "jdbc:oracle:thin:u/sesame@localhost" })
	void saysOfAUrlOnlyWhatIsNoSecret(String url) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		pool.setConnectionTimeout(250);
		SimpleDriverDataSource plain = new SimpleDriverDataSource(new Driver(), url);
		try (pool) {
			for (DataSource dataSource : List.of(pool, plain)) {
				assertThatExceptionOfType(DatabaseUnavailableException.class)
					.isThrownBy(this.scripts.chain().migrator(dataSource)::upgrade)
					.satisfies((ex) -> {
						StringWriter printed = new StringWriter();
						ex.printStackTrace(new PrintWriter(printed));
						assertThat(printed.toString()).doesNotContain("sesame");
					});
			}
		}
	}

	@Test
	void saysThatTheRoleMayNotCreateTables(TestDatabase database) {
		String role = database.name() + "_guest";
		database.jdbc().sql("CREATE ROLE " + role + " LOGIN PASSWORD 'guest'").update();
		HikariDataSource pool = pool(database);
		pool.setUsername(role);
		pool.setPassword("guest");
		try (pool) {
			assertThatExceptionOfType(MigrationStateException.class)
				.isThrownBy(this.scripts.chain().migrator(pool)::upgrade)
				.withMessageContaining("permission denied for schema public")
				.withMessageContaining("42501");
		}
		finally {
			database.jdbc().sql("DROP ROLE " + role).update();
		}
	}

	@Test
	void waitsNoLongerForTheLockThanItIsTold(TestDatabase database) throws Exception {
		Migrator migrator = this.scripts.chain()
			.builder(database.dataSource())
			.lockMaxWait(Duration.ofMillis(300))
			.build();
		try (HeldLock lock = HeldLock.take(database)) {
			assertThatExceptionOfType(LockTimeoutException.class).isThrownBy(migrator::upgrade)
				.withMessageContaining("pid " + lock.pid())
				.withMessageContaining("migrate.lock.max-wait");
		}
		assertThat(migrator.upgrade().steps()).hasSize(3);
	}

	private static HikariDataSource pool(TestDatabase database) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(database.url());
		pool.setUsername(database.user());
		pool.setPassword(database.password());
		pool.setMinimumIdle(0);
		return pool;
	}

}
