package dev.migrate.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.migrate.dialect.Dialects;
import dev.migrate.runtime.failure.InterruptedRevisionException;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.failure.OfflineException;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.run.HistoryEntry;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link OfflineMigrator}: its scripts against what a {@link Migrator} does.
 */
@ExtendWith(PostgresExtension.class)
@Order(1)
class OfflineMigratorTests {

	private static final DataSource NOWHERE = new DriverManagerDataSource("jdbc:postgresql://localhost:1/nowhere");

	private ScriptFolder scripts;

	private Path folder;

	@BeforeEach
	void writeRevisions(@TempDir Path folder) {
		this.folder = folder;
		this.scripts = new ScriptFolder(folder);
		this.scripts.revision("a1", "", """
				CREATE TABLE city (id bigint PRIMARY KEY, name text NOT NULL);
				INSERT INTO city VALUES (1, '${place}'), (2, 'B;C'), (3, 'D'); -- three; cities
				CREATE FUNCTION shout(name text) RETURNS text LANGUAGE plpgsql AS $body$
				BEGIN
					-- shout; loud
					RETURN upper(name) || ';';
				END;
				$body$;
				CREATE FUNCTION whisper(name text) RETURNS text LANGUAGE sql
				BEGIN ATOMIC
					SELECT lower(name);
				END;
				CREATE VIEW loud AS SELECT shout(name) AS name FROM city -- no semicolon here""", """
				DROP VIEW loud;
				DROP FUNCTION shout, whisper;
				DROP TABLE city;""")
			.revision("b2", "a1", """
					ALTER TABLE city ADD COLUMN population integer;
					CREATE INDEX CONCURRENTLY city_population ON city (population);
					COMMENT ON INDEX city_population IS 'built';
					UPDATE city SET population = 7;""", """
					DROP INDEX CONCURRENTLY city_population;
					ALTER TABLE city DROP COLUMN population;""")
			.revision("d4", "b2, c3", "", "")
			.revision("f6", "e5", List.of("transaction: none"), """
					SET search_path = '';
					CREATE SCHEMA archive;
					VACUUM public.people;
					CREATE TABLE archive.people (id int);""", """

					SET search_path = '';
					DROP TABLE archive.people;
					DROP SCHEMA archive;""")
			.revision("h8", "g7", "SELECT set_config('search_path', '', false);", "SET search_path = pg_catalog;");
	}

	@Test
	void anUpgradeByScriptLeavesWhatAnUpgradeOnlineLeaves(TestDatabase database) throws SQLException {
		ClientScript.run(database, offline().upgrade("base:head"));
		assertThat(Catalog.of(database)).contains("version h8").isEqualTo(online(database, List.of("upgrade h8")));
	}

	@Test
	void aDowngradeByScriptLeavesWhatADowngradeOnlineLeaves(TestDatabase database) throws SQLException {
		ClientScript.run(database, offline().upgrade("head"));
		ClientScript.run(database, offline().downgrade("head:base"));
		assertThat(database.tables()).containsExactly("migrate_history", "migrate_version");
		assertThat(Catalog.of(database)).isEqualTo(online(database, List.of("upgrade h8", "downgrade base")));
	}

	@Test
	void scriptsOverRangesFollowEachOther(TestDatabase database) throws SQLException {
		ClientScript.run(database, offline().upgrade(":c3"));
		ClientScript.run(database, offline().upgrade("c3:b2"));
		ClientScript.run(database, offline().upgrade("b2,c3:e5"));
		ClientScript.run(database, offline().downgrade("e5:b2"));
		ClientScript.run(database, offline().upgrade("b2,c3:heads"));
		ClientScript.run(database, offline().downgrade("head:-1"));
		assertThat(Catalog.of(database)).isEqualTo(online(database,
				List.of("upgrade c3", "upgrade b2", "upgrade e5", "downgrade b2", "upgrade h8", "downgrade g7")));
	}

	@Test
	void aStampByScriptLeavesWhatAStampOnlineLeaves(TestDatabase database) throws SQLException {
		ClientScript.run(database, offline().stamp("e5"));
		ClientScript.run(database, offline().stamp("e5:b2"));
		assertThat(Catalog.of(database)).contains("version b2")
			.isEqualTo(online(database, List.of("stamp e5", "stamp b2")));
	}

	@Test
	void psqlRunsAScriptInBothDirections(TestDatabase database) throws Exception {
		assumeThat(Psql.isPresent()).as("psql is present").isTrue();
		assertThat(Psql.run(database, write(offline().upgrade("head")))).endsWith("exit code 0");
		assertThat(Psql.run(database, write(offline().downgrade("head:base")))).endsWith("exit code 0");
		assertThat(Psql.run(database, write(offline().upgrade("head")))).endsWith("exit code 0");
		assertThat(Catalog.of(database))
			.isEqualTo(online(database, List.of("upgrade h8", "downgrade base", "upgrade h8")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "base", "a1", "b2", "c3", "b2 c3", "d4", "e5", "f6", "g7", "h8" })
	void anIdempotentScriptRunsWhatIsMissingAndAgainNothing(String state, TestDatabase database) throws Exception {
		assumeThat(Psql.isPresent()).as("psql is present").isTrue();
		Path script = write(offline().idempotentUpgrade("head"));
		Migrator migrator = builder(database.dataSource()).build();
		List<String> calls = new ArrayList<>();
		for (String revision : StringUtils.tokenizeToStringArray(state, " ")) {
			migrator.upgrade(revision);
			calls.add("upgrade " + revision);
		}
		assertThat(Psql.run(database, script)).endsWith("exit code 0");
		List<String> after = Catalog.of(database);
		assertThat(Psql.run(database, script)).endsWith("exit code 0");
		assertThat(Catalog.of(database)).isEqualTo(after);
		calls.add("upgrade h8");
		assertThat(after).isEqualTo(online(database, calls));
	}

	@Test
	void anIdempotentScriptStopsOnADatabaseThatItDoesNotKnow(TestDatabase database) throws Exception {
		assumeThat(Psql.isPresent()).as("psql is present").isTrue();
		Migrator migrator = builder(database.dataSource()).build();
		migrator.upgrade("a1");
		assertThat(Psql.run(database, write(offline().idempotentUpgrade("b2:head"))))
			.contains("The database is below b2, where this script begins.")
			.endsWith("exit code 3");
		database.jdbc().sql("UPDATE migrate_version SET version_num = 'x9'").update();
		assertThat(Psql.run(database, write(offline().idempotentUpgrade("head"))))
			.contains("The database is at a revision that this script does not know.")
			.endsWith("exit code 3");
		assertThat(migrator.history(10)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a1", "b2", "c3", "b2 c3", "d4", "e5", "f6", "g7", "h8" })
	void anIdempotentDowngradeTakesAwayWhatIsThereAndAgainNothing(String state, TestDatabase database)
			throws Exception {
		assumeThat(Psql.isPresent()).as("psql is present").isTrue();
		Path script = write(offline().idempotentDowngrade("head:a1"));
		Migrator migrator = builder(database.dataSource()).build();
		List<String> calls = new ArrayList<>();
		for (String revision : StringUtils.tokenizeToStringArray(state, " ")) {
			migrator.upgrade(revision);
			calls.add("upgrade " + revision);
		}
		assertThat(Psql.run(database, script)).endsWith("exit code 0");
		List<String> after = Catalog.of(database);
		assertThat(Psql.run(database, script)).endsWith("exit code 0");
		assertThat(Catalog.of(database)).isEqualTo(after);
		calls.add("downgrade a1");
		assertThat(after).contains("version a1").isEqualTo(online(database, calls));
	}

	@Test
	void anIdempotentDowngradeStopsBelowRevisionsThatItDoesNotTakeAway(TestDatabase database) throws Exception {
		assumeThat(Psql.isPresent()).as("psql is present").isTrue();
		Migrator migrator = builder(database.dataSource()).build();
		migrator.upgrade("d4");
		assertThat(Psql.run(database, write(offline().idempotentDowngrade("b2:base"))))
			.contains("The database has other revisions on top of those that this script takes away.")
			.endsWith("exit code 3");
		assertThat(migrator.status().current()).containsExactly("d4");
	}

	@Test
	void anIdempotentScriptContinuesARevisionWhoseIndexCouldNotBeBuilt(TestDatabase database) throws Exception {
		assumeThat(Psql.isPresent()).as("psql is present").isTrue();
		this.scripts.revision("b2", "a1", """
				ALTER TABLE city ADD COLUMN population integer DEFAULT 7;
				CREATE UNIQUE INDEX CONCURRENTLY city_population ON city (population);
				COMMENT ON INDEX city_population IS 'built';""", "");
		Path script = write(offline().idempotentUpgrade("b2"));
		assertThat(Psql.run(database, script)).contains("could not create unique index").endsWith("exit code 3");
		assertThat(validity(database, "city_population")).isEqualTo("false");
		database.jdbc().sql("UPDATE city SET population = id").update();
		assertThat(Psql.run(database, script)).endsWith("exit code 0");
		assertThat(validity(database, "city_population")).isEqualTo("true");
		assertThat(Psql.run(database, script)).endsWith("exit code 0");
		Migrator migrator = builder(database.dataSource()).build();
		assertThat(migrator.status(10).current()).containsExactly("b2");
		assertThat(migrator.history(10)).extracting(HistoryEntry::revision).containsExactly("b2", "a1");
		assertThat(migrator.history(1).get(0).duration()).isNotNull();
	}

	@Test
	void anIdempotentScriptPassesOverAnIndexThatWasBuiltBeforeItsProgressWasNoted(TestDatabase database)
			throws Exception {
		assumeThat(Psql.isPresent()).as("psql is present").isTrue();
		Path script = write(offline().idempotentUpgrade("b2"));
		this.scripts.revision("b2", "a1", """
				ALTER TABLE city ADD COLUMN population integer;
				CREATE INDEX CONCURRENTLY city_population ON city (mistake);""", "");
		assertThat(Psql.run(database, write(offline().idempotentUpgrade("b2")))).contains("mistake");
		assertThat(Psql.run(database, script)).contains("this script cannot continue it").endsWith("exit code 3");
		database.jdbc().sql("UPDATE migrate_history SET statements_checksum = NULL").update();
		database.jdbc().sql("CREATE INDEX city_population ON city (population)").update();
		assertThat(Psql.run(database, script)).endsWith("exit code 0");
		assertThat(database.jdbc().sql("SELECT sum(population) FROM city").query(Integer.class).single()).isEqualTo(21);
	}

	@Test
	void aClassThatWasInterruptedByAScriptIsContinuedOnlineAndTheOtherWayRound(TestDatabase database) throws Exception {
		assumeThat(Psql.isPresent()).as("psql is present").isTrue();
		database.jdbc().sql("CREATE TABLE event (id int DEFAULT 1, name text)").update();
		Migrator migrator = JavaContent.of(database, (op) -> {
			op.execute("INSERT INTO event (name) VALUES (:name)", Map.of("name", "first"));
			op.autocommitBlock(() -> {
				op.execute("CREATE INDEX CONCURRENTLY event_name ON event (name)");
				op.execute("CREATE UNIQUE INDEX CONCURRENTLY event_id ON event (id)");
			});
			op.execute("INSERT INTO event (id, name) VALUES (0, 'last')");
		}).build();
		String names = "SELECT string_agg(name, ' ' ORDER BY name) FROM event";
		Path script = write(migrator.offline(Dialects.of("postgresql")).idempotentUpgrade("j1"));
		database.jdbc().sql("INSERT INTO event (name) VALUES ('double')").update();
		assertThat(Psql.run(database, script)).contains("could not create unique index").endsWith("exit code 3");
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(() -> migrator.upgrade("j1"))
			.withMessageContaining("could not create unique index");
		assertThat(Psql.run(database, script)).contains("could not create unique index").endsWith("exit code 3");
		database.jdbc().sql("DELETE FROM event WHERE name = 'double'").update();
		List<String> interrupted = journal(database);
		assertThat(Psql.run(database, script)).endsWith("exit code 0");
		assertThat(database.jdbc().sql(names).query(String.class).single()).isEqualTo("first last");
		assertThat(interrupted).containsExactly("j1 3 2");
		assertThat(journal(database)).containsExactly("j1 4 4");
		assertThat(migrator.status().current()).containsExactly("j1");
	}

	private static List<String> journal(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT concat_ws(' ', revision, statements_started, statements_done) FROM migrate_history")
			.query(String.class)
			.list();
	}

	@Test
	void anIndexThatIsNotValidIsBuiltAnew(TestDatabase database) throws SQLException {
		ClientScript.run(database, offline().upgrade("a1"));
		database.jdbc().sql("ALTER TABLE city ADD COLUMN twice integer DEFAULT 1").update();
		assertThatExceptionOfType(SQLException.class).isThrownBy(
				() -> ClientScript.run(database, "CREATE UNIQUE INDEX CONCURRENTLY city_population ON city (twice);"));
		assertThat(validity(database, "city_population")).isEqualTo("false");
		ClientScript.run(database, offline().upgrade("a1:b2"));
		assertThat(validity(database, "city_population")).isEqualTo("true");
	}

	@Test
	void statementsWaitForLocksAsLongAsOnline(TestDatabase database) throws Exception {
		String settings = "SELECT current_setting('lock_timeout') || ' ' || current_setting('statement_timeout');\n";
		ScriptFolder few = new ScriptFolder(Files.createDirectory(this.folder.resolve("few")));
		few.revision("b2", "a1", """
				INSERT INTO limits\s""" + settings + "CREATE TABLE b2 (id int);\nINSERT INTO limits " + settings, "")
			.revision("a1", "", "CREATE TABLE limits (value text);\nINSERT INTO limits " + settings, "")
			.revision("c9", "b2", List.of("transaction: none"),
					"INSERT INTO limits " + settings + "CREATE TABLE c9 (id int);", "");
		MigratorBuilder builder = few.builder(database.dataSource())
			.lockTimeout(Duration.ofMillis(1500))
			.statementTimeout(Duration.ofMinutes(2));
		String script = builder.build().offline(Dialects.of("postgresql")).upgrade("c9");
		ClientScript.run(database, "SET lock_timeout = '77s';\n" + script + "INSERT INTO limits " + settings);
		List<String> values = limits(database);
		assertThat(values).containsExactly("1500ms 2min", "0 2min", "1500ms 2min", "0 2min", "77s 0");
		database.jdbc().sql("DROP SCHEMA public CASCADE").update();
		database.jdbc().sql("CREATE SCHEMA public").update();
		builder.build().upgrade("c9");
		assertThat(limits(database)).isEqualTo(values.subList(0, 4));
	}

	@Test
	void statementsThatShareATransactionWithOtherRevisionsWaitForALimitedTime(TestDatabase database) throws Exception {
		String settings = "INSERT INTO limits SELECT current_setting('lock_timeout');";
		ScriptFolder few = new ScriptFolder(Files.createDirectory(this.folder.resolve("few")));
		few.revision("a1", "", "CREATE TABLE limits (value text);", "").revision("b2", "a1", settings, "");
		few.revision("c3", "b2", settings, "");
		Migrator migrator = few.builder(database.dataSource())
			.lockTimeout(Duration.ofMillis(1500))
			.transaction(TransactionMode.ALL)
			.build();
		ClientScript.run(database, migrator.offline(Dialects.of("postgresql")).upgrade("c3"));
		List<String> values = limits(database);
		assertThat(values).containsExactly("1500ms", "1500ms");
		startAnew(database);
		migrator.upgrade("c3");
		assertThat(limits(database)).isEqualTo(values);
	}

	private static List<String> limits(TestDatabase database) {
		return database.jdbc().sql("SELECT value FROM limits ORDER BY ctid").query(String.class).list();
	}

	private static String validity(TestDatabase database, String index) {
		return database.jdbc()
			.sql("SELECT indisvalid::text FROM pg_index WHERE indexrelid = ?::regclass")
			.param(index)
			.query(String.class)
			.single();
	}

	@Test
	void aScriptHasTheDefaultSchemaOfTheRun(TestDatabase database) throws Exception {
		ScriptFolder few = new ScriptFolder(Files.createDirectory(this.folder.resolve("few")));
		Migrator migrator = few.chain().builder(database.dataSource()).schema("The App").build();
		String script = migrator.offline(Dialects.of("postgresql")).upgrade("b2");
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> ClientScript.run(database, script))
			.withMessageContaining("Schema \"The App\" does not exist, or the role may not use it.");
		assertThat(database.tables()).isEmpty();
		database.jdbc().sql("CREATE SCHEMA \"The App\"").update();
		ClientScript.run(database, script + "CREATE TABLE elsewhere (id int);");
		assertThat(database.tables()).containsExactly("elsewhere");
		assertThat(migrator.status().current()).containsExactly("b2");
		assertThat(migrator.upgrade("c3").steps()).hasSize(1);
	}

	@Test
	void theTablesOfTheToolMayHaveASchemaOfTheirOwn(TestDatabase database) throws SQLException {
		database.jdbc().sql("CREATE SCHEMA \"Tool\"").update();
		Migrator migrator = builder(database.dataSource()).versionTableSchema("Tool")
			.versionTable("the version")
			.build();
		ClientScript.run(database, migrator.offline(Dialects.of("postgresql:16")).upgrade("head"));
		assertThat(migrator.status().current()).containsExactly("h8");
		assertThat(migrator.upgrade().steps()).isEmpty();
	}

	@Test
	void aScriptStopsWhereTheDatabaseIsElsewhere(TestDatabase database) throws SQLException {
		ClientScript.run(database, offline().upgrade("a1"));
		List<String> before = Catalog.of(database);
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> ClientScript.run(database, offline().upgrade("base:b2")))
			.withMessageContaining("This script goes on from base, but the database is at a1.")
			.withMessageContaining("Write the script for the revision that the database is at.");
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> ClientScript.run(database, offline().upgrade("b2:head")))
			.withMessageContaining("goes on from b2, but the database is at a1");
		assertThat(Catalog.of(database)).isEqualTo(before);
	}

	@Test
	void aScriptStopsWhileTheMigrationLockIsHeld(TestDatabase database) throws SQLException {
		ClientScript.run(database, offline().upgrade("a1"));
		try (HeldLock lock = HeldLock.take(database)) {
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> ClientScript.run(database, offline().upgrade("a1:head")))
				.withMessageContaining("Another session holds the migration lock.");
			assertThat(lock.pid()).isPositive();
		}
		ClientScript.run(database, offline().upgrade("a1:head"));
	}

	@Test
	void theApplicationKnowsOfAScriptThatFailedOutsideOfATransaction(TestDatabase database) throws SQLException {
		this.scripts.revision("b2", "a1", """
				ALTER TABLE city ADD COLUMN population integer;
				CREATE INDEX CONCURRENTLY city_population ON city (mistake);""", "");
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> ClientScript.run(database, offline().upgrade("b2")))
			.withMessageContaining("mistake");
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> ClientScript.run(database, offline().upgrade("a1:b2")))
			.withMessageContaining(
					"The last revision of the history was interrupted, and this script cannot continue it.");
		assertThatExceptionOfType(InterruptedRevisionException.class)
			.isThrownBy(builder(database.dataSource()).build()::upgrade)
			.withMessageContaining("the first 1 of its statements are done")
			.withMessageContaining("statement 2 may or may not have taken effect");
	}

	@Test
	void theApplicationContinuesAScriptThatFailedInALaterTransactionOfARevision(TestDatabase database)
			throws SQLException {
		String index = "CREATE TABLE kept (id int);\nCREATE INDEX CONCURRENTLY kept_id ON kept (id);\n";
		this.scripts.revision("b2", "a1", index + "SELECT mistake;", "");
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> ClientScript.run(database, offline().upgrade("b2")))
			.withMessageContaining("mistake");
		this.scripts.revision("b2", "a1", index + "SELECT 1;", "");
		assertThat(builder(database.dataSource()).build().upgrade("b2").after()).containsExactly("b2");
	}

	@Test
	void aTransactionThatFailsLeavesNothing(TestDatabase database) throws SQLException {
		this.scripts.revision("b2", "a1", "CREATE TABLE kept (id int);\nSELECT mistake;", "");
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> ClientScript.run(database, offline().upgrade("b2")))
			.withMessageContaining("mistake");
		assertThat(database.tables()).doesNotContain("kept");
		assertThat(builder(database.dataSource()).build().status().current()).containsExactly("a1");
	}

	@ParameterizedTest
	@EnumSource
	void aScriptHasTheTransactionsOfTheMode(TransactionMode mode, TestDatabase database) throws Exception {
		Migrator migrator = inMode(mode, database.dataSource());
		OfflineMigrator offline = inMode(mode, NOWHERE).offline(Dialects.of("postgresql"));
		ClientScript.run(database, offline.upgrade("a1"));
		ClientScript.run(database, offline.upgrade("a1:v2"));
		ClientScript.run(database, offline.downgrade("v2:a1"));
		List<String> after = Catalog.of(database);
		startAnew(database);
		migrator.upgrade("v2");
		migrator.downgrade("a1");
		assertThat(after).isEqualTo(Catalog.of(database));
	}

	private Migrator inMode(TransactionMode mode, DataSource dataSource) {
		this.scripts.revision("u1", "a1", "CREATE TABLE u1 (id int);\nINSERT INTO u1 VALUES (1);", "DROP TABLE u1;");
		this.scripts.revision("v2", "u1", "ALTER TABLE u1 ADD COLUMN n int;", "ALTER TABLE u1 DROP COLUMN n;");
		return builder(dataSource).transaction(mode).build();
	}

	@Test
	void aScriptInOneTransactionLeavesAllOrNothing(TestDatabase database) throws Exception {
		OfflineMigrator offline = inMode(TransactionMode.ALL, NOWHERE).offline(Dialects.of("postgresql"));
		assertThat(offline.upgrade("a1:v2")).containsOnlyOnce("BEGIN;").containsOnlyOnce("COMMIT;");
		this.scripts.revision("v2", "u1", "SELECT mistake;", "");
		ClientScript.run(database, offline.upgrade("a1"));
		List<String> before = Catalog.of(database);
		OfflineMigrator mistaken = builder(NOWHERE).transaction(TransactionMode.ALL)
			.build()
			.offline(Dialects.of("postgresql"));
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> ClientScript.run(database, mistaken.upgrade("a1:v2")))
			.withMessageContaining("mistake");
		assertThat(Catalog.of(database)).isEqualTo(before);
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> offline.upgrade("a1:b2"))
			.withMessageContaining("R_b2.sql");
	}

	@Test
	void anIdempotentScriptMayRunInOneTransaction(TestDatabase database) throws Exception {
		assumeThat(Psql.isPresent()).as("psql is present").isTrue();
		Migrator migrator = inMode(TransactionMode.ALL, database.dataSource());
		Path script = write(migrator.offline(Dialects.of("postgresql")).idempotentUpgrade("v2"));
		migrator.upgrade("u1");
		assertThat(Psql.run(database, script)).endsWith("exit code 0");
		assertThat(Psql.run(database, script)).endsWith("exit code 0");
		assertThat(migrator.status().current()).containsExactly("v2");
		assertThat(migrator.history(10)).hasSize(3);
		Path back = write(migrator.offline(Dialects.of("postgresql")).idempotentDowngrade("v2:a1"));
		assertThat(back).content().containsOnlyOnce("BEGIN;").containsOnlyOnce("COMMIT;");
		assertThat(Psql.run(database, back)).endsWith("exit code 0");
		assertThat(Psql.run(database, back)).endsWith("exit code 0");
		assertThat(migrator.status().current()).containsExactly("a1");
	}

	@Test
	void aScriptSaysWhatItDoes() {
		assertThat(offline().upgrade("a1:c3")).startsWith("-- From a1 to c3, for PostgreSQL, written by Migrate ")
			.contains("\n-- Running upgrade a1 -> c3, write rows over two lines\n");
		assertThat(offline().downgrade("a1:base")).contains("\n-- Running downgrade a1 -> , make a1\nBEGIN;\n")
			.doesNotContain("CREATE TABLE");
		assertThat(offline().upgrade("a1:a1")).contains("-- There is nothing to do.").doesNotContain("BEGIN");
		assertThat(offline().upgrade("head")).isEqualTo(offline().upgrade("base:h8"));
	}

	@Test
	void aRangeMustSayFromWhereToWhere() {
		assertThatExceptionOfType(OfflineException.class).isThrownBy(() -> offline().downgrade("base"))
			.withMessageContaining("'base' is not enough to write a downgrade")
			.withMessageContaining("head:base");
		assertThatExceptionOfType(OfflineException.class).isThrownBy(() -> offline().downgrade(":base"));
		assertThatExceptionOfType(OfflineException.class).isThrownBy(() -> offline().downgrade("head:a1,b2"));
		assertThatExceptionOfType(OfflineException.class).isThrownBy(() -> offline().upgrade("a1:"));
		assertThatExceptionOfType(OfflineException.class).isThrownBy(() -> offline().upgrade("a1:b2:c3"))
			.withMessageContaining("more than one colon");
		assertThatExceptionOfType(OfflineException.class).isThrownBy(() -> offline().stamp("a1,:b2"));
	}

	@Test
	void refusesAConstructorsClientWhereItIsUsed() {
		assertThatExceptionOfType(OfflineException.class).isThrownBy(() -> offline("javarevisions").upgrade("1:2"))
			.withMessageContaining("Revision 2 (")
			.withMessageContaining("R2_split_name.java, line 28")
			.withMessageContaining("no connection while a script is written")
			.withMessageContaining("op.execute(…)");
	}

	@Test
	void refusesTheClientOfTheOperations() {
		assertThatExceptionOfType(OfflineException.class).isThrownBy(() -> offline("javarevisions").downgrade("2:1"))
			.withMessageContaining("R2_split_name.java, line 33")
			.withMessageContaining("no connection while a script is written");
	}

	@Test
	void refusesWhatWouldEndATransaction() {
		assertThatExceptionOfType(OfflineException.class).isThrownBy(() -> offline("offlinefailures").upgrade("x1:x2"))
			.withMessageContaining("R2_commit.java, line 12")
			.withMessageContaining("'COMMIT' begins or ends a transaction");
	}

	@Test
	void saysWhichRevisionFailsWhileItIsWritten() {
		assertThatExceptionOfType(OfflineException.class)
			.isThrownBy(() -> offline("offlinefailures").downgrade("x2:x1"))
			.withMessageContaining("Revision x2 (")
			.withMessageContaining("R2_commit.java, line 17")
			.withMessageContaining("no way back today");
	}

	@Test
	void refusesADowngradeThroughWhatHasNoWayBack() {
		assertThatExceptionOfType(MigrationRefusedException.class)
			.isThrownBy(() -> offline("javafailures").downgrade("f2:base"));
	}

	private MigratorBuilder builder(DataSource dataSource) {
		return this.scripts.builder(dataSource)
			.locations(List.of(this.scripts.location(), "classpath:dev/migrate/runtime/offlinerevisions"))
			.placeholders(Map.of("place", "A; B"));
	}

	private OfflineMigrator offline() {
		return builder(NOWHERE).build().offline(Dialects.of("postgresql"));
	}

	private static OfflineMigrator offline(String location) {
		return Migrator.builder(NOWHERE)
			.locations(List.of("classpath:dev/migrate/runtime/" + location))
			.build()
			.offline(Dialects.of("postgresql"));
	}

	/**
	 * Starts anew with an empty schema and does online what a script has done.
	 */
	private List<String> online(TestDatabase database, List<String> calls) {
		startAnew(database);
		Migrator migrator = builder(database.dataSource()).build();
		for (String call : calls) {
			String target = call.substring(call.indexOf(' ') + 1);
			switch (call.substring(0, call.indexOf(' '))) {
				case "upgrade" -> migrator.upgrade(target);
				case "downgrade" -> migrator.downgrade(target);
				default -> migrator.stamp(target);
			}
		}
		return Catalog.of(database);
	}

	private static void startAnew(TestDatabase database) {
		new JdbcTemplate(database.dataSource()).execute("""
				DROP SCHEMA IF EXISTS archive CASCADE;
				DROP SCHEMA public CASCADE;
				CREATE SCHEMA public AUTHORIZATION pg_database_owner;
				GRANT USAGE ON SCHEMA public TO PUBLIC;
				COMMENT ON SCHEMA public IS 'standard public schema'""");
	}

	private Path write(String script) throws IOException {
		return Files.writeString(Files.createTempFile(this.folder, "script", ".psql"), script);
	}

}
