package dev.migrate.dialect.postgresql.session;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionEffects}.
 */
@ExtendWith(PostgresExtension.class)
class SessionEffectsTests {

	private final SessionEffects effects = new SessionEffects();

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE t (id bigint PRIMARY KEY, a int REFERENCES u ON DELETE SET NULL)",
			"-- set of all\nALTER TABLE t ALTER COLUMN a SET NOT NULL, ALTER COLUMN b SET DEFAULT now()",
			"CREATE INDEX CONCURRENTLY ON t (a) WHERE b", "COMMENT ON COLUMN t.a IS 'offset'", "DROP TABLE t",
			"INSERT INTO t (a, b) VALUES (1, 'x') ON CONFLICT DO UPDATE SET a = 2", "UPDATE t SET a = 1 WHERE b = 2",
			"CREATE TRIGGER set_updated_at BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION set_updated_at()",
			"CREATE OR REPLACE FUNCTION f() RETURNS trigger AS $$ BEGIN NEW.a = now(); UPDATE u SET b = 1; RETURN NEW; END $$",
			"CREATE FUNCTION f() RETURNS int AS $$ BEGIN EXECUTE format('DROP TABLE %I', 'x'); END $$",
			"CREATE CONSTRAINT TRIGGER t AFTER INSERT ON t FOR EACH ROW EXECUTE PROCEDURE f()",
			"CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'INSERT INTO t VALUES (1)'; END $$",
			"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA s TO x", "GRANT EXECUTE ON FUNCTION f TO PUBLIC", "TRUNCATE t",
			"DELETE FROM t WHERE a = 1" })
	void whatDefinesObjectsOrWritesRowsLeavesTheSessionAlone(String statement) {
		known();
		this.effects.expect(statement);
		assertThat(this.effects.isPossible()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET work_mem = '9MB'", "set local role x", "RESET ALL", "DISCARD ALL", "LOAD 'x'",
			"SELECT f()", "VALUES (f())", "WITH x AS (DELETE FROM t RETURNING f(a)) TABLE x", "DO $$ BEGIN END $$",
			"CALL p()", "PREPARE x AS TABLE t", "EXECUTE x", "DECLARE c CURSOR WITH HOLD FOR TABLE t", "LISTEN x",
			"CREATE TEMP TABLE t ()", "CREATE TEMPORARY SEQUENCE s", "CREATE TABLE pg_temp.t ()",
			"CREATE OR REPLACE TEMP VIEW v AS TABLE t", "CREATE LOCAL TEMPORARY TABLE t ()",
			"INSERT INTO t SELECT f(a) FROM u", "INSERT INTO t VALUES (pg_advisory_lock(1)::text)",
			"UPDATE t SET a = pg_catalog.set_config('work_mem', '9MB', false)", "CREATE TABLE t AS SELECT f()",
			"CREATE TABLE t AS EXECUTE x", "ALTER DATABASE d SET work_mem = '9MB'", "ALTER ROLE r RESET ALL",
			"ALTER USER r SET work_mem = '9MB'", "ALTER SYSTEM SET work_mem = '9MB'", "CREATE EXTENSION x",
			"ALTER EXTENSION x UPDATE", "COPY t FROM STDIN", "UPDATE \"pg_settings\" SET setting = '1'",
			"INSERT INTO t VALUES (U&\"set\\005Fconfig\"('a', 'b', false))", "CREATE TABLE pg_temp_3.t ()",
			"CREATE TABLE t AS EXECUTE(x)", "DROP TABLE t; ALTER ROLE r RESET ALL",
			"INSERT INTO t VALUES (query_to_xml('TABLE v', true, true, ''))",
			"IMPORT FOREIGN SCHEMA x FROM SERVER y INTO z", "" })
	void whatMayChangeTheSessionIsAChange(String statement) {
		known();
		this.effects.expect(statement);
		assertThat(this.effects.isPossible()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE FUNCTION f() RETURNS trigger AS $$ BEGIN SET work_mem = '9MB'; END $$",
			"CREATE PROCEDURE p() AS 'set work_mem = 1'", "CREATE FUNCTION f() AS $$ x; -- so:\n RESET ALL $$",
			"CREATE OR REPLACE FUNCTION f(a text) AS $$ BEGIN EXECUTE a; END $$",
			"CREATE FUNCTION f(a text) AS $$ BEGIN EXECUTE(a); END $$",
			"CREATE FUNCTION f(a text) AS $$ BEGIN EXECUTE format('%s', a); END $$",
			"CREATE FUNCTION f() AS $$ BEGIN EXECUTE 'S' || 'ET role y'; END $$",
			"CREATE FUNCTION f(c refcursor) AS $$ BEGIN OPEN c FOR TABLE t; END $$",
			"CREATE FUNCTION f() AS $$ BEGIN -- so:\rSET role y; END $$",
			"CREATE RULE r AS ON INSERT TO t DO ALSO UPDATE pg_settings SET setting = '1'",
			"CREATE FUNCTION f() AS $$ BEGIN IF x THEN SET role y; END IF; END $$",
			"ALTER TABLE t ALTER COLUMN a SET DEFAULT set_config('work_mem', '9MB', false)" })
	void whatCallsADefinedChangeIsOneToo(String statement) {
		known();
		this.effects.expect(statement);
		this.effects.settle();
		this.effects.expect("INSERT INTO t VALUES (1)");
		assertThat(this.effects.isPossible()).isTrue();
		assertThat(this.effects.needsFunctions()).isFalse();
	}

	@Test
	void functionsAreLookedForWhenSomethingMayHaveDefinedThem() {
		this.effects.clear();
		assertThat(this.effects.needsFunctions()).as("at first").isTrue();
		known();
		this.effects.expectAnything();
		assertThat(this.effects.needsFunctions()).as("what has to be put back anyway").isFalse();
		this.effects.settle();
		this.effects.expect("DROP TABLE t");
		assertThat(this.effects.needsFunctions()).as("later").isTrue();
		this.effects.functions(true);
		assertThat(this.effects.isPossible()).isTrue();
		this.effects.functions(false);
		assertThat(this.effects.isPossible()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "DO $$ BEGIN EXECUTE 'CREATE FUNCTION f() RETURNS int RETURN 1'; END $$", "CALL p()",
			"CREATE FUNCTION f() RETURNS trigger AS E'BEGIN\\nSET role x; END'", "EXECUTE x",
			"CREATE FUNCTION f() RETURNS trigger AS 'BEGIN S'\n'ET role x; END'",
			"CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'x', 'y'",
			"CREATE FUNCTION f() AS $$ BEGIN EXECUTE E'\\x53ET role y'; END $$",
			"IMPORT FOREIGN SCHEMA x FROM SERVER y INTO z" })
	void functionsAreLookedForAfterWhatMayHaveDefinedThem(String statement) {
		known();
		this.effects.expect(statement);
		this.effects.settle();
		this.effects.expect("INSERT INTO t VALUES (1)");
		assertThat(this.effects.needsFunctions()).isTrue();
	}

	@Test
	void whatTheDatabaseHasIsLookedAt(TestDatabase database) {
		String call = "set_config('work_mem', '9MB', false)";
		for (String definition : List.of(
				"CREATE FUNCTION f(a text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE(a); END $$",
				"CREATE FUNCTION f(a text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE format('%s', a); END $$",
				"CREATE FUNCTION f(a text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN OPEN a FOR TABLE pg_class; END $$"
					.replace("a text", "a refcursor"),
				"CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN UPDATE pg_settings SET setting = 1; END $$",
				"CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS E'BEGIN\\nSET work_mem = 9000; END'",
				"CREATE FUNCTION f() RETURNS text RETURN " + call,
				"CREATE FUNCTION pg_catalog.f() RETURNS text LANGUAGE sql AS $$ SELECT " + call + " $$",
				"CREATE FUNCTION f(text, text, boolean) RETURNS text LANGUAGE internal AS 'set_config_by_name'",
				"CREATE TABLE t (a text DEFAULT " + call + ")", "CREATE TABLE t (a int CHECK (" + call + " <> ''))",
				"CREATE DOMAIN d AS text DEFAULT " + call, "CREATE VIEW v AS SELECT " + call,
				"CREATE VIEW v AS TABLE pg_settings",
				"CREATE TABLE t (); CREATE RULE r AS ON INSERT TO t DO ALSO SELECT pg_try_advisory_lock(1)")) {
			assertThat(isFound(database, definition)).as(definition).isTrue();
		}
		assertThat(isFound(database, """
				CREATE TABLE t (a bigserial PRIMARY KEY, b timestamptz DEFAULT now(), c int CHECK (c > 0));
				CREATE VIEW v AS SELECT a FROM t;
				CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.b = now(); RETURN NEW; END $$;
				CREATE TRIGGER t BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.c > 0) EXECUTE FUNCTION f();
				CREATE EXTENSION pg_trgm""")).isFalse();
	}

	private static boolean isFound(TestDatabase database, String definition) {
		try (Connection connection = database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute(definition);
			try (ResultSet answer = statement.executeQuery("SELECT " + SessionEffects.FUNCTIONS)) {
				return answer.next() && answer.getBoolean(1);
			}
			finally {
				connection.rollback();
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(definition, ex);
		}
	}

	@Test
	void aLongStatementIsNotReadInVain() {
		known();
		this.effects.expect("INSERT INTO t VALUES ('" + "x".repeat(20_000) + "')");
		assertThat(this.effects.isPossible()).isTrue();
	}

	private void known() {
		this.effects.clear();
		this.effects.functions(false);
	}

}
