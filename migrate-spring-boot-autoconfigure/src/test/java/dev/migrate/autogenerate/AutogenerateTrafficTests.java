package dev.migrate.autogenerate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.migrate.autogenerate.difference.Difference;
import dev.migrate.autogenerate.pipeline.Autogenerator;
import dev.migrate.schema.Column;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.naming.NamingConvention;
import dev.migrate.testsupport.EachPostgresVersion;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static dev.migrate.schema.CheckConstraint.check;
import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.varchar;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Compares while others work in the same database.
 */
@ExtendWith(PostgresExtension.class)
class AutogenerateTrafficTests {

	/**
	 * Differs from what there is in whatever makes tables be created and read twice.
	 */
	private static final WantedSchema WANTED = new WantedSchema(
			List.of(table("public.teams").column("id", bigint(), Column::notNull)
				.column("name", varchar(30))
				.primaryKey("id")
				.constraint(check("name <> 'x'").named("no_x")),
					table("public.users").column("id", bigint(), Column::notNull)
						.column("team_id", bigint())
						.column("email", text(), (email) -> email.notNull().defaultValue("'none'"))
						.primaryKey("id")
						.unique("email")
						.constraint(foreignKey("team_id").references("public.teams", "id")),
					table("public.notes").column("user_id", bigint())
						.constraint(foreignKey("user_id").references("public.users", "id"))),
			List.of(new WantedSchema.TableIndex(ObjectName.of("public.users"),
					index("email").where("team_id > 7").named("some_emails"))),
			List.of(), List.of(), List.of());

	private static final int COMPARISONS = 10;

	@EachPostgresVersion
	void nobodyWhoWritesWaits(TestDatabase database) throws Exception {
		createTables(database);
		AtomicBoolean done = new AtomicBoolean();
		ExecutorService executor = Executors.newFixedThreadPool(2);
		try {
			Future<Integer> writer = executor.submit(() -> write(database, done));
			Future<Integer> watcher = executor.submit(() -> countWaiting(database, done));
			for (int i = 0; i < COMPARISONS; i++) {
				assertThat(autogenerator(database).compare().differences()).isNotEmpty();
			}
			done.set(true);
			assertThat(writer.get()).isPositive();
			assertThat(watcher.get()).isZero();
		}
		finally {
			done.set(true);
			executor.shutdownNow();
		}
	}

	@Test
	void whoeverHasLockedATableIsNamedInsteadOfBeingWaitedForForever(TestDatabase database) throws Exception {
		createTables(database);
		try (Connection other = database.dataSource().getConnection(); Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("ALTER TABLE users ADD COLUMN later text");
			assertThatExceptionOfType(ComparisonFailedException.class)
				.isThrownBy(() -> autogenerator(database).compare())
				.withMessageContaining("AccessExclusiveLock on users")
				.withMessageContaining("ALTER TABLE users ADD COLUMN later text")
				.satisfies(
						(ex) -> assertThat(ex.getProblem()).containsOnlyOnce("pid ").doesNotContainPattern(" on \\d"));
			other.rollback();
		}
		assertThat(autogenerator(database).compare().differences()).isNotEmpty();
		assertThat(scratchSchemas(database)).isZero();
	}

	@Test
	void manyCanCompareAtOnce(TestDatabase database) throws Exception {
		createTables(database);
		ExecutorService executor = Executors.newFixedThreadPool(4);
		try {
			Callable<List<Difference>> comparison = () -> autogenerator(database).compare().differences();
			List<Future<List<Difference>>> results = executor
				.invokeAll(List.of(comparison, comparison, comparison, comparison));
			List<Difference> first = results.get(0).get();
			for (Future<List<Difference>> result : results) {
				assertThat(result.get()).isEqualTo(first).isNotEmpty();
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(scratchSchemas(database)).isZero();
	}

	/**
	 * Writes to every table, and fails where it would have to wait for half a second.
	 */
	private static Integer write(TestDatabase database, AtomicBoolean done) throws Exception {
		int written = 0;
		try (Connection connection = database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("SET lock_timeout = '500ms'");
			connection.setAutoCommit(false);
			do {
				written++;
				statement.execute("INSERT INTO teams VALUES (%d, 'a')".formatted(written));
				statement.execute("INSERT INTO users VALUES (%d, %<d, 'e%<d')".formatted(written));
				statement.execute("INSERT INTO notes VALUES (%d)".formatted(written));
				statement.execute("UPDATE teams SET name = 'b' WHERE id = " + written);
				statement.execute("DELETE FROM notes WHERE user_id < " + written);
				connection.commit();
			}
			while (!done.get());
		}
		return written;
	}

	/**
	 * Looks again and again whether any session waits for the lock of another.
	 */
	private static Integer countWaiting(TestDatabase database, AtomicBoolean done) throws Exception {
		int waiting = 0;
		try (Connection connection = database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			do {
				try (ResultSet result = statement.executeQuery("""
						SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype IN ('relation', 'tuple', 'object')
							AND database = (SELECT oid FROM pg_database WHERE datname = current_database())""")) {
					result.next();
					waiting += result.getInt(1);
				}
			}
			while (!done.get());
		}
		return waiting;
	}

	private static void createTables(TestDatabase database) {
		database.jdbc().sql("""
				CREATE TABLE teams (id bigint PRIMARY KEY, name varchar(20) CHECK (name <> 'y'));
				CREATE TABLE users (id bigint PRIMARY KEY, team_id bigint REFERENCES teams, email varchar(50));
				CREATE TABLE notes (user_id bigint REFERENCES users);
				CREATE INDEX some_emails ON users (email) WHERE team_id > 8;
				CREATE VIEW names AS SELECT name FROM teams""").update();
	}

	private static long scratchSchemas(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'migrate%'")
			.query(Long.class)
			.single();
	}

	private static Autogenerator autogenerator(TestDatabase database) {
		return new Autogenerator(database.dataSource(), new NamingConvention(), Set.of(),
				AutogenerateSettings.of(List.of((target) -> WANTED)), new ComparisonOptions(true, true, true));
	}

}
