package dev.migrate.runtime;

import java.nio.file.Path;
import java.util.List;

import dev.migrate.MigrateException;
import dev.migrate.dialect.LockMode;
import dev.migrate.dialect.MigrationSchemaException;
import dev.migrate.revision.RevisionPlanException;
import dev.migrate.runtime.failure.MigrationStateException;
import dev.migrate.runtime.run.HistoryEntry;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Migrator} on databases that are not as they should be: a clear error
 * and no change, or a repair where that is safe.
 */
@ExtendWith(PostgresExtension.class)
class BadDatabaseTests {

	private ScriptFolder scripts;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.scripts = new ScriptFolder(folder).chain();
	}

	@Test
	void aDatabaseThatIsReadOnly(TestDatabase database) {
		database.jdbc().sql("ALTER DATABASE " + database.name() + " SET default_transaction_read_only = on").update();
		failsUnchanged(database, MigrateException.class).withMessageContaining("read-only");
	}

	@Test
	void aSchemaThatDoesNotExist(TestDatabase database) {
		Migrator migrator = this.scripts.builder(database.dataSource()).schema("nowhere").build();
		assertThatExceptionOfType(MigrationSchemaException.class).isThrownBy(migrator::upgrade)
			.withMessageContaining("Schema 'nowhere' does not exist in database '" + database.name() + "'")
			.withMessageContaining("migrate.schema");
		assertThat(database.tables()).isEmpty();
	}

	@Test
	void aVersionTableWithARowThatAnotherRowCovers(TestDatabase database) {
		versions(database, "varchar(255)", "('b2'), ('a1')");
		failsUnchanged(database, RevisionPlanException.class).withMessageContainingAll("The version table has the row",
				"together with its ancestor", "a1");
	}

	@Test
	void aVersionTableWithTheSameRowTwice(TestDatabase database) {
		versions(database, "varchar(255)", "('b2'), ('b2')");
		failsUnchanged(database, MigrateException.class).withMessageContaining("b2");
	}

	@Test
	void aVersionTableWithAnEmptyRow(TestDatabase database) {
		versions(database, "varchar(255)", "(NULL)");
		failsUnchanged(database, MigrateException.class).withMessageContaining("migrate_version");
	}

	@Test
	void aVersionTableWhoseColumnHasAnotherType(TestDatabase database) {
		versions(database, "integer", "(1)");
		failsUnchanged(database, MigrateException.class).withMessageContaining("1");
	}

	@Test
	void aVersionTableWithAnotherColumn(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE migrate_version (version text)").update();
		failsUnchanged(database, MigrationStateException.class)
			.withMessageContaining("column \"version_num\" does not exist");
	}

	@Test
	void aVersionTableThatIsAView(TestDatabase database) {
		database.jdbc().sql("CREATE VIEW migrate_version AS SELECT 'b2' AS version_num").update();
		failsUnchanged(database, MigrateException.class).withMessageContaining("migrate_version");
	}

	@Test
	void aVersionTableThatTheRoleMayNotRead(TestDatabase database) {
		this.scripts.migrator(database.dataSource()).upgrade();
		String role = database.name() + "_stranger";
		database.jdbc().sql("CREATE ROLE " + role + " LOGIN PASSWORD 'stranger'").update();
		try {
			DriverManagerDataSource dataSource = new DriverManagerDataSource(database.url(), role, "stranger");
			assertThatExceptionOfType(MigrationStateException.class)
				.isThrownBy(this.scripts.migrator(dataSource)::upgrade)
				.withMessageContaining("permission denied for table migrate_version");
		}
		finally {
			database.jdbc().sql("DROP ROLE " + role).update();
		}
	}

	@Test
	void aMissingHistoryTableIsMadeAgain(TestDatabase database) {
		Migrator migrator = this.scripts.migrator(database.dataSource());
		migrator.upgrade("b2");
		database.jdbc().sql("DROP TABLE migrate_history").update();
		assertThat(migrator.upgrade().steps()).hasSize(1);
		assertThat(migrator.history(10)).extracting(HistoryEntry::revision).containsExactly("c3", "b2", "a1");
	}

	@Test
	void aHistoryTableOfAnotherShape(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE migrate_version (version_num varchar(255) PRIMARY KEY)").update();
		database.jdbc().sql("CREATE TABLE migrate_history (id bigint PRIMARY KEY, revision text)").update();
		failsUnchanged(database, MigrationStateException.class)
			.withMessageContaining("The history table public.migrate_history cannot be used")
			.withMessageContaining("it has no column direction")
			.withMessageContaining("migrate.history-table");
	}

	@ParameterizedTest
	@EnumSource
	void aHistoryTableOfAnOlderVersionIsCompleted(LockMode mode, TestDatabase database) {
		Migrator migrator = this.scripts.builder(database.dataSource()).lockMode(mode).build();
		migrator.upgrade("b2");
		String columns = columns(database);
		database.jdbc()
			.sql("ALTER TABLE migrate_history DROP checksum, DROP statements_started, DROP statements_done,"
					+ " DROP statements_checksum, ALTER message TYPE varchar(1000)")
			.update();
		String older = columns(database);
		assertThat(migrator.status(10).history()).extracting(HistoryEntry::revision).containsExactly("b2", "a1");
		assertThat(migrator.status().modified()).isEmpty();
		assertThat(migrator.upgrade("b2").steps()).isEmpty();
		assertThat(columns(database)).isEqualTo(older);
		assertThat(migrator.upgrade().after()).containsExactly("c3");
		assertThat(columns(database)).isEqualTo(columns);
		assertThat(migrator.history(10)).extracting(HistoryEntry::revision).containsExactly("c3", "b2", "a1");
		assertThat(migrator.history(1)).singleElement().extracting(HistoryEntry::checksum).isNotNull();
	}

	@Test
	void aHistoryTableThatLacksMoreThanAnOlderVersionOne(TestDatabase database) {
		this.scripts.migrator(database.dataSource()).upgrade("b2");
		database.jdbc().sql("ALTER TABLE migrate_history DROP duration_ms, DROP checksum").update();
		String before = columns(database);
		failsUnchanged(database, MigrationStateException.class).withMessageContaining("it has no column duration_ms")
			.withMessageNotContaining("no column checksum");
		assertThat(columns(database)).isEqualTo(before);
	}

	@Test
	void aHistoryTableWhoseColumnHasAnotherType(TestDatabase database) {
		this.scripts.migrator(database.dataSource()).upgrade("b2");
		database.jdbc().sql("ALTER TABLE migrate_history ALTER started_at TYPE text").update();
		failsUnchanged(database, MigrationStateException.class)
			.withMessageContaining("its column started_at is of type text instead of timestamp with time zone");
	}

	@Test
	void aVersionTableWithTwoUnrelatedRows(TestDatabase database) {
		this.scripts.table("z9", "");
		versions(database, "varchar(255)", "('b2'), ('z9')");
		failsUnchanged(database, MigrateException.class).withMessageContaining("c3").withMessageContaining("z9");
	}

	@Test
	void aSchemaThatTheRoleMayNotCreateTablesIn(TestDatabase database) {
		String role = database.name() + "_reader";
		database.jdbc().sql("REVOKE CREATE ON SCHEMA public FROM PUBLIC").update();
		database.jdbc().sql("CREATE ROLE " + role + " LOGIN PASSWORD 'reader'").update();
		try {
			DriverManagerDataSource dataSource = new DriverManagerDataSource(database.url(), role, "reader");
			assertThatExceptionOfType(MigrationStateException.class)
				.isThrownBy(this.scripts.migrator(dataSource)::upgrade)
				.withMessageContaining("permission denied for schema public")
				.withMessageContaining("Check that the role may use the schema and create tables in it");
			assertThat(database.tables()).isEmpty();
		}
		finally {
			database.jdbc().sql("DROP ROLE " + role).update();
		}
	}

	@Test
	void aHistoryWithoutItsVersionTable(TestDatabase database) {
		this.scripts.migrator(database.dataSource()).upgrade();
		database.jdbc().sql("DROP TABLE migrate_version").update();
		failsUnchanged(database, MigrationStateException.class).withMessageContaining("migrate stamp");
	}

	private static String columns(TestDatabase database) {
		return database.jdbc()
			.sql("""
					SELECT string_agg(attname || ' ' || atttypid::regtype, ', ' ORDER BY attname) FROM pg_attribute
					WHERE attrelid = 'migrate_history'::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'message'""")
			.query(String.class)
			.single();
	}

	private <T extends Throwable> ThrowableAssertAlternative<T> failsUnchanged(TestDatabase database, Class<T> type) {
		List<String> before = database.tables();
		Migrator migrator = this.scripts.migrator(database.dataSource());
		ThrowableAssertAlternative<T> failure = assertThatExceptionOfType(type).isThrownBy(migrator::upgrade);
		assertThat(database.tables()).isEqualTo(before);
		return failure;
	}

	private static void versions(TestDatabase database, String type, String rows) {
		database.jdbc().sql("CREATE TABLE migrate_version (version_num " + type + ")").update();
		database.jdbc().sql("INSERT INTO migrate_version VALUES " + rows).update();
	}

}
