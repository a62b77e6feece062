package dev.migrate.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.migrate.dialect.Dialects;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.run.HistoryEntry;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.runtime.tenant.TenantMigrator;
import dev.migrate.runtime.tenant.TenantState;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for the scripts of an {@link OfflineMigrator} that {@code psql} runs, above all
 * those that may run on a database wherever it is: at each state in one direction, or in
 * both with the system property {@code migrate.test.versions=all}.
 */
@ExtendWith(PostgresExtension.class)
@Order(1)
class PsqlScriptTests {

	private static final boolean ALL_STATES = "all".equals(System.getProperty("migrate.test.versions"));

	private OfflineScripts scripts;

	@BeforeAll
	static void requirePsql() throws Exception {
		assumeThat(Psql.isPresent()).as("psql is present").isTrue();
	}

	@BeforeEach
	void writeRevisions(@TempDir Path folder) {
		this.scripts = new OfflineScripts(folder);
	}

	static List<String> statesToUpgrade() {
		List<String> states = new ArrayList<>(List.of("base", "b2", "b2 c3", "e5", "f6", "h8"));
		if (ALL_STATES) {
			states.addAll(List.of("a1", "c3", "d4", "g7"));
		}
		return states;
	}

	static List<String> statesToDowngrade() {
		List<String> states = new ArrayList<>(List.of("a1", "c3", "b2 c3", "d4", "g7", "h8"));
		if (ALL_STATES) {
			states.addAll(List.of("b2", "e5", "f6"));
		}
		return states;
	}

	@Test
	void psqlRunsAScriptInBothDirections(TestDatabase database) throws Exception {
		assertThat(Psql.run(database, this.scripts.write(this.scripts.offline().upgrade("head"))))
			.endsWith("exit code 0");
		assertThat(Psql.run(database, this.scripts.write(this.scripts.offline().downgrade("head:base"))))
			.endsWith("exit code 0");
		assertThat(Psql.run(database, this.scripts.write(this.scripts.offline().upgrade("head"))))
			.endsWith("exit code 0");
		assertThat(Catalog.of(database))
			.isEqualTo(this.scripts.online(database, List.of("upgrade h8", "downgrade base", "upgrade h8")));
	}

	@ParameterizedTest
	@MethodSource("statesToUpgrade")
	void anIdempotentScriptRunsWhatIsMissingAndAgainNothing(String state, TestDatabase database) throws Exception {
		Path script = this.scripts.write(this.scripts.offline().idempotentUpgrade("head"));
		Migrator migrator = this.scripts.builder(database.dataSource()).build();
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
		assertThat(after).isEqualTo(this.scripts.online(database, calls));
	}

	@Test
	void anIdempotentScriptStopsOnADatabaseThatItDoesNotKnow(TestDatabase database) throws Exception {
		Migrator migrator = this.scripts.builder(database.dataSource()).build();
		migrator.upgrade("a1");
		assertThat(Psql.run(database, this.scripts.write(this.scripts.offline().idempotentUpgrade("b2:head"))))
			.contains("The database is below b2, where this script begins.")
			.endsWith("exit code 3");
		database.jdbc().sql("UPDATE migrate_version SET version_num = 'x9'").update();
		assertThat(Psql.run(database, this.scripts.write(this.scripts.offline().idempotentUpgrade("head"))))
			.contains("The database is at a revision that this script does not know.")
			.endsWith("exit code 3");
		assertThat(migrator.history(10)).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("statesToDowngrade")
	void anIdempotentDowngradeTakesAwayWhatIsThereAndAgainNothing(String state, TestDatabase database)
			throws Exception {
		Path script = this.scripts.write(this.scripts.offline().idempotentDowngrade("head:a1"));
		Migrator migrator = this.scripts.builder(database.dataSource()).build();
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
		assertThat(after).contains("version a1").isEqualTo(this.scripts.online(database, calls));
	}

	@Test
	void anIdempotentDowngradeStopsBelowRevisionsThatItDoesNotTakeAway(TestDatabase database) throws Exception {
		Migrator migrator = this.scripts.builder(database.dataSource()).build();
		migrator.upgrade("d4");
		assertThat(Psql.run(database, this.scripts.write(this.scripts.offline().idempotentDowngrade("b2:base"))))
			.contains("The database has other revisions on top of those that this script takes away.")
			.endsWith("exit code 3");
		assertThat(migrator.status().current()).containsExactly("d4");
	}

	@Test
	void anIdempotentScriptContinuesARevisionWhoseIndexCouldNotBeBuilt(TestDatabase database) throws Exception {
		this.scripts.revision("b2", "a1", """
				ALTER TABLE city ADD COLUMN population integer DEFAULT 7;
				CREATE UNIQUE INDEX CONCURRENTLY city_population ON city (population);
				COMMENT ON INDEX city_population IS 'built';""", "");
		Path script = this.scripts.write(this.scripts.offline().idempotentUpgrade("b2"));
		assertThat(Psql.run(database, script)).contains("could not create unique index").endsWith("exit code 3");
		assertThat(OfflineScripts.validity(database, "city_population")).isEqualTo("false");
		database.jdbc().sql("UPDATE city SET population = id").update();
		assertThat(Psql.run(database, script)).endsWith("exit code 0");
		assertThat(OfflineScripts.validity(database, "city_population")).isEqualTo("true");
		assertThat(Psql.run(database, script)).endsWith("exit code 0");
		Migrator migrator = this.scripts.builder(database.dataSource()).build();
		assertThat(migrator.status(10).current()).containsExactly("b2");
		assertThat(migrator.history(10)).extracting(HistoryEntry::revision).containsExactly("b2", "a1");
		assertThat(migrator.history(1).get(0).duration()).isNotNull();
	}

	@Test
	void anIdempotentScriptPassesOverAnIndexThatWasBuiltBeforeItsProgressWasNoted(TestDatabase database)
			throws Exception {
		Path script = this.scripts.write(this.scripts.offline().idempotentUpgrade("b2"));
		this.scripts.revision("b2", "a1", """
				ALTER TABLE city ADD COLUMN population integer;
				CREATE INDEX CONCURRENTLY city_population ON city (mistake);""", "");
		assertThat(Psql.run(database, this.scripts.write(this.scripts.offline().idempotentUpgrade("b2"))))
			.contains("mistake");
		assertThat(Psql.run(database, script)).contains("this script cannot continue it").endsWith("exit code 3");
		database.jdbc().sql("UPDATE migrate_history SET statements_checksum = NULL").update();
		database.jdbc().sql("CREATE INDEX city_population ON city (population)").update();
		assertThat(Psql.run(database, script)).endsWith("exit code 0");
		assertThat(database.jdbc().sql("SELECT sum(population) FROM city").query(Integer.class).single()).isEqualTo(21);
	}

	@Test
	void aClassThatWasInterruptedByAScriptIsContinuedOnlineAndTheOtherWayRound(TestDatabase database) throws Exception {
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
		Path script = this.scripts.write(migrator.offline(Dialects.of("postgresql")).idempotentUpgrade("j1"));
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
	void aScriptForTenantsAsksForTheSchema(TestDatabase database) throws Exception {
		database.jdbc().sql("CREATE SCHEMA acme; CREATE SCHEMA \"We\"\"ird 'x\"; CREATE SCHEMA zulu").update();
		Migrator shared = this.scripts.builder(database.dataSource()).build();
		shared.upgrade("a1");
		TenantMigrator tenants = TenantMigrator.builder(this.scripts.revision("t1", "a1", """
				ALTER TABLE city ADD schema int;
				SELECT (ARRAY[1, 2])[1:schema] FROM city;
				CREATE INDEX CONCURRENTLY city_name ON city (name);
				SET search_path = '';""", "").builder(database.dataSource()).build())
			.schemas(List.of("acme", "zulu", "We\"ird 'x", "later"))
			.createSchemas(true)
			.build();
		OfflineMigrator offline = tenants.offline("postgresql");
		Path toA1 = this.scripts.write(offline.upgrade("a1"));
		assertThat(Psql.run(database, toA1))
			.contains("This script does not know which schema it is for.", "psql -X -v schema=acme -f")
			.endsWith("exit code 3");
		for (String schema : List.of("acme", "We\"ird 'x", "later")) {
			assertThat(Psql.run(database, toA1, "schema=" + schema)).endsWith("exit code 0");
			assertThat(tenants.migrator(schema).rows()).containsExactly("a1");
			assertThat(tenants.migrator(schema).history(10)).hasSize(1);
		}
		assertThat(Psql.run(database, this.scripts.write(offline.upgrade("a1:b2")), "schema=zulu"))
			.contains("Schema zulu has no version table or no history table.")
			.endsWith("exit code 3");
		assertThat(Psql.run(database, this.scripts.write(offline.upgrade("b2:c3")), "schema=acme"))
			.contains("This script goes on from b2, but the database is at a1.")
			.endsWith("exit code 3");

		Path all = this.scripts.write(offline.idempotentUpgrade("d4"));
		for (String schema : List.of("acme", "We\"ird 'x", "acme")) {
			assertThat(Psql.run(database, all, "schema=" + schema)).endsWith("exit code 0");
			assertThat(tenants.migrator(schema).rows()).containsExactly("d4");
		}
		assertThat(Psql.run(database, this.scripts.write(offline.upgrade("d4:t1")), "schema=acme"))
			.endsWith("exit code 0");
		assertThat(tenants.migrator("acme").rows()).containsExactly("d4", "t1");
		Path back = this.scripts.write(offline.downgrade("d4:a1"));
		assertThat(Psql.run(database, back, "schema=We\"ird 'x")).endsWith("exit code 0");
		assertThat(tenants.migrator("We\"ird 'x").rows()).containsExactly("a1");
		assertThat(Psql.run(database, this.scripts.write(offline.stamp("a1:base")), "schema=later"))
			.endsWith("exit code 0");
		assertThat(tenants.migrator("later").rows()).isEmpty();
		assertThat(shared.rows()).containsExactly("a1");
		assertThat(shared.history(10)).hasSize(1);
		assertThat(database.tables()).doesNotContain("people");
		assertThat(tenants.status().counts()).containsEntry(TenantState.BEHIND, 4);
	}

	@Test
	void anIdempotentScriptMayRunInOneTransaction(TestDatabase database) throws Exception {
		Migrator migrator = this.scripts.inMode(TransactionMode.ALL, database.dataSource());
		Path script = this.scripts.write(migrator.offline(Dialects.of("postgresql")).idempotentUpgrade("v2"));
		migrator.upgrade("u1");
		assertThat(Psql.run(database, script)).endsWith("exit code 0");
		assertThat(Psql.run(database, script)).endsWith("exit code 0");
		assertThat(migrator.status().current()).containsExactly("v2");
		assertThat(migrator.history(10)).hasSize(3);
		Path back = this.scripts.write(migrator.offline(Dialects.of("postgresql")).idempotentDowngrade("v2:a1"));
		assertThat(back).content().containsOnlyOnce("BEGIN;").containsOnlyOnce("COMMIT;");
		assertThat(Psql.run(database, back)).endsWith("exit code 0");
		assertThat(Psql.run(database, back)).endsWith("exit code 0");
		assertThat(migrator.status().current()).containsExactly("a1");
	}

}
