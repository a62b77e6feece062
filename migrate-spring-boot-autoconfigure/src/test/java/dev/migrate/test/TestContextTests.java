package dev.migrate.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.BeanFactoryMigrationFactory;
import dev.migrate.autoconfigure.MigrateAutoConfiguration;
import dev.migrate.autoconfigure.city.CityRepository;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.ScriptFolder;
import dev.migrate.test.beanrevisions.TableBean;
import dev.migrate.testsupport.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs tests that have an application context.
 */
class TestContextTests {

	private static final String CITIES = "classpath:dev/migrate/autoconfigure/revisions";

	private static final String CURRENT = "SELECT current_database()";

	@TempDir
	private static Path folder;

	@TempDir
	private static Path others;

	private static TestDatabase database;

	@BeforeAll
	static void createDatabase() {
		database = TestDatabase.on(17);
		new ScriptFolder(folder).chain();
	}

	@AfterAll
	static void dropDatabase() {
		database.close();
	}

	static void connect(DynamicPropertyRegistry registry) {
		registry.add("migrate.locations", () -> folder.toUri().toString());
		registry.add("spring.datasource.url", database::url);
		registry.add("spring.datasource.username", database::user);
		registry.add("spring.datasource.password", database::password);
	}

	@Test
	void theMigratorsOfTheContextAreTestedAndNothingElseIsCreated() {
		TestRun run = TestRun.of(Migrators.class);
		assertThat(run.failed()).containsExactly("Scenarios/isNamedAsAMigrator(MigrationScenario)");
		assertThat(run.results())
			.containsEntry("people/no downgrade leaves a trace/b1 create the table of a bean", "successful")
			.containsEntry("Scenarios/beginsAtARevision(MigrationScenario)", "successful")
			.containsEntry("Scenarios/isNamedAsAMigrator(MigrationScenario)",
					"""
							failed: There are several migrators: people, other. Name the parameter scenario of type MigrationScenario \
							as one of them, and compile with -parameters.""")
			.containsEntry("other/no downgrade leaves a trace/c3 make c3", "successful")
			.containsEntry("other/" + MigrationCheck.ENTITIES.description(),
					"aborted: There are no JPA entities, no schema script and no TargetSchema to compare the database with.");
		assertThat(database.tables()).isEmpty();
	}

	@Test
	void aContextGetsACopyOfAMigratedDatabase() {
		TestRun first = TestRun.of(Copy.class);
		assertThat(first.failed()).as(first.toString()).isEmpty();
		String name = Copy.name;
		String started = Copy.started;
		TestRun second = TestRun.of(Copy.class);
		assertThat(second.failed()).isEmpty();
		assertThat(Copy.name).isNotEqualTo(name);
		assertThat(Copy.started).isEqualTo(started);
		assertThat(database.tables()).isEmpty();
		assertThat(database.jdbc()
			.sql("SELECT count(*) FROM pg_database WHERE datname IN (?, ?)")
			.params(name, Copy.name)
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void aSliceGetsACopyAsWell() {
		TestRun run = TestRun.of(Slice.class);
		assertThat(run.failed()).as(run.toString()).isEmpty();
		assertThat(run.results()).hasSize(1);
		assertThat(database.tables()).isEmpty();
	}

	/**
	 * They would run for what the class asks for.
	 */
	@Test
	void nothingElseChangesTheDatabaseOfTheApplication() throws IOException {
		Files.writeString(others.resolve("schema.sql"), "CREATE TABLE left_by_schema_script ();");
		Files.writeString(others.resolve("V1__left.sql"), "CREATE TABLE left_by_flyway ();");
		TestRun run = TestRun.of(OtherSchemaManagers.class);
		assertThat(run.failed()).as(run.toString()).containsExactly(MigrationCheck.ENTITIES.description());
		assertThat(run.result(MigrationCheck.ENTITIES.description())).contains("nullability of city.name");
		assertThat(database.tables()).isEmpty();
	}

	@SpringBootTest(classes = MigratorsApplication.class)
	@MigrationTests(skip = @Skip(check = MigrationCheck.OFFLINE_SCRIPT, reason = "takes time"))
	@DirtiesContext
	@Transactional
	static class Migrators {

		@DynamicPropertySource
		static void database(DynamicPropertyRegistry registry) {
			connect(registry);
		}

		@Nested
		@Transactional(propagation = Propagation.NOT_SUPPORTED)
		class Scenarios {

			@Test
			void beginsAtARevision(MigrationScenario other) {
				MigrationAssertions.assertThat(other.migrateTo("b2")).isAt("b2");
			}

			@Test
			void isNamedAsAMigrator(MigrationScenario scenario) {
				scenario.migrateTo("b2");
			}

		}

	}

	@SpringBootTest(classes = Application.class, properties = "migrate.test.template=true")
	@DirtiesContext
	static class Copy {

		private static String name = "";

		private static String started = "";

		@DynamicPropertySource
		static void database(DynamicPropertyRegistry registry) {
			connect(registry);
		}

		@Test
		void hasAllRevisions(@Autowired JdbcClient jdbc, @Autowired Migrator migrator) {
			name = jdbc.sql(CURRENT).query(String.class).single();
			started = jdbc.sql("SELECT string_agg(started_at::text, ' ' ORDER BY id) FROM migrate_history")
				.query(String.class)
				.single();
			assertThat(jdbc.sql("SELECT count(*) FROM c3").query(Integer.class).single()).isZero();
			assertThat(migrator.rows()).containsExactly("c3");
			assertThat(name).startsWith("migrate_test_");
		}

	}

	@DataJpaTest(properties = { "migrate.test.template=true", "spring.jpa.hibernate.ddl-auto=validate" })
	@ContextConfiguration(classes = CitiesApplication.class)
	@DirtiesContext
	static class Slice {

		@DynamicPropertySource
		static void database(DynamicPropertyRegistry registry) {
			connect(registry);
			registry.add("migrate.locations", () -> CITIES);
		}

		@Test
		void hasAllRevisions(@Autowired CityRepository cities, @Autowired JdbcClient jdbc) {
			assertThat(cities.count()).isZero();
			assertThat(jdbc.sql(CURRENT).query(String.class).single()).startsWith("migrate_test_");
		}

	}

	@DataJpaTest(properties = { "spring.jpa.hibernate.ddl-auto=create",
			"spring.jpa.properties.hibernate.hbm2ddl.auto=create", "spring.sql.init.mode=always" })
	@ContextConfiguration(classes = CitiesApplication.class)
	@MigrationTests(skip = @Skip(check = MigrationCheck.OFFLINE_SCRIPT, reason = "takes time"))
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	@DirtiesContext
	static class OtherSchemaManagers {

		@Autowired
		private @Nullable CityRepository cities;

		@Autowired
		private @Nullable JdbcClient jdbc;

		@DynamicPropertySource
		static void database(DynamicPropertyRegistry registry) {
			connect(registry);
			registry.add("migrate.locations", () -> CITIES);
			registry.add("spring.sql.init.schema-locations", () -> others.resolve("schema.sql").toUri());
			registry.add("spring.flyway.locations", () -> "filesystem:" + others);
		}

		@Test
		void reads() {
			assertThat(Objects.requireNonNull(this.jdbc).sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
			assertThat(this.cities).isNotNull();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
			JdbcClientAutoConfiguration.class, MigrateAutoConfiguration.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = CityRepository.class)
	static class CitiesApplication {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(DataSourceAutoConfiguration.class)
	static class MigratorsApplication {

		@Bean
		Migrator people(DataSource dataSource, ConfigurableListableBeanFactory beanFactory) {
			return Migrator.builder(dataSource)
				.locations(List.of("classpath:dev/migrate/test/beanrevisions"))
				.migrationFactory(new BeanFactoryMigrationFactory(beanFactory, dataSource))
				.build();
		}

		@Bean
		Migrator other(DataSource dataSource) {
			return new ScriptFolder(folder).migrator(dataSource);
		}

		@Bean
		TableBean tableBean() {
			return new TableBean("people");
		}

		@Bean
		CommandLineRunner runner() {
			return (arguments) -> {
				throw new IllegalStateException("A runner was run.");
			};
		}

		@Bean
		Object eager() {
			throw new IllegalStateException("A bean was created that nobody had asked for.");
		}

	}

}
