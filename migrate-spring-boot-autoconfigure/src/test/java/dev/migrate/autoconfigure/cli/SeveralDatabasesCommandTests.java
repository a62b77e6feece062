package dev.migrate.autoconfigure.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.MigrationMode;
import dev.migrate.autoconfigure.NamedDatabases;
import dev.migrate.autoconfigure.city.City;
import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.runtime.Migrator;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.bootstrap.BootstrapRegistry.InstanceSupplier;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for how an application with several databases becomes a command.
 */
@ExtendWith(PostgresExtension.class)
class SeveralDatabasesCommandTests {

	private static final String CITIES = "--migrate.databases.cities.locations=classpath:dev/migrate/autoconfigure/revisions";

	@TempDir
	private Path project;

	@BeforeEach
	void writePom() throws IOException {
		Files.writeString(this.project.resolve("pom.xml"), "<project/>");
	}

	@Test
	void commandsWithoutAContextReadTheScriptsOfTheRightOne() throws IOException {
		String[] countries = { "--migrate.databases.countries.schema=c", CITIES,
				"--migrate.databases.countries.revision.format=sql" };
		TestProcess heads = run(Nothing.class, countries, "heads", "--database", "cities");
		assertThat(heads.exitCode()).as(heads.toString()).isZero();
		assertThat(heads.out()).isEqualTo("2b3c4d5e6f7a  (head)  add country\n");
		TestProcess both = run(Nothing.class, countries, "heads");
		assertThat(both.exitCode()).isEqualTo(1);
		assertThat(both.out()).isEqualTo("cities:\n2b3c4d5e6f7a  (head)  add country\n");
		assertThat(both.err()).contains("Error: countries: ", "classpath:db/countries/revisions");
		TestProcess neither = run(Nothing.class, countries, "revision", "-m", "create countries");
		assertThat(neither.exitCode()).isEqualTo(1);
		assertThat(neither.err()).contains("2 databases: cities, countries", "--database cities");
		TestProcess written = run(Nothing.class, countries, "revision", "-m", "create countries", "--format", "sql",
				"--database", "countries");
		assertThat(written.exitCode()).as(written.toString()).isZero();
		assertThat(file("db/countries/revisions")).contains("-- message: create countries")
			.doesNotContain("-- revises");
		TestProcess unnamed = run(Nothing.class,
				new String[] { "--migrate.databases.countries.schema=c",
						"--migrate.locations=classpath:dev/migrate/autoconfigure/revisions" },
				"heads", "--database", "default");
		assertThat(unnamed.out()).isEqualTo("2b3c4d5e6f7a  (head)  add country\n");
	}

	@Test
	void aDatabaseWhosePropertiesAreAllMisspelledIsRefused() {
		String[] misspelled = { "--migrate.databases.cities.location=classpath:cities",
				"--migrate.locations=classpath:dev/migrate/autoconfigure/revisions" };
		String problem = "The database 'cities' has no property that there is, only migrate.databases.cities.location.";
		TestProcess heads = run(Nothing.class, misspelled, "heads", "--database", "cities");
		assertThat(heads.exitCode()).as(heads.toString()).isEqualTo(1);
		assertThat(heads.err()).contains("Error: " + problem);
		assertThatExceptionOfType(MigrateConfigurationException.class)
			.isThrownBy(() -> run(Application.class, misspelled, "upgrade", "--database", "cities"))
			.withMessageContaining(problem);
	}

	@Test
	void wherePropertiesDescribeNoDatabaseItsBeansAreAsked() {
		TestProcess heads = run(OwnMigrators.class, new String[0], "heads");
		assertThat(heads.exitCode()).as(heads.toString()).isZero();
		assertThat(heads.out()).isEqualTo("""
				first:
				2b3c4d5e6f7a  (head)  add country

				second:
				2b3c4d5e6f7a  (head)  add country
				""");
		TestProcess revision = run(OwnMigrators.class, new String[0], "revision", "-m", "create countries");
		assertThat(revision.exitCode()).isEqualTo(1);
		assertThat(revision.err()).contains("2 databases: first, second");
		assertThat(this.project.resolve("src")).doesNotExist();
	}

	@Test
	void aCommandMigratesNoneOfThemByItself() {
		DefaultBootstrapContext bootstrapContext = new DefaultBootstrapContext();
		CommandSession session = new CommandSession(
				CommandArguments.find(new String[] { "migrate", "current" }).orElseThrow(), new TestProcess());
		bootstrapContext.register(CommandSession.class, InstanceSupplier.of(session));
		MockEnvironment environment = new MockEnvironment().withProperty("migrate.databases.order-history.mode",
				"upgrade");
		new CommandEnvironmentPostProcessor(bootstrapContext).postProcessEnvironment(environment,
				new SpringApplication(Nothing.class));
		assertThat(NamedDatabases.of(environment).get("order-history").properties().getMode())
			.isEqualTo(MigrationMode.NONE);
	}

	@Test
	void eachHasItsEntitiesAndItsFolder(TestDatabase cities) throws IOException {
		try (TestDatabase countries = TestDatabase.on(cities.version())) {
			String location = "file:" + Files.createDirectories(this.project.resolve("more"));
			String[] properties = { CITIES, "--test.cities=" + cities.url(), "--test.countries=" + countries.url(),
					"--migrate.databases.cities.data-source=citiesDataSource",
					"--migrate.databases.countries.data-source=countriesDataSource",
					"--migrate.databases.countries.locations=" + location,
					"--migrate.databases.countries.autogenerate.exclude=countries.full_name" };
			Migrator.builder(cities.dataSource())
				.locations(List.of("classpath:dev/migrate/autoconfigure/revisions"))
				.build()
				.upgrade();
			TestProcess check = run(Application.class, properties, "check");
			assertThat(check.exitCode()).as(check.toString()).isEqualTo(1);
			assertThat(check.out()).as(check.toString()).isEqualTo("""
					cities:
					type of city.country: varchar(255) wanted, varchar(2) found
					nullability of city.name: NULL wanted, NOT NULL found

					countries:
					table countries is missing
					""");
			TestProcess sql = run(Application.class, properties, "upgrade", "--sql", "--database", "cities");
			assertThat(sql.exitCode()).as(sql.toString()).isZero();
			assertThat(sql.out()).startsWith("-- From base to 2b3c4d5e6f7a, for PostgreSQL");
			TestProcess written = run(Application.class, properties, "revision", "-m", "create countries",
					"--autogenerate", "--format", "sql", "--database", "countries");
			assertThat(written.exitCode()).as(written.toString()).isZero();
			try (Stream<Path> files = Files.walk(this.project.resolve("more"))) {
				assertThat(Files.readString(files.filter(Files::isRegularFile).findFirst().orElseThrow()))
					.contains("CREATE TABLE countries")
					.doesNotContain("city", "full_name");
			}
		}
	}

	private String file(String folder) throws IOException {
		try (Stream<Path> files = Files.list(this.project.resolve("src/main/resources/" + folder))) {
			return Files.readString(files.findFirst().orElseThrow());
		}
	}

	private TestProcess run(Class<?> application, String[] properties, String... command) {
		List<String> arguments = new ArrayList<>(List.of("migrate"));
		arguments.addAll(Arrays.asList(command));
		arguments.addAll(Arrays.asList(properties));
		return new TestProcess().in(this.project)
			.run(new SpringApplication(application), arguments.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMigrators {

		@Bean
		Migrator first() {
			return migrator();
		}

		@Bean
		Migrator second() {
			return migrator();
		}

		private static Migrator migrator() {
			return Migrator.builder(new DriverManagerDataSource())
				.locations("classpath:dev/migrate/autoconfigure/revisions")
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		DataSource citiesDataSource(Environment environment) {
			return dataSource("test.cities", environment);
		}

		@Bean
		DataSource countriesDataSource(Environment environment) {
			return dataSource("test.countries", environment);
		}

		@Bean
		LocalContainerEntityManagerFactoryBean cities(DataSource citiesDataSource) {
			LocalContainerEntityManagerFactoryBean factory = factory(citiesDataSource);
			factory.setPackagesToScan(City.class.getPackageName());
			return factory;
		}

		@Bean
		LocalContainerEntityManagerFactoryBean countries(DataSource countriesDataSource) {
			LocalContainerEntityManagerFactoryBean factory = factory(
					new LazyConnectionDataSourceProxy(countriesDataSource));
			factory.setMappingResources("dev/migrate/autoconfigure/mapped/orm.xml");
			return factory;
		}

		private static DataSource dataSource(String property, Environment environment) {
			return new DriverManagerDataSource(environment.getRequiredProperty(property), "postgres", "postgres");
		}

		private static LocalContainerEntityManagerFactoryBean factory(DataSource dataSource) {
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setDataSource(dataSource);
			factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			return factory;
		}

	}

}
