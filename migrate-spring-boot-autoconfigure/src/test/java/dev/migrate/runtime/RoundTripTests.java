package dev.migrate.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.migrate.dialect.LockMode;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for the round trips of a {@link Migrator}, and for statements that share one.
 */
@ExtendWith(PostgresExtension.class)
class RoundTripTests {

	private ScriptFolder scripts;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.scripts = new ScriptFolder(folder);
	}

	@ParameterizedTest
	@CsvSource({ "ADVISORY, 3", "TABLE, 3", "NONE, 3", "TRANSACTION, 5" })
	void aRevisionTakesThreeOrFiveWithALockForEachTransaction(LockMode mode, int each, TestDatabase database) {
		this.scripts.table("r0", "")
			.revision("r1", "r0", "CREATE TABLE r1 (id int);", "DROP TABLE r1;")
			.revision("r2", "r1", "INSERT INTO r0 VALUES (1);", "DELETE FROM r0;")
			.revision("r3", "r2", """
					INSERT INTO r0 VALUES (2);
					UPDATE r0 SET id = 3;
					SET statement_timeout = '7s';
					ALTER TABLE r0 ADD COLUMN name text;
					SELECT count(*) FROM r0;
					COMMENT ON TABLE r0 IS 'a question?';
					DO $$ BEGIN RAISE NOTICE 'done; so far'; END $$;""", "ALTER TABLE r0 DROP COLUMN name;")
			.revision("r4", "r3",
					IntStream.range(0, 90)
						.mapToObj((i) -> "INSERT INTO r0 VALUES (%d, 'row;%d');".formatted(i, i))
						.collect(Collectors.joining("\n")),
					"DELETE FROM r0 WHERE id < 90; SELECT 1; SELECT 2;");
		RoundTrips trips = RoundTrips.to(database);
		Migrator migrator = this.scripts.builder(trips.dataSource()).lockMode(mode).build();
		migrator.upgrade("r0");
		int one = trips.during(() -> migrator.upgrade("r1"));
		assertThat(trips.during(() -> migrator.upgrade("r2"))).isEqualTo(one);
		assertThat(trips.during(() -> migrator.upgrade("r4"))).isEqualTo(one + each);
		int back = trips.during(() -> migrator.downgrade("r3"));
		assertThat(trips.during(() -> migrator.downgrade("r0"))).isEqualTo(back + 2 * each);
	}

	@Test
	void namesTheStatementThatFailedOfThoseThatWereSentTogether(TestDatabase database) {
		for (int failing : List.of(0, 1, 50, 99, 130)) {
			List<String> statements = IntStream.range(0, 140)
				.mapToObj((i) -> (i == failing) ? "SELECT 'Größe ☃',\n  nonsense;" : "SELECT %d;".formatted(i))
				.toList();
			this.scripts.revision("a1", "", String.join("\n", statements), "");
			RevisionFailedException failure = catchThrowableOfType(RevisionFailedException.class,
					this.scripts.migrator(database.newConnections())::upgrade);
			assertThat(failure.getLine()).isEqualTo(5 + failing + 1);
			assertThat(failure.getStatement()).isEqualTo("SELECT 'Größe ☃',\n  nonsense");
			assertThat(failure.getSqlState()).isEqualTo("42703");
			assertThat(database.tables()).containsExactly("migrate_history", "migrate_version");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "preferQueryMode=simple", "preferQueryMode=extendedForPrepared",
			"preferQueryMode=extendedCacheEverything", "autosave=always", "autosave=conservative",
			"reWriteBatchedInserts=true&prepareThreshold=1", "defaultRowFetchSize=1", "binaryTransfer=false" })
	void statementsThatAreSentTogetherDoWhatTheyDoAlone(String parameters, TestDatabase database) {
		PGSimpleDataSource dataSource = (PGSimpleDataSource) database.newConnections();
		dataSource.setUrl(dataSource.getUrl() + "&" + parameters);
		this.scripts.revision("a1", "", """
				CREATE TABLE a1 (id int, note text, data jsonb DEFAULT '{"a": 1}');
				CREATE FUNCTION note(number int) RETURNS int LANGUAGE sql
					AS $$ INSERT INTO a1 VALUES (number, 'a;b') RETURNING id $$;
				SELECT note(i) FROM generate_series(1, 5) AS i;
				SELECT count(*), repeat('x', 1000) FROM a1, generate_series(1, 300) GROUP BY a1;
				CREATE FUNCTION twice() RETURNS void LANGUAGE sql
				BEGIN ATOMIC
					UPDATE a1 SET id = id * 2;
					UPDATE a1 SET note = 'it''s; {d ''2026-11-30''}';
				END;
				WITH called AS (SELECT twice()) SELECT * FROM called;
				DELETE FROM a1 WHERE data ? 'b';
				UPDATE a1 SET data = '{"b": ["?"]}' WHERE id = 4 /* ; /* ; */ */ AND data ?| ARRAY['a'];
				SET standard_conforming_strings = off;
				INSERT INTO a1 VALUES (100, 'a\\';b\\\\');
				INSERT INTO a1 VALUES (101, 'c');
				RESET standard_conforming_strings;
				INSERT INTO a1 VALUES (102, '\\');
				INSERT INTO a1 VALUES (103, U&'\\0041') RETURNING id;""", "").revision("b2", "a1", """
				INSERT INTO a1 VALUES (104);
				CREATE TABLE b2 (id int);
				INSERT INTO a1 VALUES (105), ('x');""", "");
		RevisionFailedException failure = catchThrowableOfType(RevisionFailedException.class,
				this.scripts.migrator(dataSource)::upgrade);
		assertThat(failure.getRevision()).isEqualTo("b2");
		assertThat(failure.getLine()).isEqualTo(8);
		assertThat(database.jdbc()
			.sql("SELECT concat_ws(' ', id, note, data) FROM a1 ORDER BY id")
			.query(String.class)
			.list()).containsExactly("2 it's; {d '2026-11-30'} {\"a\": 1}", "4 it's; {d '2026-11-30'} {\"b\": [\"?\"]}",
					"6 it's; {d '2026-11-30'} {\"a\": 1}", "8 it's; {d '2026-11-30'} {\"a\": 1}",
					"10 it's; {d '2026-11-30'} {\"a\": 1}", "100 a';b\\ {\"a\": 1}", "101 c {\"a\": 1}",
					"102 \\ {\"a\": 1}", "103 A {\"a\": 1}");
	}

	@Test
	void rowsAndNoticesMayBeManyInFrontOfManyStatements(TestDatabase database) {
		String many = "INSERT INTO a1 SELECT %d, '" + "x".repeat(3_000) + "';\n";
		this.scripts.revision("a1", "",
				"CREATE TABLE a1 (id int, note text);\n" + "SELECT repeat('y', 1000) FROM generate_series(1, 10000);\n"
						+ "DO $$ BEGIN FOR i IN 1..10000 LOOP RAISE NOTICE '%', repeat('z', 500); END LOOP; END $$;\n"
						+ IntStream.range(0, 60).mapToObj(many::formatted).collect(Collectors.joining()),
				"");
		assertThat(this.scripts.migrator(database.newConnections()).upgrade().steps()).hasSize(1);
		assertThat(database.jdbc().sql("SELECT count(*) FROM a1").query(Integer.class).single()).isEqualTo(60);
	}

}
