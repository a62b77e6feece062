package dev.migrate.runtime;

import java.nio.file.Path;
import java.util.List;

import javax.sql.DataSource;

import dev.migrate.runtime.run.CompletedStep;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Migrator} on every supported version of PostgreSQL, where there is a
 * container engine.
 */
@EnabledIf(value = "hasContainerEngine", disabledReason = "There is no container engine")
class PostgresqlVersionTests {

	@ParameterizedTest
	@ValueSource(ints = { 14, 15, 16, 17, 18 })
	void upgradesToHeadAndDowngradesToBase(int version, @TempDir Path folder) {
		try (PostgreSQLContainer container = new PostgreSQLContainer("postgres:" + version + "-alpine")) {
			container.start();
			DataSource dataSource = dataSource(container);
			JdbcClient jdbc = JdbcClient.create(dataSource);
			assertThat(jdbc.sql("SHOW server_version").query(String.class).single()).startsWith(version + ".");

			Migrator migrator = migrator(dataSource, folder);
			assertThat(migrator.upgrade().steps()).extracting(CompletedStep::revision)
				.containsExactly("1", "2", "c3", "d4");
			assertThat(jdbc.sql("SELECT indisvalid FROM pg_index WHERE indexrelid = 'people_family_name_idx'::regclass")
				.query(Boolean.class)
				.single()).isTrue();
			assertThat(jdbc.sql("SELECT twice(21)").query(Integer.class).single()).isEqualTo(42);
			assertThat(migrator.upgrade().steps()).isEmpty();

			assertThat(migrator.downgrade("base").after()).isEmpty();
			assertThat(
					jdbc.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").query(String.class).list())
				.containsExactlyInAnyOrder("migrate_history", "migrate_version");
		}
	}

	private static Migrator migrator(DataSource dataSource, Path folder) {
		ScriptFolder scripts = new ScriptFolder(folder)
			.revision("c3", "2", "CREATE INDEX CONCURRENTLY people_family_name_idx ON people (family_name);",
					"DROP INDEX CONCURRENTLY people_family_name_idx;")
			.revision("d4", "c3", """
					CREATE FUNCTION twice(number int) RETURNS int LANGUAGE sql
					BEGIN ATOMIC
						SELECT 2 * number;
					END;
					CREATE TABLE doubled (number int GENERATED ALWAYS AS IDENTITY);""",
					"DROP TABLE doubled;\nDROP FUNCTION twice;");
		return Migrator.builder(dataSource)
			.locations(List.of("classpath:dev/migrate/runtime/javarevisions", scripts.location()))
			.build();
	}

	private static DataSource dataSource(PostgreSQLContainer container) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(container.getJdbcUrl());
		dataSource.setUser(container.getUsername());
		dataSource.setPassword(container.getPassword());
		return dataSource;
	}

	static boolean hasContainerEngine() {
		return DockerClientFactory.instance().isDockerAvailable();
	}

}
