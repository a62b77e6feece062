package dev.migrate.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.LockMode;
import dev.migrate.dialect.MigrationSchemaException;
import dev.migrate.operations.Operations;
import dev.migrate.operations.operation.Backfill;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.runtime.run.RetryPolicy;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.testsupport.EachPostgresVersion;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.migrate.operations.operation.Backfill.update;
import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Operations#backfill}.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BackfillTests {

	private static final Backfill COUNT = update("item").set("n", "n + 1").batchSize(10);

	private static final Backfill NAME = update("item").set("name", "'item ' || id")
		.where("name IS NULL")
		.batchSize(10);

	private static void createItems(TestDatabase database, String key) {
		execute(database, "CREATE TABLE item (id int" + key + ", n int NOT NULL DEFAULT 0, name text)");
		execute(database, "INSERT INTO item (id) SELECT n FROM generate_series(1, 95) AS n");
	}

	private static void execute(TestDatabase database, String sql) {
		database.jdbc().sql(sql).update();
	}

	private static List<String> query(TestDatabase database, String sql) {
		return database.jdbc().sql(sql).query(String.class).list();
	}

	private static MigrationResult upgrade(TestDatabase database, Backfill backfill) {
		return JavaContent.of(database, (op) -> op.backfill(backfill)).build().upgrade("j2");
	}

	@EachPostgresVersion
	void everyRowIsUpdatedOnceInBatchesThatCommitByThemselves(TestDatabase database) {
		createItems(database, " PRIMARY KEY");
		upgrade(database, COUNT);
		assertThat(query(database, "SELECT DISTINCT n::text FROM item")).containsExactly("1");
		assertThat(query(database, "SELECT count(*)::text FROM item GROUP BY xmin ORDER BY min(id)"))
			.containsExactly("10", "10", "10", "10", "10", "10", "10", "10", "10", "5");
		assertThat(query(database, "SELECT version_num FROM migrate_version")).containsExactly("j2");
		assertThat(query(database, "SELECT revision FROM migrate_progress")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "uuid | gen_random_uuid()", "text | concat('it''s \"', n, '\\')", "bigint | -n * 10000000000",
					"timestamptz | '2026-01-01 00:00:00.000001+00'::timestamptz + n * interval '1 h'",
					"timestamp | now()::timestamp + n * interval '1 s'", "date | '0044-03-15 BC'::date + n",
					"char(5) | concat('x', n)", "numeric | n / 7.0", "float8 | n / 7.0::float8", "bytea | int4send(n)",
					"interval | n * interval '-1 h'", "inet | '10.0.0.0'::inet + n" })
	void aKeyIsOfAnyType(String type, String value, TestDatabase database) {
		execute(database, "ALTER DATABASE \"" + database.name() + "\" SET datestyle = 'SQL, DMY'");
		execute(database, "CREATE TABLE item (id " + type + " PRIMARY KEY, n int NOT NULL DEFAULT 0)");
		execute(database, "INSERT INTO item (id) SELECT " + value + " FROM generate_series(1, 95) AS n");
		upgrade(database, COUNT);
		assertThat(query(database, "SELECT n || ' ' || count(*) FROM item GROUP BY n")).containsExactly("1 95");
	}

	@Test
	void aKeyMayHaveSeveralColumnsWithWhateverNames(TestDatabase database) {
		execute(database, "CREATE TABLE item (\"It's\" int, \"a.b\" text COLLATE \"C\", n int NOT NULL DEFAULT 0,"
				+ " PRIMARY KEY (\"It's\", \"a.b\"))");
		execute(database,
				"INSERT INTO item SELECT a, b::text FROM generate_series(1, 9) AS a, generate_series(1, 9) AS b");
		upgrade(database, COUNT);
		assertThat(query(database, "SELECT n || ' ' || count(*) FROM item GROUP BY n")).containsExactly("1 81");
	}

	@Test
	void anEmptyTableIsDoneAtOnce(TestDatabase database) {
		execute(database, "CREATE TABLE item (id int PRIMARY KEY, n int)");
		assertThat(upgrade(database, COUNT).after()).containsExactly("j2");
	}

	@Test
	void thePartitionsOfATableAreUpdated(TestDatabase database) {
		execute(database, "CREATE TABLE item (id int, n int NOT NULL DEFAULT 0, name text) PARTITION BY HASH (id)");
		execute(database, "CREATE TABLE item0 PARTITION OF item FOR VALUES WITH (MODULUS 2, REMAINDER 0)");
		execute(database, "CREATE TABLE item1 PARTITION OF item FOR VALUES WITH (MODULUS 2, REMAINDER 1)");
		execute(database, "INSERT INTO item SELECT n FROM generate_series(1, 1000) AS n");
		upgrade(database, NAME);
		assertThat(query(database, "SELECT count(*)::text FROM item WHERE name = 'item ' || id"))
			.containsExactly("1000");
	}

	@Test
	void rowsThatAreInsertedBehindItAreFound(TestDatabase database) {
		createItems(database, " PRIMARY KEY");
		execute(database, """
				CREATE FUNCTION insert_behind() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
					INSERT INTO item (id) VALUES (-1) ON CONFLICT DO NOTHING;
					RETURN NULL;
				END $$""");
		execute(database, "CREATE TRIGGER t AFTER UPDATE ON item FOR EACH STATEMENT EXECUTE FUNCTION insert_behind()");
		upgrade(database, NAME);
		assertThat(query(database, "SELECT count(*)::text FROM item WHERE name = 'item ' || id")).containsExactly("96");
	}

	@Test
	void rowsThatSatisfyTheConditionStillAreNotUpdatedAgain(TestDatabase database) {
		createItems(database, " PRIMARY KEY");
		upgrade(database,
				update("item").set("name", "nullif(id, 50)::text")
					.set("n", "n + 1")
					.where("name IS NULL")
					.batchSize(10));
		assertThat(query(database, "SELECT n || ' ' || count(*) || ' ' || count(name) FROM item GROUP BY n"))
			.containsExactly("1 95 94");
	}

	@Test
	void whoeverInsertsForEverIsToldSo(TestDatabase database) {
		createItems(database, " PRIMARY KEY");
		execute(database, """
				CREATE FUNCTION insert_more() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
					INSERT INTO item (id) SELECT min(id) - 1 FROM item;
					RETURN NULL;
				END $$""");
		execute(database, "CREATE TRIGGER t AFTER UPDATE ON item FOR EACH STATEMENT EXECUTE FUNCTION insert_more()");
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(() -> upgrade(database, NAME))
			.withMessageContaining("After 10 passes over 'item'");
		execute(database, "DROP TRIGGER t ON item");
		upgrade(database, NAME);
		assertThat(query(database, "SELECT id::text FROM item WHERE name IS NULL")).isEmpty();
	}

	@EachPostgresVersion
	void aTableWithoutAKeyIsPassedPageByPage(TestDatabase database) {
		createItems(database, "");
		execute(database, "INSERT INTO item (id) SELECT n FROM generate_series(96, 5000) AS n");
		upgrade(database, NAME);
		assertThat(query(database, "SELECT count(*)::text FROM item WHERE name = 'item ' || id"))
			.containsExactly("5000");
		assertThat(query(database, "SELECT (count(DISTINCT xmin::text) > 10)::text FROM item")).containsExactly("true");
	}

	@Test
	void aTableWithoutAKeyNeedsACondition(TestDatabase database) {
		createItems(database, "");
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(() -> upgrade(database, COUNT))
			.withMessageContaining("Table 'item' has no primary key")
			.withMessageContaining("byIndex(…)");
		// What was refused can be fixed, as nothing was done.
		upgrade(database, NAME);
		assertThat(query(database, "SELECT id::text FROM item WHERE name IS NULL")).isEmpty();
	}

	@Test
	void withoutAKeyTheConditionMustExcludeWhatIsDone(TestDatabase database) {
		createItems(database, "");
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(() -> upgrade(database, COUNT.where("n >= 0")))
			.withMessageContaining("satisfy the condition n >= 0 still");
		assertThat(query(database, "SELECT DISTINCT n::text FROM item")).containsExactly("0");
	}

	@Test
	void aKeyThatIsSetNeedsACondition(TestDatabase database) {
		createItems(database, " PRIMARY KEY");
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(() -> upgrade(database, update("item").set("id", "id + 1000")))
			.withMessageContaining("sets a column of the key whose order it follows");
		upgrade(database, update("item").set("id", "1000 + id").set("n", "n + 1").where("id < 1000").batchSize(10));
		assertThat(query(database, "SELECT min(id) || ' ' || max(id) || ' ' || max(n) FROM item"))
			.containsExactly("1001 1095 1");
	}

	@Test
	void anIndexGivesTheOrder(TestDatabase database) {
		createItems(database, " NOT NULL");
		execute(database, "CREATE UNIQUE INDEX item_down ON item (id DESC)");
		upgrade(database, COUNT.byIndex("item_down"));
		assertThat(query(database, "SELECT DISTINCT n::text FROM item")).containsExactly("1");
	}

	@ParameterizedTest
	@CsvSource({ "item_absent,no such index", "item_n,not a valid unique index", "item_some,not a valid unique index",
			"item_name,not a valid unique index" })
	void anIndexThatGivesNoOrderIsRefused(String index, String reason, TestDatabase database) {
		createItems(database, " PRIMARY KEY");
		execute(database, "CREATE INDEX item_n ON item (n)");
		execute(database, "CREATE UNIQUE INDEX item_some ON item (id) WHERE id > 5");
		execute(database, "CREATE UNIQUE INDEX item_name ON item (name)");
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(() -> upgrade(database, COUNT.byIndex(index)))
			.withMessageContaining("Index '" + index + "' cannot give the order")
			.withMessageContaining(reason);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`',
			value = { "absent,There is no table 'absent' to backfill", "item_view,'item_view' is no table" })
	void whatIsNoTableIsRefused(String table, String problem, TestDatabase database) {
		createItems(database, " PRIMARY KEY");
		execute(database, "CREATE VIEW item_view AS SELECT * FROM item");
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(() -> upgrade(database, update(table).set("n", "1")))
			.withMessageContaining(problem);
	}

	@Test
	void itIsRefusedInATransaction(TestDatabase database) {
		createItems(database, " PRIMARY KEY");
		Consumer<Operations> content = (op) -> {
			op.execute("UPDATE item SET name = 'x'");
			op.backfill(COUNT);
		};
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(() -> JavaContent.of(database, content).build().upgrade("j1"))
			.withMessageContaining("The backfill of 'item' commits after each batch")
			.withMessageContaining("op.autocommitBlock(");
		assertThat(query(database, "SELECT DISTINCT name || n FROM item WHERE name IS NOT NULL OR n > 0")).isEmpty();
		JavaContent.of(database, (op) -> op.autocommitBlock(() -> op.backfill(COUNT))).build().upgrade("j1");
		assertThat(query(database, "SELECT DISTINCT n::text FROM item")).containsExactly("1");
	}

	@Test
	void itIsRefusedWhereAllRevisionsShareATransaction(TestDatabase database) {
		createItems(database, " PRIMARY KEY");
		assertThatExceptionOfType(MigrationRefusedException.class)
			.isThrownBy(() -> JavaContent.of(database, (op) -> op.autocommitBlock(() -> op.backfill(COUNT)))
				.transaction(TransactionMode.ALL)
				.build()
				.upgrade("j1"))
			.withMessageContaining("migrate.transaction=all");
	}

	@Test
	void aReversibleMigrationUndoesItWithWhatItWasGiven(TestDatabase database) {
		createItems(database, " PRIMARY KEY");
		Migrator migrator = JavaContent.of(database, (op) -> op.autocommitBlock(() -> {
			op.backfill(COUNT.reversedBy(update("item").set("n", "n - 1").batchSize(50)));
			op.backfill(NAME.reversedByNothing());
		})).build();
		migrator.upgrade("j3");
		assertThat(query(database, "SELECT DISTINCT n::text FROM item")).containsExactly("1");
		migrator.downgrade("base");
		assertThat(query(database, "SELECT DISTINCT n || ' ' || (name IS NULL) FROM item")).containsExactly("0 false");
	}

	@Test
	void aBatchThatMeetsALockedRowIsTriedAgain(TestDatabase database) throws Exception {
		createItems(database, " PRIMARY KEY");
		CompletableFuture<MigrationResult> run;
		try (Connection other = database.dataSource().getConnection(); Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("SELECT * FROM item WHERE id = 55 FOR UPDATE");
			run = CompletableFuture.supplyAsync(() -> JavaContent.of(database, (op) -> op.backfill(COUNT))
				.lockTimeout(Duration.ofMillis(50))
				.retry(new RetryPolicy(1000, Duration.ofMillis(1), 1, Duration.ofMillis(1), 0))
				.build()
				.upgrade("j2"));
			await().until(() -> query(database, "SELECT n::text FROM item WHERE id = 50").equals(List.of("1")));
			// The rows of the batch that waits are free in between.
			await().until(() -> {
				execute(database, "UPDATE item SET name = 'free' WHERE id = 51");
				return true;
			});
			other.rollback();
		}
		assertThat(run.get().after()).containsExactly("j2");
		assertThat(query(database, "SELECT n || ' ' || count(*) FROM item GROUP BY n")).containsExactly("1 95");
	}

	@Test
	void aRunThatFailedGoesOnAfterTheLastBatch(TestDatabase database) {
		createItems(database, " PRIMARY KEY");
		execute(database, "UPDATE item SET name = CASE WHEN id = 55 THEN 'x' ELSE '1' END");
		Backfill backfill = update("item").set("n", "n + name::int").batchSize(10);
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(() -> upgrade(database, backfill))
			.withMessageContaining("UPDATE item SET n = n + name::int")
			.withMessageContaining("invalid input syntax");
		assertThat(
				query(database, "SELECT revision || ' ' || rows || ' ' || updated || ' ' || key FROM migrate_progress"))
			.containsExactly("j2 50 50 {\"id\": \"50\"}");
		assertThat(query(database, "SELECT count(*)::text FROM item WHERE n = 1")).containsExactly("50");
		execute(database, "UPDATE item SET name = '1' WHERE id = 55");
		upgrade(database, backfill);
		assertThat(query(database, "SELECT n || ' ' || count(*) FROM item GROUP BY n")).containsExactly("1 95");
		assertThat(query(database, "SELECT revision FROM migrate_progress")).isEmpty();
	}

	@Test
	void aRunDoesNotGoOnByAnotherKey(TestDatabase database) {
		createItems(database, " PRIMARY KEY");
		execute(database, "CREATE UNIQUE INDEX item_other ON item (n, id)");
		execute(database, "UPDATE item SET name = CASE WHEN id = 55 THEN 'x' ELSE '1' END");
		Backfill backfill = update("item").set("name", "(name::int + 1)::text").batchSize(10);
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(() -> upgrade(database, backfill));
		assertThatExceptionOfType(RevisionFailedException.class)
			.isThrownBy(() -> upgrade(database, backfill.byIndex("item_other")))
			.withMessageContaining("was interrupted when it followed (id), and would now follow (id, n)");
	}

	@Test
	void whatAnAbandonedRunHasLeftIsNoProgress(TestDatabase database) {
		createItems(database, " PRIMARY KEY");
		execute(database, "UPDATE item SET name = CASE WHEN id = 55 THEN 'x' ELSE '1' END");
		Backfill backfill = update("item").set("n", "n + name::int").batchSize(10);
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(() -> upgrade(database, backfill));
		JavaContent.of(database, (op) -> {
		}).build().stamp("base");
		execute(database, "UPDATE item SET name = '1', n = 0");
		upgrade(database, backfill);
		assertThat(query(database, "SELECT n || ' ' || count(*) FROM item GROUP BY n")).containsExactly("1 95");
	}

	@ParameterizedTest
	@EnumSource(value = LockMode.class, names = "TRANSACTION", mode = EnumSource.Mode.EXCLUDE)
	void itRunsWithEveryLockThatLasts(LockMode mode, TestDatabase database) {
		createItems(database, " PRIMARY KEY");
		JavaContent.of(database, (op) -> op.backfill(COUNT)).lockMode(mode).build().upgrade("j2");
		assertThat(query(database, "SELECT n || ' ' || count(*) FROM item GROUP BY n")).containsExactly("1 95");
	}

	@Test
	void rowsThatOthersInsertMeanwhileAreUpdated(TestDatabase database) throws Exception {
		execute(database, "CREATE TABLE item (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text)");
		execute(database, "INSERT INTO item (name) SELECT NULL FROM generate_series(1, 5000)");
		CompletableFuture<Void> inserts = CompletableFuture.runAsync(() -> insert(database, 200));
		upgrade(database,
				update("item").set("name", "id::text")
					.where("name IS NULL")
					.batchSize(200)
					.pause(Duration.ofMillis(40)));
		inserts.get();
		assertThat(query(database, "SELECT count(*) FILTER (WHERE name = id::text) || ' ' || count(*) FROM item"))
			.containsExactly("5200 5200");
	}

	private static void insert(TestDatabase database, int rows) {
		try (Connection connection = database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			for (int i = 0; i < rows; i++) {
				statement.execute("INSERT INTO item (name) VALUES (NULL)");
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void itIsNotQuickerThanItMayBe(TestDatabase database) {
		createItems(database, " PRIMARY KEY");
		long start = System.nanoTime();
		upgrade(database, COUNT.rowsPerSecond(100));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(850));
	}

	@Test
	void signsThatMeanSomethingToTheDriverMeanNothing(TestDatabase database) {
		createItems(database, " PRIMARY KEY");
		upgrade(database, update("item").set("name", "'{d ?} :x $$' || ('{\"a\": 1}'::jsonb ? 'a')::text")
			.where("name IS NULL AND '{\"a\": 1}'::jsonb ? 'a'"));
		assertThat(query(database, "SELECT DISTINCT name FROM item")).containsExactly("{d ?} :x $$true");
	}

	@EachPostgresVersion
	void aScriptLeavesTheSame(TestDatabase database) throws Exception {
		createItems(database, "");
		execute(database, "INSERT INTO item (id) SELECT n FROM generate_series(96, 5000) AS n");
		String script = Dialects.of("postgresql:" + database.version())
			.script(update("item").set("name", "'item $migrate$' || id").where("name IS NULL").batchSize(100));
		try (Connection connection = database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(script);
		}
		assertThat(query(database, "SELECT count(*)::text FROM item WHERE name = 'item $migrate$' || id"))
			.containsExactly("5000");
		assertThat(query(database, "SELECT (count(DISTINCT xmin::text) > 10)::text FROM item")).containsExactly("true");
	}

	@Test
	void aRevisionByScriptLeavesWhatTheSameOnlineLeaves(TestDatabase database, @TempDir Path folder) throws Exception {
		createItems(database, " PRIMARY KEY");
		Migrator migrator = JavaContent.of(database, (op) -> {
			op.addColumn("item", column("slug", text()));
			op.backfill(update("item").set("slug", "'item-' || id").where("slug IS NULL").batchSize(10));
			op.alterColumn("item", "slug", (slug) -> slug.notNull());
		}).build();
		String script = migrator.offline("postgresql").upgrade("j2");
		List<String> byScript;
		try (TestDatabase other = TestDatabase.on(database.version())) {
			createItems(other, " PRIMARY KEY");
			if (Psql.isPresent()) {
				assertThat(Psql.run(other, Files.writeString(folder.resolve("j2.sql"), script)))
					.endsWith("exit code 0");
			}
			else {
				ClientScript.run(other, script);
			}
			byScript = Catalog.of(other);
			assertThat(query(other, "SELECT count(*)::text FROM item WHERE slug = 'item-' || id"))
				.containsExactly("95");
		}
		migrator.upgrade("j2");
		// Where a backfill has got to is noted in a table that a script has no use for.
		assertThat(byScript).contains("version j2")
			.isEqualTo(Catalog.of(database).stream().filter((line) -> !line.contains("migrate_progress")).toList());
	}

	@Test
	void aScriptNeedsACondition() {
		assertThatExceptionOfType(InvalidOperationException.class)
			.isThrownBy(() -> Dialects.of("postgresql:18").script(COUNT))
			.withMessageContaining("a script that is interrupted could not tell");
	}

	@Test
	void noOtherTableHasTheNameOfItsProgress(TestDatabase database) {
		assertThatExceptionOfType(MigrationSchemaException.class)
			.isThrownBy(() -> Migrator.builder(database.dataSource()).historyTable("migrate_progress").build())
			.withMessageContaining("'migrate_progress' is the table of the progress of backfills");
	}

}
