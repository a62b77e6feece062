package dev.migrate.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.migrate.MigrateException;
import dev.migrate.dialect.LockMode;
import dev.migrate.operations.operation.Backfill;
import dev.migrate.revision.Direction;
import dev.migrate.runtime.failure.InterruptedRevisionException;
import dev.migrate.runtime.failure.MigrationStateException;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.HistoryEntry;
import dev.migrate.runtime.run.RunOptions;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link Migrator} with tables of the tool whose rows somebody else has
 * changed.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TamperedTablesTests {

	private static final String JOURNAL = """
			INSERT INTO migrate_history (revision, down_revisions, depends_on, direction, message, started_at,
				db_user, host, tool_version, statements_started, statements_done, version_table)
			VALUES (%s, '', '', %s, '', %s, 'x', 'x', 'x', %s, %s, 'migrate_version')""";

	private ScriptFolder scripts;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.scripts = new ScriptFolder(folder).chain();
	}

	@Test
	void anEmptiedVersionTableIsNotUpgradedAgain(TestDatabase database) throws Exception {
		Migrator migrator = this.scripts.migrator(database.dataSource());
		migrator.upgrade();
		run(database, "TRUNCATE migrate_version");
		refuses(migrator::upgrade).withMessageContaining("The version table public.migrate_version is at base, but"
				+ " a1, b2, c3 are applied, as the history table public.migrate_history says. Nothing has been run.")
			.withMessageContaining("'migrate stamp c3'")
			.withMessageContaining("'migrate stamp base'");
		refuses(() -> migrator.upgrade("head", RunOptions.defaults().asDryRun()));
		refuses(migrator::validate);
		assertThat(migrator.status().inconsistency()).contains("a1, b2, c3 are applied");
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> ClientScript.run(database, migrator.offline("postgresql").upgrade("head")))
			.withMessageContaining("The version table and the history do not agree");
		assertThat(migrator.stamp("c3").after()).containsExactly("c3");
		assertThat(migrator.status().inconsistency()).isNull();
		assertThat(migrator.upgrade().steps()).isEmpty();
		// The schema is at base, and so is the version table.
		run(database, "TRUNCATE migrate_version; DROP TABLE a1, b2, c3");
		refuses(migrator::upgrade);
		assertThat(migrator.stamp("base").steps()).extracting(CompletedStep::revision, CompletedStep::direction)
			.containsExactly(tuple("c3", Direction.UNSTAMP), tuple("b2", Direction.UNSTAMP),
					tuple("a1", Direction.UNSTAMP));
		assertThat(migrator.stamp("base").steps()).isEmpty();
		assertThat(migrator.upgrade().after()).containsExactly("c3");
	}

	@Test
	void aVersionTableThatWasSetBackOrForthIsNotGoneOnFrom(TestDatabase database) throws Exception {
		Migrator migrator = this.scripts.migrator(database.dataSource());
		migrator.upgrade();
		run(database, "UPDATE migrate_version SET version_num = 'b2'");
		refuses(migrator::upgrade).withMessageContaining("is at b2, but c3 is applied");
		refuses(() -> migrator.downgrade("a1")).withMessageContaining("'migrate stamp c3'");
		assertThat(migrator.upgrade("b2").steps()).isEmpty();
		assertThat(migrator.stamp("b2").steps()).extracting(CompletedStep::direction)
			.containsExactly(Direction.UNSTAMP);
		assertThat(migrator.status().inconsistency()).isNull();
		migrator.stamp("c3");
		assertThat(migrator.downgrade("b2").after()).containsExactly("b2");
		run(database, "UPDATE migrate_version SET version_num = 'c3'");
		this.scripts.table("d4", "c3");
		Migrator newer = this.scripts.migrator(database.dataSource());
		refuses(newer::upgrade).withMessageContaining("is at c3, but c3 is not applied any more")
			.withMessageContaining("'migrate stamp b2'");
		refuses(() -> newer.downgrade("base"));
		assertThat(newer.stamp("b2").after()).containsExactly("b2");
		assertThat(newer.upgrade().after()).containsExactly("d4");
		run(database, "UPDATE migrate_version SET version_num = 'nothing'");
		assertThatExceptionOfType(MigrateException.class).isThrownBy(newer::upgrade).withMessageContaining("nothing");
		assertThat(newer.stamp(List.of("a1"), true).after()).containsExactly("a1");
		assertThat(newer.status().inconsistency()).isNull();
	}

	@Test
	void aStampSaysNothingOfOtherBranches(TestDatabase database) throws Exception {
		this.scripts.table("x1", "a1").table("z1", "");
		Migrator migrator = this.scripts.builder(database.dataSource()).target("heads").build();
		migrator.upgrade();
		run(database, "DELETE FROM migrate_version WHERE version_num <> 'c3'");
		refuses(migrator::upgrade).withMessageContaining("is at c3, but z1, x1 are applied")
			.withMessageContaining("'migrate stamp c3 x1 z1'")
			.withMessageContaining("'migrate stamp c3' corrects");
		run(database, "DELETE FROM migrate_version");
		assertThat(migrator.stamp("c3").after()).containsExactly("c3");
		refuses(migrator::upgrade).withMessageContaining("is at c3, but z1, x1 are applied");
		assertThat(migrator.stamp("c3", "x1", "z1").after()).containsExactly("c3", "x1", "z1");
		assertThat(migrator.upgrade().steps()).isEmpty();
		run(database, "DELETE FROM migrate_version WHERE version_num <> 'c3'; DROP TABLE x1, z1");
		migrator.stamp("c3");
		assertThat(migrator.upgrade().steps()).extracting(CompletedStep::revision)
			.containsExactlyInAnyOrder("x1", "z1");
	}

	@Test
	void anIdempotentScriptStopsWhereTheHistoryContradictsTheVersionTable(@TempDir Path folder, TestDatabase database)
			throws Exception {
		assumeThat(Psql.isPresent()).as("psql is present").isTrue();
		Migrator migrator = this.scripts.migrator(database.dataSource());
		migrator.upgrade();
		migrator.downgrade("b2");
		OfflineMigrator offline = migrator.offline("postgresql");
		Path upgrade = Files.writeString(folder.resolve("up.sql"), offline.idempotentUpgrade("head"));
		Path downgrade = Files.writeString(folder.resolve("down.sql"), offline.idempotentDowngrade("head:base"));
		run(database, "UPDATE migrate_version SET version_num = 'a1'");
		assertThat(Psql.run(database, upgrade)).contains("The version table and the history do not agree");
		run(database, "UPDATE migrate_version SET version_num = 'c3'");
		assertThat(Psql.run(database, downgrade)).contains("The version table and the history do not agree");
		run(database, "UPDATE migrate_version SET version_num = 'b2'");
		assertThat(Psql.run(database, upgrade)).endsWith("exit code 0");
		assertThat(Psql.run(database, downgrade)).endsWith("exit code 0");
		assertThat(migrator.status().current()).isEmpty();
		assertThat(migrator.status().inconsistency()).isNull();
	}

	@Test
	void rowsThatAPolicyHidesAreNotMissing(TestDatabase database) throws Exception {
		this.scripts.migrator(database.dataSource()).upgrade();
		String role = database.name() + "_tenant";
		run(database, """
				CREATE ROLE %1$s LOGIN PASSWORD 'tenant';
				GRANT CREATE ON SCHEMA public TO %1$s;
				GRANT ALL ON migrate_version, migrate_history TO %1$s;
				ALTER TABLE migrate_version ENABLE ROW LEVEL SECURITY""".formatted(role));
		try {
			DriverManagerDataSource tenant = new DriverManagerDataSource(database.url(), role, "tenant");
			refuses(this.scripts.migrator(tenant)::upgrade).withMessageContaining("row level security policy");
		}
		finally {
			run(database, "DROP OWNED BY %1$s; DROP ROLE %1$s".formatted(role));
		}
	}

	/**
	 * What operators and other tools do, and what no history contradicts.
	 */
	@Test
	void whatIsLegalGoesOn(TestDatabase database) throws Exception {
		this.scripts.table("x1", "a1")
			.revision("m9", "c3, x1", "SELECT 1;", "SELECT 1;")
			.revision("y1", "", List.of("depends-on: b2"), "SELECT 1;", "\nSELECT 1;");
		Migrator migrator = this.scripts.builder(database.dataSource()).target("heads").build();
		migrator.upgrade("c3");
		migrator.upgrade("x1");
		migrator.upgrade();
		assertThat(migrator.status().inconsistency()).isNull();
		migrator.downgrade("c3");
		migrator.upgrade("m9");
		migrator.stamp("b2");
		migrator.stamp("m9");
		migrator.stamp("y1");
		assertThat(migrator.status().inconsistency()).isNull();
		// A restored backup of both tables.
		run(database, "CREATE TABLE v AS TABLE migrate_version; CREATE TABLE h AS TABLE migrate_history");
		migrator.downgrade("a1");
		run(database, """
				TRUNCATE migrate_version, migrate_history;
				INSERT INTO migrate_version TABLE v;
				INSERT INTO migrate_history OVERRIDING SYSTEM VALUE TABLE h;
				CREATE TABLE IF NOT EXISTS x1 (id int); CREATE TABLE IF NOT EXISTS b2 (id int);
				CREATE TABLE IF NOT EXISTS c3 (id int)""");
		assertThat(migrator.status().inconsistency()).isNull();
		migrator.downgrade("c3");
		// Pruned, and emptied.
		run(database, "DELETE FROM migrate_history WHERE id < (SELECT max(id) - 2 FROM migrate_history)");
		migrator.upgrade();
		run(database, "DELETE FROM migrate_history");
		migrator.downgrade("c3");
		migrator.upgrade();
		assertThat(migrator.status().inconsistency()).isNull();
	}

	@Test
	void aRevisionThatWasPutBelowAnAppliedOneAfterItWasDowngradedHasNotRun(TestDatabase database) {
		this.scripts.table("x1", "a1");
		Migrator migrator = this.scripts.migrator(database.dataSource());
		migrator.upgrade("x1");
		migrator.downgrade("a1");
		migrator.upgrade("c3");
		this.scripts.table("b2", "x1").table("d4", "c3");
		Migrator changed = this.scripts.migrator(database.dataSource());
		assertThat(changed.status().implied()).containsExactly("x1");
		assertThat(changed.upgrade().after()).containsExactly("d4");
	}

	@Test
	void whatTheJournalCannotSayIsNotBelieved(TestDatabase database) throws Exception {
		this.scripts.revision("b2", "a1", List.of("transaction: none"), "SELECT 1;\nCREATE TABLE b2 (id int);",
				" none");
		Migrator migrator = this.scripts.migrator(database.dataSource());
		migrator.upgrade("a1");
		for (String[] row : new String[][] { { "1", "99" }, { "NULL", "NULL" }, { "1", "NULL" }, { "-1", "-1" },
				{ "5", "2" }, { "0", "-1" } }) {
			run(database, JOURNAL.formatted("'b2'", "'upgrade'", "now()", row[0], row[1]));
			refuses(migrator::upgrade).withMessageContaining("of revision b2, has")
				.withMessageContaining("DELETE FROM public.migrate_history WHERE id =")
				.withMessageContaining("migrate stamp <revision>");
			refuses(migrator::status);
			run(database, "DELETE FROM migrate_history WHERE duration_ms IS NULL");
		}
		for (String[] row : new String[][] { { "'b2'", "'sideways'", "now()" }, { "'b2'", "'stamp'", "now()" },
				{ "'b2'", "'upgrade'", "'infinity'" }, { "'b2'", "'upgrade'", "'-infinity'" },
				{ "''", "'upgrade'", "now()" }, { "NULL", "'upgrade'", "now()" }, { "'b2'", "NULL", "now()" },
				{ "'b2'", "'upgrade'", "NULL" } }) {
			run(database, "ALTER TABLE migrate_history ALTER revision DROP NOT NULL, ALTER direction DROP NOT NULL,"
					+ " ALTER started_at DROP NOT NULL");
			run(database, JOURNAL.formatted(row[0], row[1], row[2], "1", "1"));
			refuses(migrator::upgrade).withMessageContaining("Row ").withMessageContaining("No migration writes that");
			run(database, "DELETE FROM migrate_history WHERE duration_ms IS NULL");
		}
		run(database, JOURNAL.formatted("'b2'", "'upgrade'", "now()", "99", "99"));
		assertThatExceptionOfType(InterruptedRevisionException.class).isThrownBy(migrator::upgrade)
			.withMessageContaining("its script has changed since in the first 99");
		run(database, "DELETE FROM migrate_history WHERE duration_ms IS NULL");
		assertThat(migrator.upgrade().after()).containsExactly("c3");
	}

	@Test
	void whatTheHistoryCannotSayIsNamed(TestDatabase database) throws Exception {
		Migrator migrator = this.scripts.migrator(database.dataSource());
		migrator.upgrade("b2");
		run(database, """
				ALTER TABLE migrate_history ALTER message DROP NOT NULL, ALTER db_user DROP NOT NULL,
					ALTER host DROP NOT NULL, ALTER tool_version DROP NOT NULL, ALTER down_revisions DROP NOT NULL,
					ALTER depends_on DROP NOT NULL, ALTER started_at DROP NOT NULL;
				UPDATE migrate_history SET message = NULL, db_user = NULL, host = NULL, tool_version = NULL,
					down_revisions = NULL, depends_on = ' , ,'""");
		assertThat(migrator.status(10).history()).hasSize(2)
			.allSatisfy((entry) -> assertThat(entry.user() + entry.host()).isEqualTo("unknownunknown"));
		for (String change : List.of("started_at = NULL", "duration_ms = -1", "direction = 'sideways'",
				"started_at = 'infinity'", "revision = ' '")) {
			run(database, "CREATE TABLE before AS TABLE migrate_history; UPDATE migrate_history SET " + change);
			refuses(() -> migrator.history(10)).withMessageContaining("Correct the row, or delete it");
			if (change.startsWith("direction")) {
				refuses(migrator::upgrade).withMessageContaining("the direction 'sideways'");
			}
			run(database, "DELETE FROM migrate_history; INSERT INTO migrate_history OVERRIDING SYSTEM VALUE"
					+ " TABLE before; DROP TABLE before");
		}
		assertThat(migrator.upgrade().after()).containsExactly("c3");
	}

	@Test
	void whatTheServerDoesNotWriteIsNamed(TestDatabase database) throws Exception {
		this.scripts.revision("b2", "a1", List.of("transaction: none"), "CREATE TABLE b2 (id int);",
				"\nDROP TABLE b2;");
		Migrator migrator = this.scripts.migrator(database.dataSource());
		migrator.upgrade("a1");
		run(database, """
				CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
				CREATE TRIGGER nothing BEFORE INSERT ON migrate_history FOR EACH ROW EXECUTE FUNCTION nothing()""");
		refuses(migrator::upgrade)
			.withMessageContaining("has not written a new row to the table public.migrate_history")
			.withMessageContaining("trigger");
		refuses(() -> migrator.downgrade("base"));
		refuses(() -> migrator.stamp("c3"));
		run(database, """
				DROP TRIGGER nothing ON migrate_history;
				CREATE TRIGGER nothing BEFORE UPDATE ON migrate_history FOR EACH ROW EXECUTE FUNCTION nothing()""");
		refuses(migrator::upgrade).withMessageContaining("the change of row");
		run(database, """
				DROP TRIGGER nothing ON migrate_history;
				CREATE TRIGGER nothing BEFORE UPDATE OR INSERT ON migrate_version FOR EACH ROW
					EXECUTE FUNCTION nothing()""");
		refuses(() -> migrator.stamp("b2")).withMessageContaining("to the table public.migrate_version");
		run(database, """
				DROP TRIGGER nothing ON migrate_version;
				SELECT setval(pg_get_serial_sequence('migrate_history', 'id'), 1, false)""");
		String restart = "SELECT setval(pg_get_serial_sequence('public.migrate_history', 'id'), max(id))"
				+ " FROM public.migrate_history";
		refuses(() -> migrator.stamp("c3")).withMessageContaining("Key (id)=(1) already exists")
			.withMessageContaining(restart)
			.withMessageNotContaining("role");
		run(database, "SELECT setval(pg_get_serial_sequence('migrate_history', 'id'), 1, false)");
		refuses(migrator::upgrade).withMessageContaining(restart);
		assertThat(database.tables()).doesNotContain("b2");
		database.jdbc().sql(restart).query(Long.class).single();
		run(database, "ALTER TABLE migrate_history ADD CHECK (message <> 'make b2')");
		refuses(migrator::upgrade).withMessageContaining("a constraint").withMessageNotContaining("role");
		run(database, "ALTER TABLE migrate_history DROP CONSTRAINT migrate_history_message_check");
		assertThat(migrator.upgrade().after()).containsExactly("c3");
	}

	@Test
	void aLeaseThatNobodyCanHaveWrittenIsNotWaitedFor(TestDatabase database) throws Exception {
		Migrator migrator = this.scripts.builder(database.dataSource()).lockMode(LockMode.TABLE).build();
		migrator.upgrade("a1");
		run(database, "ALTER TABLE migrate_lock ALTER epoch DROP NOT NULL, DROP CONSTRAINT migrate_lock_pkey");
		for (String change : List.of("epoch = NULL", "epoch = -5", "epoch = 9223372036854775807",
				"token = 'x', taken_at = now(), expires_at = NULL",
				"token = 'x', taken_at = now(), expires_at = 'infinity'",
				"token = 'x', taken_at = NULL, expires_at = now() + interval '1 h'")) {
			run(database, "UPDATE migrate_lock SET " + change);
			refuses(migrator::upgrade)
				.withMessageContaining("The table public.migrate_lock of the migration lock has for migrate_version")
				.withMessageContaining("DELETE FROM public.migrate_lock WHERE version_table = 'migrate_version'");
			refuses(() -> migrator.inspection().lockHolder());
			run(database, "UPDATE migrate_lock SET epoch = 1, token = NULL");
		}
		run(database, "INSERT INTO migrate_lock TABLE migrate_lock");
		refuses(migrator::upgrade).withMessageContaining("2 rows");
		run(database, """
				DELETE FROM migrate_lock;
				CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
				CREATE TRIGGER nothing BEFORE INSERT ON migrate_lock FOR EACH ROW EXECUTE FUNCTION nothing()""");
		refuses(migrator::upgrade).withMessageContaining("has not written a new row");
		run(database, """
				ALTER TABLE migrate_lock DISABLE TRIGGER nothing;
				INSERT INTO migrate_lock (version_table, epoch) VALUES ('migrate_version', 0);
				CREATE TRIGGER neither BEFORE UPDATE ON migrate_lock FOR EACH ROW EXECUTE FUNCTION nothing()""");
		refuses(migrator::upgrade).withMessageContaining("has not written the change of the row of migrate_version");
		run(database, "DROP TRIGGER neither ON migrate_lock");
		assertThat(migrator.upgrade().after()).containsExactly("c3");
	}

	@Test
	void theProgressThatNoBackfillHasWrittenIsNotBelieved(TestDatabase database) throws Exception {
		run(database, "CREATE TABLE item (id int PRIMARY KEY, n int); INSERT INTO item VALUES (1, 1), (2, 2)");
		Backfill backfill = Backfill.update("item").set("n", "10 / (n - 2)").batchSize(1);
		Migrator migrator = JavaContent.of(database, (op) -> op.backfill(backfill)).target("j2").build();
		assertThatExceptionOfType(MigrateException.class).isThrownBy(migrator::upgrade);
		assertThat(database.jdbc().sql("SELECT key->>'id' FROM migrate_progress").query(String.class).list())
			.containsExactly("1");
		run(database, "UPDATE item SET n = 3 WHERE n = 2; ALTER TABLE migrate_progress ALTER pass DROP NOT NULL");
		for (String change : List.of("pass = 0", "pass = NULL", "key = '7'", "key = '[\"id\"]'", "updated = -1")) {
			run(database, "CREATE TABLE before AS TABLE migrate_progress; UPDATE migrate_progress SET " + change);
			assertThatExceptionOfType(MigrateException.class).isThrownBy(migrator::upgrade)
				.withMessageContaining("The table public.migrate_progress has for the backfill of revision j2")
				.withMessageContaining("DELETE FROM public.migrate_progress WHERE history_id =");
			run(database, "DELETE FROM migrate_progress; INSERT INTO migrate_progress TABLE before; DROP TABLE before");
		}
		run(database, """
				CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
				CREATE TRIGGER nothing BEFORE INSERT OR UPDATE ON migrate_progress FOR EACH ROW
					EXECUTE FUNCTION nothing()""");
		assertThatExceptionOfType(MigrateException.class).isThrownBy(migrator::upgrade)
			.withMessageContaining("has not written how far a backfill is to the table public.migrate_progress");
		run(database, "DROP TRIGGER nothing ON migrate_progress");
		assertThat(migrator.upgrade().after()).containsExactly("j2");
		assertThat(database.jdbc().sql("SELECT n FROM item ORDER BY id").query(Integer.class).list())
			.containsExactly(-10, 10);
	}

	@Test
	void aLongHistoryIsReadAsFarAsItMatters(TestDatabase database) throws Exception {
		this.scripts.table("d4", "c3").migrator(database.dataSource()).upgrade();
		run(database, """
				CREATE TABLE first AS TABLE migrate_history;
				DELETE FROM migrate_history;
				INSERT INTO migrate_history (revision, down_revisions, depends_on, direction, message, started_at,
					duration_ms, db_user, host, tool_version, version_table)
				SELECT 'e' || n, 'e' || n - 1, '', 'upgrade', '', now(), 1, 'x', 'x', 'x', 'migrate_version'
				FROM generate_series(1, 5000) AS n;
				UPDATE migrate_history SET down_revisions = 'd4' WHERE revision = 'e4990';
				INSERT INTO migrate_history OVERRIDING SYSTEM VALUE
				SELECT (to_jsonb(f) || jsonb_build_object('id', -id)) FROM first AS f
				""".replace("SELECT (to_jsonb(f) || jsonb_build_object('id', -id)) FROM first AS f",
				"SELECT (jsonb_populate_record(NULL::migrate_history, to_jsonb(f) || jsonb_build_object('id', -f.id))).*"
						+ " FROM first AS f"));
		run(database, "UPDATE migrate_version SET version_num = 'e5000'");
		Migrator migrator = this.scripts.migrator(database.dataSource());
		assertThat(migrator.status(3).history()).extracting(HistoryEntry::revision)
			.containsExactly("e5000", "e4999", "e4998");
		assertThat(migrator.status().ahead()).isTrue();
		assertThat(migrator.upgrade().steps()).isEmpty();
		run(database, "UPDATE migrate_version SET version_num = 'e3000'");
		assertThat(migrator.status().ahead()).isFalse();
	}

	private static ThrowableAssertAlternative<MigrationStateException> refuses(ThrowingCallable call) {
		return assertThatExceptionOfType(MigrationStateException.class).isThrownBy(call);
	}

	private static void run(TestDatabase database, String statements) throws SQLException {
		try (var connection = database.dataSource().getConnection(); var statement = connection.createStatement()) {
			statement.execute(statements);
		}
	}

}
