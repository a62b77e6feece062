package dev.migrate.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.LockMode;
import dev.migrate.dialect.RefusedStatementException;
import dev.migrate.revision.RevisionStep;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.run.MigrationCallback;
import dev.migrate.runtime.run.MigrationListener;
import dev.migrate.runtime.run.RetryPolicy;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for what a revision leaves in its session, which the next one must not see.
 */
@ExtendWith(PostgresExtension.class)
class SessionStateTests {

	/**
	 * Changes whatever a session keeps. Two of the settings are known to no list.
	 */
	private static final String CHANGES = """
			SET standard_conforming_strings = off;
			SET TIME ZONE 'Asia/Tokyo';
			SET app.tenant = 'acme';
			SET session_replication_role = replica;
			SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE;
			SET statement_timeout = '77s';
			SET search_path = pg_catalog;
			CREATE OR REPLACE FUNCTION public.work_much() RETURNS void LANGUAGE plpgsql AS $$
			BEGIN
				PERFORM set_config('work_mem', '9MB', false), set_config('app.user', 'me', false);
			END
			$$;
			SELECT public.work_much();
			CREATE TEMPORARY TABLE leftover (id int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED);
			INSERT INTO leftover VALUES (1);
			CREATE FUNCTION pg_temp.seven() RETURNS int LANGUAGE sql AS 'SELECT 7';
			PREPARE leftover AS SELECT 1;
			DECLARE leftover CURSOR WITH HOLD FOR SELECT 1;
			LISTEN leftover;
			SELECT pg_advisory_lock(4711), pg_advisory_lock_shared(1, 2);
			CREATE SEQUENCE IF NOT EXISTS public.counter;
			SELECT nextval('public.counter');""";

	private static final String LOOK = """
			SELECT concat_ws(' ', current_setting('standard_conforming_strings'), current_setting('TimeZone'),
				current_setting('session_replication_role'), current_setting('default_transaction_isolation'),
				current_setting('statement_timeout'), current_setting('search_path'), current_setting('work_mem'),
				'app', nullif(current_setting('app.tenant', true), ''), nullif(current_setting('app.user', true), ''), current_user,
				(SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class
					WHERE relnamespace = pg_my_temp_schema() AND relkind = 'r'),
				(SELECT string_agg(name, ',') FROM pg_prepared_statements WHERE from_sql),
				(SELECT count(*) FROM pg_cursors WHERE name <> ''),
				(SELECT string_agg(channel, ',') FROM pg_listening_channels() AS channel),
				(SELECT string_agg(objid::text || mode, ',' ORDER BY objid) FROM pg_locks
					WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND classid = 0)) AS found""";

	/**
	 * What the pool sets for its connections.
	 */
	private static final String INITIALLY = """
			SET TIME ZONE 'Europe/Paris';
			SET work_mem = '7MB';
			SET app.tenant = E'initial\\x011;';
			CREATE TEMPORARY TABLE IF NOT EXISTS of_pool (id int);
			PREPARE of_pool AS SELECT 1;
			LISTEN of_pool;
			SELECT pg_advisory_lock(42)""";

	private static final String TRIGGER = """
			CREATE TABLE t (id int);
			CREATE FUNCTION f() RETURNS trigger AS $$ BEGIN SET work_mem = '9MB'; RETURN NEW; END $$ LANGUAGE plpgsql;
			CREATE TRIGGER t BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();""";

	private ScriptFolder scripts;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.scripts = new ScriptFolder(folder);
	}

	static Stream<Arguments> runs() {
		return Stream.of(Arguments.of(17, LockMode.ADVISORY, TransactionMode.PER_REVISION, ""),
				Arguments.of(17, LockMode.ADVISORY, TransactionMode.ALL, INITIALLY),
				Arguments.of(17, LockMode.ADVISORY, TransactionMode.NONE, INITIALLY),
				Arguments.of(17, LockMode.TRANSACTION, TransactionMode.PER_REVISION, INITIALLY),
				Arguments.of(17, LockMode.TABLE, TransactionMode.PER_REVISION, ""),
				Arguments.of(14, LockMode.ADVISORY, TransactionMode.PER_REVISION, INITIALLY),
				Arguments.of(18, LockMode.ADVISORY, TransactionMode.PER_REVISION, INITIALLY));
	}

	@ParameterizedTest
	@MethodSource("runs")
	void aRevisionFindsTheSessionAsIfItWereTheFirst(int version, LockMode lock, TransactionMode transaction,
			String initially) throws SQLException {
		this.scripts.revision("a1", "", "CREATE TABLE look AS " + LOOK + ";", "")
			.revision("b2", "a1", CHANGES, CHANGES)
			.revision("c3", "b2", "INSERT INTO look " + LOOK + ";", "INSERT INTO look " + LOOK + ";");
		try (TestDatabase database = TestDatabase.on(version);
				Connection connection = database.newConnections().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(initially.isEmpty() ? "SELECT 1" : initially);
			SingleConnectionDataSource dataSource = new SingleConnectionDataSource(connection, true);
			String before = look(dataSource);
			Migrator migrator = this.scripts.builder(dataSource).lockMode(lock).transaction(transaction).build();
			migrator.upgrade();
			assertThat(look(dataSource)).as("the session afterwards").isEqualTo(before);
			assertThatExceptionOfType(Exception.class).as("currval")
				.isThrownBy(() -> JdbcClient.create(dataSource).sql("SELECT currval('counter')").query().singleRow());
			migrator.downgrade("a1");
			assertThat(look(dataSource)).as("the session after the downgrade").isEqualTo(before);
			assertThat(database.jdbc().sql("SELECT DISTINCT found FROM look").query(String.class).list())
				.singleElement(InstanceOfAssertFactories.STRING)
				.as("what the revisions found")
				.isEqualTo(before);
		}
	}

	@Test
	void whatARevisionSetsStaysForTheRestOfItAlsoOutsideOfATransaction(TestDatabase database) {
		this.scripts.revision("a1", "", List.of("transaction: none"), """
				SET work_mem = '9MB';
				CREATE TABLE look AS SELECT current_setting('work_mem') AS found;
				SET ROLE pg_monitor;
				SELECT pg_advisory_lock(7);
				INSERT INTO look SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 7;""", "")
			.revision("b2", "a1", """
					SET work_mem = '8MB';
					PREPARE b2 AS SELECT 1;
					CREATE INDEX CONCURRENTLY look_found ON look (found);
					INSERT INTO look SELECT current_setting('work_mem');
					EXECUTE b2;""", "")
			.revision("c3", "b2", """
					INSERT INTO look SELECT concat_ws(' ', current_setting('work_mem'), current_user,
						(SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 7),
						(SELECT count(*) FROM pg_prepared_statements WHERE from_sql));""", "");
		this.scripts.migrator(database.newConnections()).upgrade();
		assertThat(database.jdbc().sql("SELECT found FROM look ORDER BY ctid").query(String.class).list())
			.containsExactly("9MB", "1", "8MB", "4MB postgres 0 0");
	}

	@Test
	void aRevisionThatIsContinuedHasTheSettingsOfItsFirstPart(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE look (found text)").update();
		database.jdbc().sql("INSERT INTO look VALUES ('Rome'), ('Rome')").update();
		this.scripts.revision("a1", "", List.of("transaction: none"), """
				SET work_mem = '9MB';
				SET LOCAL hash_mem_multiplier = 3;
				SELECT pg_catalog.set_config('app.tenant', 'acme', false);
				CREATE TABLE a1 (id int);
				CREATE UNIQUE INDEX CONCURRENTLY look_found ON look (found);
				INSERT INTO look SELECT current_setting('work_mem') || current_setting('app.tenant');""", "");
		Migrator migrator = this.scripts.migrator(database.newConnections());
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(migrator::upgrade);
		database.jdbc().sql("DELETE FROM look").update();
		assertThat(migrator.upgrade().after()).containsExactly("a1");
		assertThat(database.jdbc().sql("SELECT found FROM look").query(String.class).single()).isEqualTo("9MBacme");
	}

	@ParameterizedTest
	@ValueSource(strings = { "transaction: none", "labels: x" })
	void aTimeoutThatARevisionSetsHoldsToItsEndAlsoWhenItCommitsOnItsWay(String header, TestDatabase database)
			throws SQLException {
		String look = "INSERT INTO look SELECT current_setting('lock_timeout') || current_setting('statement_timeout');\n";
		this.scripts.revision("a1", "", "CREATE TABLE look (found text);", "DROP TABLE look;")
			.revision("b2", "a1", List.of(header), """
					SET lock_timeout = '123s';
					SELECT set_config('statement_timeout', '456s', false);
					ALTER TABLE look ADD COLUMN id int;
					%1$sCREATE INDEX CONCURRENTLY look_found ON look (found);
					%1$sALTER TABLE look DROP COLUMN id;
					%1$s""".formatted(look), "\nSELECT 1;")
			.revision("c3", "b2", "CREATE TABLE c3 ();\n" + look, "DROP TABLE c3;");
		Migrator migrator = this.scripts.builder(database.newConnections())
			.lockTimeout(Duration.ofSeconds(5))
			.statementTimeout(Duration.ofMinutes(2))
			.build();
		migrator.upgrade();
		assertThat(database.jdbc().sql("TABLE look").query(String.class).list()).containsExactly("123s456s", "123s456s",
				"123s456s", "5s2min");
		migrator.downgrade("base");
		ClientScript.run(database, migrator.offline(Dialects.of("postgresql")).upgrade("base:head"));
		assertThat(database.jdbc().sql("TABLE look").query(String.class).list()).containsExactly("123s456s", "123s456s",
				"123s456s", "5s2min");
	}

	@Test
	void aPartThatIsTriedAgainHasTheSettingsOfThePartsBeforeIt(TestDatabase database) throws SQLException {
		database.jdbc().sql("CREATE TABLE blocked (); CREATE TABLE look (found text)").update();
		this.scripts.revision("a1", "", """
				SET work_mem = '9MB';
				CREATE INDEX CONCURRENTLY look_found ON look (found);
				INSERT INTO look SELECT current_setting('work_mem');
				ALTER TABLE blocked ADD COLUMN id int;""", "");
		try (Connection other = database.newConnections().getConnection();
				Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("LOCK TABLE blocked");
			this.scripts.builder(database.newConnections())
				.lockTimeout(Duration.ofMillis(50))
				.retry(new RetryPolicy(5, Duration.ofMillis(1), 1, Duration.ofMillis(1), 0))
				.listener(rollback(other, new ArrayList<>()))
				.build()
				.upgrade();
		}
		assertThat(database.jdbc().sql("SELECT found FROM look").query(String.class).single()).isEqualTo("9MB");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT pg_advisory_unlock_all();", "-- alone\nDISCARD ALL;",
			"DO $$ BEGIN PERFORM pg_advisory_unlock_all(); END $$;\nCREATE INDEX CONCURRENTLY ON a1 (id);" })
	void theMigrationLockStaysWhenARevisionGivesItBack(String statements, TestDatabase database) throws SQLException {
		this.scripts.table("a1", "").revision("b2", "a1", statements, "").revision("c3", "b2", """
				CREATE TABLE c3 AS SELECT count(*) AS locks FROM pg_locks WHERE locktype = 'advisory'
					AND pid = pg_backend_pid() AND mode = 'ExclusiveLock';""", "");
		try (Connection connection = database.newConnections().getConnection()) {
			SingleConnectionDataSource dataSource = new SingleConnectionDataSource(connection, true);
			assertThat(this.scripts.migrator(dataSource).upgrade().after()).containsExactly("c3");
			assertThat(database.jdbc().sql("SELECT locks FROM c3").query(Long.class).single()).isEqualTo(1);
			assertThat(JdbcClient.create(dataSource)
				.sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
				.query(Long.class)
				.single()).isZero();
		}
	}

	@Test
	void theMigrationLockIsTakenAgainBehindTheStatementThatGivesItBack(TestDatabase database) throws SQLException {
		String look = "SELECT count(*) AS found FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid();";
		this.scripts.revision("a1", "", List.of("transaction: none"), """
				SELECT pg_advisory_unlock_all();
				CREATE TABLE look AS %1$s
				DO $$ BEGIN PERFORM pg_advisory_unlock_all(); END $$;
				INSERT INTO look %1$s
				INSERT INTO look %1$s""".formatted(look), "\nDROP TABLE look;");
		Migrator migrator = this.scripts.migrator(database.newConnections());
		migrator.upgrade();
		assertThat(database.jdbc().sql("TABLE look").query(Long.class).list()).containsExactly(1L, 1L, 1L);
		migrator.downgrade("base");
		ClientScript.run(database, migrator.offline(Dialects.of("postgresql")).upgrade("base:head"));
		assertThat(database.jdbc().sql("TABLE look").query(Long.class).list()).containsExactly(1L, 1L, 1L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PER_REVISION", "ALL" })
	void anAttemptFindsNothingOfTheOneBeforeIt(TransactionMode transaction, TestDatabase database) throws SQLException {
		this.scripts.table("a1", "").revision("b2", "a1", """
				PREPARE b2 AS SELECT 1;
				SELECT nextval('counter'), pg_advisory_lock(7), pg_advisory_unlock_all();
				ALTER TABLE blocked ADD COLUMN id int;""", "");
		database.jdbc().sql("CREATE TABLE blocked (); CREATE SEQUENCE counter;").update();
		try (Connection other = database.newConnections().getConnection();
				Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("LOCK TABLE blocked");
			List<Integer> attempts = new ArrayList<>();
			this.scripts.builder(database.newConnections())
				.transaction(transaction)
				.lockTimeout(Duration.ofMillis(50))
				.retry(new RetryPolicy(5, Duration.ofMillis(1), 1, Duration.ofMillis(1), 0))
				.listener(rollback(other, attempts))
				.build()
				.upgrade();
			assertThat(attempts).containsExactly(1);
		}
	}

	@Test
	void thePoolGetsACleanSessionAfterAFailure(TestDatabase database) {
		this.scripts.revision("a1", "", List.of("transaction: none"), """
				SET work_mem = '9MB';
				PREPARE a1 AS SELECT 1;
				CREATE TEMPORARY TABLE leftover (id int);
				SELECT pg_advisory_lock(7);
				SELECT 1 / 0;""", "");
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl(database.url());
			pool.setUsername(database.user());
			pool.setPassword(database.password());
			pool.setMaximumPoolSize(1);
			String before = JdbcClient.create(pool).sql(LOOK).query(String.class).single();
			assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(this.scripts.migrator(pool)::upgrade);
			assertThat(JdbcClient.create(pool).sql(LOOK).query(String.class).single()).isEqualTo(before);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "DATABASE %1$s", "ROLE postgres IN DATABASE %1$s" })
	void whatARevisionSetsForAllSessionsIsInForceForTheNext(String whose, TestDatabase database) throws SQLException {
		String alter = "ALTER " + whose.formatted(database.name());
		this.scripts.revision("a1", "", """
				CREATE SCHEMA app;
				%1$s SET search_path = app, public;
				%1$s SET work_mem = '9MB';
				%1$s SET statement_timeout = '7min';
				SET work_mem = '8MB';""".formatted(alter), "").revision("b2", "a1", """
				CREATE TABLE b2 AS SELECT current_setting('search_path') AS path, current_setting('work_mem') AS memory,
					current_setting('statement_timeout') AS timeout;""", "");
		try (Connection connection = database.newConnections().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("SET statement_timeout = '77s'");
			SingleConnectionDataSource dataSource = new SingleConnectionDataSource(connection, true);
			String before = look(dataSource);
			this.scripts.migrator(dataSource).upgrade();
			assertThat(database.jdbc().sql("SELECT * FROM app.b2").query().singleRow().values())
				.containsExactly("app, public", "9MB", "77s");
			assertThat(look(dataSource)).isEqualTo(before);
		}
	}

	@Test
	void callbacksFindNothingOfARevisionAndLeaveItNothing(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE look (found text)").update();
		this.scripts
			.revision("a1", "", "INSERT INTO look " + LOOK + ";\nSET work_mem = '9MB';\nPREPARE x AS SELECT 1;", "")
			.revision("b2", "a1", List.of("transaction: none"),
					"INSERT INTO look " + LOOK + ";\nSET work_mem = '9MB';\nPREPARE x AS SELECT 1;", "");
		this.scripts.builder(database.newConnections()).callbacks(() -> List.of(new MigrationCallback() {

			@Override
			public void beforeRun(List<RevisionStep> steps, JdbcClient jdbc) {
				jdbc.sql("SET work_mem = '6MB'").update();
			}

			@Override
			public void afterRevision(RevisionStep step, JdbcClient jdbc) {
				jdbc.sql("INSERT INTO look " + LOOK).update();
				jdbc.sql("SET work_mem = '5MB'").update();
				jdbc.sql("PREPARE x AS SELECT 1").update();
			}

		})).build().upgrade();
		assertThat(database.jdbc().sql("SELECT found, count(*) AS count FROM look GROUP BY 1").query().singleRow())
			.containsEntry("count", 4L);
	}

	@Test
	void aRoleThatMayNotPutASettingBackGoesOn(TestDatabase database) {
		String role = database.name() + "_guest";
		database.jdbc().sql("CREATE ROLE " + role + " LOGIN PASSWORD 'guest'").update();
		try {
			database.jdbc().sql("GRANT ALL ON SCHEMA public TO " + role).update();
			database.jdbc().sql("""
					CREATE FUNCTION trigger_less() RETURNS text SECURITY DEFINER LANGUAGE sql AS
						$$ SELECT set_config('session_replication_role', 'replica', false) $$""").update();
			this.scripts.revision("a1", "", "SET work_mem = '9MB';\nSELECT trigger_less();", "")
				.revision("b2", "a1", "CREATE TABLE b2 AS SELECT current_setting('work_mem') AS found;", "");
			Migrator migrator = this.scripts.migrator(new DriverManagerDataSource(database.url(), role, "guest"));
			assertThat(migrator.upgrade().after()).containsExactly("b2");
			assertThat(database.jdbc().sql("SELECT found FROM b2").query(String.class).single()).isEqualTo("4MB");
		}
		finally {
			database.jdbc().sql("DROP OWNED BY " + role).update();
			database.jdbc().sql("DROP ROLE " + role).update();
		}
	}

	@Test
	void aScriptDoesTheSame(TestDatabase database) throws SQLException {
		this.scripts.revision("a1", "", "CREATE TABLE look AS " + LOOK + ";", "")
			.revision("b2", "a1", CHANGES, CHANGES)
			.revision("c3", "b2", List.of("transaction: none"), """
					SET work_mem = '9MB';
					INSERT INTO look SELECT current_setting('work_mem');
					PREPARE x AS SELECT 1;
					SELECT pg_advisory_unlock_all();""", "\nSELECT pg_advisory_unlock_all();")
			.revision("d4", "c3", "INSERT INTO look " + LOOK + ";", "INSERT INTO look " + LOOK + ";");
		OfflineMigrator offline = this.scripts.migrator(database.newConnections()).offline(Dialects.of("postgresql"));
		ClientScript.run(database, offline.upgrade("base:d4"));
		ClientScript.run(database, offline.downgrade("d4:a1"));
		assertThat(database.jdbc().sql("SELECT DISTINCT found FROM look ORDER BY 1").query(String.class).list())
			.hasSize(2)
			.contains("9MB");
	}

	@Test
	void aScriptFindsWhatARevisionSetsForAllSessions(TestDatabase database) throws SQLException {
		this.scripts.revision("a1", "", """
				CREATE SCHEMA app;
				ALTER DATABASE %1$s SET search_path = app, public;
				ALTER DATABASE %1$s SET work_mem = '9MB';""".formatted(database.name()), "")
			.revision("b2", "a1", "CREATE TABLE b2 AS SELECT current_setting('work_mem') AS memory;", "");
		ClientScript.run(database,
				this.scripts.migrator(database.newConnections())
					.offline(Dialects.of("postgresql"))
					.upgrade("base:head"));
		assertThat(database.jdbc().sql("SELECT memory FROM app.b2").query(String.class).single()).isEqualTo("9MB");
	}

	@Test
	void aScriptThatContinuesARevisionHasTheSettingsOfItsFirstPart(TestDatabase database, @TempDir Path folder)
			throws Exception {
		assumeThat(Psql.isPresent()).as("psql is present").isTrue();
		database.jdbc().sql("CREATE TABLE look (found text)").update();
		database.jdbc().sql("INSERT INTO look VALUES ('Rome'), ('Rome')").update();
		this.scripts.revision("a1", "", """
				SET work_mem = '9MB';
				CREATE TABLE a1 (id int);
				CREATE UNIQUE INDEX CONCURRENTLY look_found ON look (found);
				INSERT INTO look SELECT current_setting('work_mem');""", "");
		Path script = Files.writeString(folder.resolve("upgrade.sql"),
				this.scripts.migrator(database.newConnections())
					.offline(Dialects.of("postgresql"))
					.idempotentUpgrade("head"));
		assertThat(Psql.run(database, script)).contains("could not create unique index");
		database.jdbc().sql("DELETE FROM look").update();
		assertThat(Psql.run(database, script)).endsWith("exit code 0");
		assertThat(database.jdbc().sql("SELECT found FROM look").query(String.class).single()).isEqualTo("9MB");
	}

	@Test
	void aSettingWithADotInItsNameIsPutBackHoweverItIsWritten(TestDatabase database) throws SQLException {
		database.jdbc().sql("CREATE FUNCTION f() RETURNS text RETURN set_config('app.f', 'x', false)").update();
		List<String> statements = List.of("SET \"app.a\" = 'x'", "SET SESSION app.\"b\" TO 'x'",
				"SET/* c */app.c = 'x'", "SET -- d\n  app.d = 'x'", "RESET app.e", "SELECT f()",
				"SELECT set_config(E'app.g', 'x', false)", "SELECT set_config /* h */ ( $$app.h$$, 'x', false)",
				"DO $$ BEGIN SET LOCAL app.i = 'x'; SET app.\"j.k\" = 'x'; END $$");
		String look = "SELECT concat_ws(',', %s) AS found"
			.formatted(Stream.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j.k")
				.map((name) -> "nullif(current_setting('app.%s', true), '')".formatted(name))
				.collect(Collectors.joining(", ")));
		this.scripts.revision("a1", "", String.join(";\n", statements) + ";\nCREATE TABLE a1 AS " + look + ";", "")
			.revision("b2", "a1", "CREATE TABLE b2 AS " + look + ";", "");
		try (Connection connection = database.newConnections().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("SET app.e = 'of pool'");
			SingleConnectionDataSource dataSource = new SingleConnectionDataSource(connection, true);
			this.scripts.migrator(dataSource).upgrade();
			assertThat(JdbcClient.create(dataSource).sql(look).query(String.class).single()).isEqualTo("of pool");
		}
		assertThat(database.jdbc().sql("TABLE a1 UNION ALL TABLE b2").query(String.class).list())
			.containsExactly("x,x,x,x,x,x,x,x,x", "of pool");
	}

	@Test
	void aSettingOfALibraryThatIsLoadedLaterGetsItsDefaultBack(TestDatabase database) throws SQLException {
		String changes = """
				SET plpgsql.variable_conflict = use_column;
				SET LOCAL plpgsql.check_asserts = off;
				DO $$ BEGIN ASSERT false; END $$;""";
		this.scripts
			.revision("a1", "", changes + "\nCREATE TABLE look (conflict text, asserts text);", "DROP TABLE look;")
			.revision("b2", "a1", """
					INSERT INTO look SELECT current_setting('plpgsql.variable_conflict'),
						current_setting('plpgsql.check_asserts');""", changes);
		Migrator migrator = this.scripts.migrator(database.newConnections());
		migrator.upgrade();
		assertThat(database.jdbc().sql("TABLE look").query().singleRow().values()).containsExactly("error", "on");
		migrator.downgrade("base");
		ClientScript.run(database, migrator.offline(Dialects.of("postgresql")).upgrade("base:head"));
		assertThat(database.jdbc().sql("TABLE look").query().singleRow().values()).containsExactly("error", "on");
	}

	@Test
	void aRevisionNeedsNoMoreRoundTripsForAllThis(TestDatabase database) {
		this.scripts.chain();
		database.forgetStatements();
		this.scripts.migrator(database.newConnections()).upgrade();
		assertThat(database.statements().stream().filter((sql) -> sql.startsWith("DISCARD"))).hasSize(4);
		assertThat(database.statements().stream().filter((sql) -> sql.startsWith("UNLISTEN")))
			.as("what looks for more than these statements can have done")
			.hasSize(1);
	}

	static Stream<Arguments> statementsThatChangeASettingUnseen() {
		String body = "AS $$ BEGIN\n\tset work_mem = '9MB';\n\tRETURN NEW;\nEND $$ LANGUAGE plpgsql;";
		String trigger = "CREATE TABLE t (id int);\nCREATE FUNCTION f() RETURNS trigger " + body
				+ "\nCREATE TRIGGER t BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();";
		String call = "set_config('work_mem', '9MB', false)";
		return Stream.of(Arguments.of(trigger, "SELECT 1;", "INSERT INTO t VALUES (1);"),
				Arguments.of("", trigger, "INSERT INTO t VALUES (1);"),
				Arguments.of("CREATE TABLE t (id int)", "COMMENT ON TABLE t IS 't';",
						"ALTER TABLE t ADD COLUMN a text DEFAULT " + call + ";\nINSERT INTO t (id) VALUES (1);"),
				Arguments.of("", "CREATE TABLE t (id int, a text DEFAULT " + call + ");", "INSERT INTO t VALUES (1);"),
				Arguments.of("", "CREATE TABLE t AS VALUES (1);\nCREATE VIEW v AS SELECT " + call + ";",
						"CREATE TABLE u AS TABLE v;"),
				Arguments.of("""
						CREATE FUNCTION f() RETURNS text LANGUAGE sql RETURN %s;
						CREATE TABLE t (id int, a text DEFAULT f())""".formatted(call), "CREATE TABLE u ();",
						"INSERT INTO t VALUES (1);"),
				Arguments.of("""
						CREATE FUNCTION f(what text) RETURNS text AS $$ BEGIN EXECUTE what; RETURN what; END $$
							LANGUAGE plpgsql;
						CREATE TABLE t (id int, a text DEFAULT f('S' || 'ET work_mem = ''9MB'''))""",
						"CREATE TABLE u ();", "INSERT INTO t VALUES (1);"),
				Arguments.of("""
						CREATE FUNCTION f() RETURNS event_trigger AS $$ BEGIN
							IF true THEN SET work_mem = '9MB'; END IF; END $$ LANGUAGE plpgsql;
						CREATE EVENT TRIGGER e ON ddl_command_end WHEN TAG IN ('DROP TABLE') EXECUTE FUNCTION f();
						CREATE TABLE t ()""", "CREATE TABLE u ();", "DROP TABLE t;"),
				Arguments.of("", "CREATE TABLE u ();",
						"UPDATE pg_settings SET setting = '9216' WHERE name = 'work_mem';"),
				Arguments.of("", "DO $do$ BEGIN\n" + trigger + "\nEND $do$;", "INSERT INTO t VALUES (1);"),
				Arguments.of("CREATE TABLE t (id int, a text DEFAULT " + call + ")", "CREATE TABLE u ();",
						"INSERT INTO t VALUES (1);"));
	}

	@ParameterizedTest
	@MethodSource("statementsThatChangeASettingUnseen")
	void aSettingThatAStatementDoesNotNameIsPutBack(String before, String first, String second, TestDatabase database) {
		if (!before.isEmpty()) {
			database.jdbc().sql(before).update();
		}
		this.scripts.revision("a1", "", "CREATE TABLE look (id int);\nINSERT INTO look VALUES (1);\n" + first, "")
			.revision("b2", "a1", second, "")
			.revision("c3", "b2", "ALTER TABLE look ADD COLUMN found text DEFAULT current_setting('work_mem');", "");
		this.scripts.migrator(database.newConnections()).upgrade();
		assertThat(database.jdbc().sql("SELECT found FROM look").query(String.class).single()).isEqualTo("4MB");
	}

	@Test
	void functionsThatJdbcHasDefinedAreLookedFor(TestDatabase database) {
		this.scripts.revision("a1", "", "CREATE TABLE t (id int);", "")
			.revision("b2", "a1", "CREATE TABLE look (id int);\nINSERT INTO look VALUES (1);", "")
			.revision("c3", "b2", "INSERT INTO t VALUES (1);", "")
			.revision("d4", "c3", "ALTER TABLE look ADD COLUMN found text DEFAULT current_setting('work_mem');", "");
		this.scripts.builder(database.newConnections()).callbacks(() -> List.of(new MigrationCallback() {

			@Override
			public void afterRevision(RevisionStep step, JdbcClient jdbc) {
				if (step.revision().id().equals("a1")) {
					jdbc.sql("""
							CREATE FUNCTION f() RETURNS trigger AS $$ BEGIN SET work_mem = '9MB'; RETURN NEW; END $$
								LANGUAGE plpgsql;
							CREATE TRIGGER t BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()""").update();
				}
			}

		})).build().upgrade();
		assertThat(database.jdbc().sql("SELECT found FROM look").query(String.class).single()).isEqualTo("4MB");
	}

	@Test
	void functionsThatTheProcessBeforeHasDefinedAreLookedFor(TestDatabase database) {
		this.scripts.revision("a1", "", "CREATE TABLE look (id int);\nINSERT INTO look VALUES (1);", "")
			.revision("b2", "a1", TRIGGER, "")
			.revision("c3", "b2", "INSERT INTO t VALUES (1);", "")
			.revision("d4", "c3", "ALTER TABLE look ADD COLUMN found text DEFAULT current_setting('work_mem');", "");
		List<CompletableFuture<?>> second = new ArrayList<>();
		this.scripts.builder(database.dataSource()).listener(new MigrationListener() {

			@Override
			public void starting(RevisionStep step) {
				if (!second.isEmpty()) {
					return;
				}
				database.forgetStatements();
				Migrator other = SessionStateTests.this.scripts.migrator(database.dataSource());
				second.add(CompletableFuture.runAsync(other::upgrade));
				while (database.statements().stream().noneMatch((sql) -> sql.contains("pg_try_advisory_lock"))) {
					Thread.onSpinWait();
				}
			}

		}).build().upgrade("b2");
		second.forEach(CompletableFuture::join);
		assertThat(database.jdbc().sql("SELECT found FROM look").query(String.class).single()).isEqualTo("4MB");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET client_encoding = 'LATIN1';", "set local CLIENT_ENCODING to latin1;",
			"SET NAMES 'SQL_ASCII';", "SET datestyle = 'SQL';", "SET SESSION DateStyle TO German, dmy;",
			"SELECT pg_catalog.set_config('client_encoding', 'WIN1252', false);" })
	void aSettingThatTheDriverDoesNotBearIsRefusedBeforeAnythingRuns(String statement, TestDatabase database) {
		this.scripts.table("a1", "").revision("b2", "a1", "SELECT 1;\n" + statement, "");
		RefusedStatementException refusal = catchThrowableOfType(RefusedStatementException.class,
				this.scripts.migrator(database.newConnections())::upgrade);
		assertThat(refusal.getProblem()).contains("R_b2.sql, line 7: '")
			.contains("the JDBC driver closes the connection");
		assertThat(refusal.getAction()).startsWith("Remove it");
		assertThat(database.tables()).doesNotContain("a1");
	}

	@Test
	void settingsThatTheDriverBearsAreRun(TestDatabase database) {
		this.scripts.revision("a1", "", """
				SET client_encoding = 'UTF8';
				SET NAMES 'utf-8';
				SET client_encoding TO DEFAULT;
				SET datestyle = 'ISO, DMY';
				SET datestyle TO dmy;
				RESET client_encoding;
				CREATE TABLE a1 AS SELECT '01/02/2026'::date AS day;""", "")
			.revision("b2", "a1", "INSERT INTO a1 VALUES ('01/02/2026');", "");
		this.scripts.migrator(database.newConnections()).upgrade();
		assertThat(database.jdbc().sql("SELECT day::text FROM a1 ORDER BY 1 DESC").query(String.class).list())
			.containsExactly("2026-02-01", "2026-01-02");
	}

	@ParameterizedTest
	@ValueSource(strings = { "transaction: none", "labels: x" })
	void aFunctionThatChangesWhatTheDriverReliesOnIsNamed(String header, TestDatabase database) {
		database.jdbc().sql("""
				CREATE FUNCTION latin() RETURNS text LANGUAGE sql AS
					$$ SELECT set_config('client_encoding', 'LATIN1', false) $$""").update();
		this.scripts.revision("a1", "", List.of(header), "CREATE TABLE a1 ();\nSELECT latin();", "");
		RevisionFailedException failure = catchThrowableOfType(RevisionFailedException.class,
				this.scripts.migrator(database.newConnections())::upgrade);
		assertThat(failure.getProblem()).contains("R_a1.sql, line 7", "client_encoding", "LATIN1", "SELECT latin()",
				"Remove what changes it from the script");
		assertThat(failure.getMessage()).doesNotContain("log of the server");
	}

	private static MigrationListener rollback(Connection other, List<Integer> attempts) {
		return new MigrationListener() {

			@Override
			public void retrying(int attempt, Duration delay, RuntimeException failure) {
				attempts.add(attempt);
				try {
					other.rollback();
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
			}

		};
	}

	private static String look(SingleConnectionDataSource dataSource) {
		return JdbcClient.create(dataSource).sql(LOOK).query(String.class).single();
	}

}
