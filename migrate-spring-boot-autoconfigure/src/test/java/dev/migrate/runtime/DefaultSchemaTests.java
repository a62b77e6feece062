package dev.migrate.runtime;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.migrate.dialect.LockMode;
import dev.migrate.dialect.MigrationSchemaException;
import dev.migrate.dialect.postgresql.PostgresqlDialect;
import dev.migrate.runtime.run.MigrationResult;
import dev.migrate.runtime.run.RunOptions;
import dev.migrate.runtime.run.TransactionMode;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the default schema of a run and the schema of the tool's own tables.
 */
@ExtendWith(PostgresExtension.class)
class DefaultSchemaTests {

	private ScriptFolder scripts;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.scripts = new ScriptFolder(folder);
	}

	@ParameterizedTest
	@EnumSource
	void unqualifiedNamesMeanTheSchemaFirst(LockMode mode, TestDatabase database) {
		database.jdbc().sql("CREATE SCHEMA \"My App\"").update();
		database.jdbc().sql("CREATE TABLE shared AS SELECT 7 AS n").update();
		this.scripts.revision("a1", "", "CREATE TABLE a1 AS SELECT n FROM shared;", "DROP TABLE a1;");
		Migrator migrator = this.scripts.builder(database.newConnections()).schema("My App").lockMode(mode).build();
		migrator.upgrade();
		assertThat(tables(database, "My App")).contains("a1", "migrate_history", "migrate_version");
		assertThat(database.tables()).containsExactly("shared");
		migrator.downgrade("base");
		assertThat(tables(database, "My App")).contains("migrate_history", "migrate_version").doesNotContain("a1");
	}

	@Test
	void theTablesOfTheToolMayBeElsewhere(TestDatabase database) {
		database.jdbc().sql("CREATE SCHEMA app").update();
		database.jdbc().sql("CREATE SCHEMA tool").update();
		Migrator migrator = this.scripts.chain()
			.builder(database.newConnections())
			.schema("app")
			.versionTableSchema("tool")
			.lockMode(LockMode.TABLE)
			.build();
		migrator.upgrade();
		assertThat(tables(database, "app")).containsExactly("a1", "b2", "c3");
		assertThat(tables(database, "tool")).containsExactly("migrate_history", "migrate_lock", "migrate_version");
		assertThat(migrator.status().upToDate()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "ADVISORY, PER_REVISION", "ADVISORY, ALL", "TRANSACTION, PER_REVISION", "TRANSACTION, ALL" })
	void theSearchPathIsThatOfTheRunForEachRevisionAndPutBackAfterwards(LockMode lock, TransactionMode transaction,
			TestDatabase database) throws SQLException {
		database.jdbc().sql("CREATE SCHEMA app").update();
		this.scripts.revision("a1", "", "CREATE TABLE a1 (id int);\nSET search_path = pg_catalog;", "")
			.revision("b2", "a1", "CREATE TABLE b2 AS SELECT current_setting('search_path') AS path;", "");
		try (Connection connection = database.newConnections().getConnection()) {
			JdbcClient session = JdbcClient.create(new SingleConnectionDataSource(connection, true));
			session.sql("SELECT set_config('search_path', 'public, pg_temp', false)").query().singleRow();
			this.scripts.builder(new SingleConnectionDataSource(connection, true))
				.schema("app")
				.lockMode(lock)
				.transaction(transaction)
				.build()
				.upgrade();
			assertThat(session.sql("SELECT path FROM app.b2").query(String.class).single())
				.isEqualTo("app, public, pg_temp");
			assertThat(session.sql("SHOW search_path").query(String.class).single()).isEqualTo("public, pg_temp");
		}
	}

	@ParameterizedTest
	@EnumSource
	void nothingIsCreatedInAnotherSchemaWhenTheRoleMayNotUseThisOne(LockMode mode, TestDatabase database)
			throws SQLException {
		String role = database.name() + "_guest";
		database.jdbc().sql("CREATE SCHEMA app").update();
		database.jdbc().sql("CREATE ROLE " + role + " LOGIN PASSWORD 'guest'").update();
		database.jdbc().sql("GRANT ALL ON SCHEMA public TO " + role).update();
		try (Connection connection = new DriverManagerDataSource(database.url(), role, "guest").getConnection()) {
			SingleConnectionDataSource dataSource = new SingleConnectionDataSource(connection, true);
			Migrator migrator = this.scripts.chain()
				.builder(dataSource)
				.schema("app")
				.versionTableSchema("public")
				.lockMode(mode)
				.build();
			assertThatExceptionOfType(MigrationSchemaException.class).isThrownBy(migrator::upgrade)
				.withMessageContaining("Schema 'app' does not exist")
				.withMessageContaining("or the role may not use it");
			assertThat(database.tables()).isEmpty();
			assertThat(JdbcClient.create(dataSource).sql("SHOW search_path").query(String.class).single())
				.isEqualTo("\"$user\", public");
		}
		finally {
			database.jdbc().sql("DROP OWNED BY " + role).update();
			database.jdbc().sql("DROP ROLE " + role).update();
		}
	}

	@ParameterizedTest
	@EnumSource
	void theFirstRunCreatesTheSchemasIfItIsTold(LockMode mode, TestDatabase database) {
		MigratorBuilder builder = this.scripts.chain()
			.builder(database.newConnections())
			.schema("My App")
			.versionTableSchema("tool")
			.lockMode(mode)
			.createSchema(true);
		Migrator migrator = builder.build();
		assertThatExceptionOfType(MigrationSchemaException.class)
			.isThrownBy(() -> migrator.upgrade("head", new RunOptions(RunOptions.defaults().listener(), null, true)));
		assertThatException().isThrownBy(() -> migrator.stamp("nothing"));
		assertThat(migrator.status().pending()).hasSize(3);
		assertThat(schemas(database)).containsExactly("public");
		List<CompletableFuture<MigrationResult>> runs = IntStream.range(0, (mode == LockMode.NONE) ? 1 : 5)
			.mapToObj((number) -> CompletableFuture.supplyAsync(builder.build()::upgrade))
			.toList();
		assertThat(runs.stream().map(CompletableFuture::join).flatMap((result) -> result.steps().stream())).hasSize(3);
		assertThat(schemas(database)).containsExactly("My App", "public", "tool");
		assertThat(tables(database, "My App")).containsExactly("a1", "b2", "c3");
	}

	@Test
	void aSchemaThatExistsNeedsNoRightToCreateOne(TestDatabase database) {
		String role = database.name() + "_guest";
		database.jdbc().sql("CREATE ROLE " + role + " LOGIN PASSWORD 'guest'").update();
		try {
			MigratorBuilder builder = this.scripts.chain()
				.builder(new DriverManagerDataSource(database.url(), role, "guest"))
				.schema("app");
			assertThatExceptionOfType(MigrationSchemaException.class).isThrownBy(builder.build()::upgrade)
				.withMessageContaining("migrate.create-schema=true");
			Migrator migrator = builder.createSchema(true).build();
			assertThatExceptionOfType(MigrationSchemaException.class).isThrownBy(migrator::upgrade)
				.withMessageContaining("Schema 'app' does not exist and cannot be created: permission denied")
				.withMessageContaining("grant it CREATE on the database");
			database.jdbc().sql("CREATE SCHEMA app; GRANT ALL ON SCHEMA app TO " + role).update();
			assertThat(migrator.upgrade().steps()).hasSize(3);
		}
		finally {
			database.jdbc().sql("DROP OWNED BY " + role).update();
			database.jdbc().sql("DROP ROLE " + role).update();
		}
	}

	@Test
	void aScriptCreatesTheSchemasToo(TestDatabase database) {
		Migrator migrator = this.scripts.chain()
			.builder(database.newConnections())
			.schema("My App")
			.createSchema(true)
			.build();
		String script = migrator.offline("postgresql").upgrade("base:b2");
		PostgresqlDialect.newest().runScript(new JdbcTemplate(database.newConnections()), script);
		assertThat(migrator.upgrade().before()).containsExactly("b2");
		assertThat(tables(database, "My App")).contains("a1", "b2", "c3", "migrate_version");
	}

	@Test
	void aNameThatTheServerReservesIsRefused(TestDatabase database) {
		Migrator migrator = this.scripts.chain()
			.builder(database.newConnections())
			.schema("pg_app")
			.createSchema(true)
			.build();
		assertThatExceptionOfType(MigrationSchemaException.class).isThrownBy(migrator::upgrade)
			.withMessageContaining("unacceptable schema name")
			.withMessageContaining("set migrate.schema to another schema");
	}

	@Test
	void anEmptyNameIsRefused(TestDatabase database) {
		assertThatExceptionOfType(MigrationSchemaException.class)
			.isThrownBy(this.scripts.builder(database.newConnections()).schema(" ")::build)
			.withMessageContaining("migrate.schema is empty");
		assertThatExceptionOfType(MigrationSchemaException.class)
			.isThrownBy(this.scripts.builder(database.newConnections()).versionTableSchema("")::build)
			.withMessageContaining("migrate.version-table-schema is empty");
	}

	private static List<String> schemas(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_|^information_schema' ORDER BY nspname")
			.query(String.class)
			.list();
	}

	private static List<String> tables(TestDatabase database, String schema) {
		return database.jdbc()
			.sql("SELECT tablename FROM pg_tables WHERE schemaname = ? ORDER BY 1")
			.param(schema)
			.query(String.class)
			.list();
	}

}
