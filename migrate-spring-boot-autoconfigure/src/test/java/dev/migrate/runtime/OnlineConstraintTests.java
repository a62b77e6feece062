package dev.migrate.runtime;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.migrate.operations.Operations;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.table.CreateConstraint;
import dev.migrate.runtime.failure.ConnectionLostException;
import dev.migrate.runtime.failure.MigrationRefusedException;
import dev.migrate.runtime.failure.RevisionFailedException;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.runtime.run.RetryPolicy;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.schema.ObjectName;
import dev.migrate.testsupport.EachPostgresVersion;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.migrate.operations.operation.OperationOption.online;
import static dev.migrate.schema.CheckConstraint.check;
import static dev.migrate.schema.ExclusionConstraint.exclude;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.PrimaryKey.primaryKey;
import static dev.migrate.schema.UniqueConstraint.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the operations that add constraints step by step.
 */
@ExtendWith(PostgresExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OnlineConstraintTests {

	private static void execute(TestDatabase database, String sql) {
		database.jdbc().sql(sql).update();
	}

	private static List<String> query(TestDatabase database, String sql) {
		return database.jdbc().sql(sql).query(String.class).list();
	}

	private static void createTables(TestDatabase database) {
		execute(database, "CREATE TABLE team (id int PRIMARY KEY)");
		execute(database, "CREATE TABLE item (team int, code int)");
		execute(database, "INSERT INTO team VALUES (1)");
		execute(database, "INSERT INTO item SELECT 1, n FROM generate_series(1, 100) AS n");
	}

	private static List<String> constraints(TestDatabase database) {
		return query(database, """
				SELECT concat_ws(' ', conname, contype, convalidated::text) FROM pg_constraint
				WHERE conrelid = 'item'::regclass AND contype <> 'n' ORDER BY 1""");
	}

	@EachPostgresVersion
	void everyConstraintIsThereAndValidAndGoesAway(TestDatabase database) {
		createTables(database);
		Migrator migrator = JavaContent
			.of(database,
					(op) -> EnumSet.complementOf(EnumSet.of(Stepwise.NOT_NULL))
						.forEach((operation) -> operation.run(op)))
			.build();
		migrator.upgrade("j3");
		assertThat(constraints(database)).containsExactly("item_code_key u true", "item_pkey p true",
				"item_team c true", "item_team_fkey f true");
		assertThat(query(database, """
				SELECT attname::text FROM pg_attribute WHERE attrelid = 'item'::regclass AND attnum > 0 AND attnotnull
				ORDER BY 1""")).containsExactly("code", "team");
		migrator.downgrade("base");
		assertThat(constraints(database)).isEmpty();
	}

	@EachPostgresVersion
	void aColumnIsNotNullAndNullableAgain(TestDatabase database) {
		createTables(database);
		Migrator migrator = JavaContent.of(database, Stepwise.NOT_NULL::run).build();
		migrator.upgrade("j3");
		String notNull = "SELECT attnotnull::text FROM pg_attribute WHERE attrelid = 'item'::regclass AND attname = 'team'";
		assertThat(query(database, notNull)).containsExactly("true");
		assertThat(constraints(database)).isEmpty();
		assertThat(query(database, "SELECT conname FROM pg_constraint WHERE NOT convalidated")).isEmpty();
		migrator.downgrade("base");
		assertThat(query(database, notNull)).containsExactly("false");
	}

	@ParameterizedTest
	@EnumSource(Stepwise.class)
	void nobodyWaitsWhileTheRowsAreRead(Stepwise operation, TestDatabase database) throws Exception {
		createTables(database);
		CompletableFuture<MigrationResult> run;
		try (Connection other = database.dataSource().getConnection(); Statement reader = other.createStatement()) {
			// A lock that keeps the long step waiting, and nobody else.
			other.setAutoCommit(false);
			execute(database, """
					CREATE FUNCTION hold() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
						IF current_query() ~ 'VALIDATE|CONCURRENTLY' THEN
							PERFORM pg_advisory_lock(42);
							PERFORM pg_advisory_unlock(42);
						END IF;
					END $$""");
			execute(database, "CREATE EVENT TRIGGER hold ON ddl_command_end EXECUTE FUNCTION hold()");
			reader.execute("SELECT pg_advisory_lock(42)");
			run = CompletableFuture.supplyAsync(() -> JavaContent.of(database, operation::run).build().upgrade("j1"));
			other.commit();
			await().until(() -> !query(database, """
					SELECT pid::text FROM pg_stat_activity WHERE datname = current_database()
						AND wait_event = 'advisory' AND query ~ 'VALIDATE|CONCURRENTLY'""").isEmpty());
			try (Connection user = database.dataSource().getConnection();
					Statement statement = user.createStatement()) {
				statement.execute("SET lock_timeout = '100ms'");
				statement.execute("SELECT * FROM item");
				statement.execute("INSERT INTO item VALUES (1, -1)");
				statement.execute("UPDATE item SET code = -2 WHERE code = -1");
				statement.execute("DELETE FROM item WHERE code = -2");
				statement.execute("INSERT INTO team VALUES (2)");
			}
			assertThat(run).isNotDone();
			reader.execute("SELECT pg_advisory_unlock(42)");
			other.commit();
		}
		assertThat(run.get(30, TimeUnit.SECONDS).after()).containsExactly("j1");
	}

	@ParameterizedTest
	@EnumSource(Stepwise.class)
	void aRunThatFailedGoesOnWhenTheRowsAreFixed(Stepwise operation, TestDatabase database) {
		createTables(database);
		execute(database, "INSERT INTO item VALUES (NULL, 7), (-5, 7)");
		Migrator migrator = JavaContent.of(database, operation::run).build();
		assertThatExceptionOfType(RevisionFailedException.class).isThrownBy(() -> migrator.upgrade("j1"))
			.withMessageContaining("item");
		execute(database, "DELETE FROM item WHERE team IS NULL OR team < 0");
		assertThat(migrator.upgrade("j1").after()).containsExactly("j1");
		assertThat(constraints(database)).allSatisfy((constraint) -> assertThat(constraint).endsWith("true"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 6 })
	void aRunThatIsInterruptedInAnyStepGoesOn(int step, TestDatabase database) {
		createTables(database);
		execute(database, """
				CREATE FUNCTION die() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
					IF nextval('ddl') = %d THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
				END $$""".formatted(step));
		execute(database, "CREATE SEQUENCE ddl");
		execute(database, "CREATE EVENT TRIGGER die ON ddl_command_end WHEN TAG IN ('ALTER TABLE', 'CREATE INDEX')"
				+ " EXECUTE FUNCTION die()");
		Migrator migrator = JavaContent.of(database, Stepwise.PRIMARY_KEY::run).build();
		try {
			migrator.upgrade("j1");
		}
		catch (ConnectionLostException ex) {
			assertThat(migrator.upgrade("j1").after()).containsExactly("j1");
		}
		assertThat(constraints(database)).containsExactly("item_pkey p true");
	}

	@ParameterizedTest
	@EnumSource(Stepwise.class)
	void whereAllRevisionsShareATransactionTheyAreRefused(Stepwise operation, TestDatabase database) {
		createTables(database);
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(
				() -> JavaContent.of(database, operation::run).transaction(TransactionMode.ALL).build().upgrade("j1"));
		assertThat(constraints(database)).isEmpty();
	}

	@Test
	void aLongReaderKeepsOthersWaitingNoLongerThanTheLockTimeout(TestDatabase database) throws Exception {
		createTables(database);
		CompletableFuture<MigrationResult> run;
		try (Connection other = database.dataSource().getConnection(); Statement reader = other.createStatement()) {
			other.setAutoCommit(false);
			reader.execute("SELECT * FROM item");
			run = CompletableFuture.supplyAsync(() -> JavaContent.of(database, Stepwise.CHECK::run)
				.lockTimeout(Duration.ofMillis(200))
				.retry(new RetryPolicy(1000, Duration.ofMillis(50), 1, Duration.ofMillis(50), 0))
				.build()
				.upgrade("j1"));
			await().until(() -> !query(database,
					"""
							SELECT pid::text FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'""")
				.isEmpty());
			try (Connection user = database.dataSource().getConnection();
					Statement statement = user.createStatement()) {
				statement.execute("SET lock_timeout = '5s'");
				statement.execute("SELECT * FROM item");
			}
			other.rollback();
		}
		assertThat(run.get(30, TimeUnit.SECONDS).after()).containsExactly("j1");
	}

	@Test
	void anExclusionConstraintCannotBeCreatedOnline() {
		assertThatExceptionOfType(InvalidOperationException.class)
			.isThrownBy(() -> new CreateConstraint(ObjectName.of("item"),
					exclude().with("during", "&&").named("item_excl"), online()))
			.withMessageContaining("cannot be created online");
	}

	private enum Stepwise {

		NOT_NULL, FOREIGN_KEY, CHECK, UNIQUE, PRIMARY_KEY;

		void run(Operations op) {
			switch (this) {
				case NOT_NULL -> op.alterColumn("item", "team", (column) -> column.notNull(), online());
				case FOREIGN_KEY -> op.createConstraint("item", foreignKey("team").references("team", "id"), online());
				case CHECK -> op.createConstraint("item", check("team > 0").named("item_team"), online());
				case UNIQUE -> op.createConstraint("item", unique("code"), online());
				case PRIMARY_KEY -> op.createConstraint("item", primaryKey("team", "code"), online());
			}
		}

	}

}
