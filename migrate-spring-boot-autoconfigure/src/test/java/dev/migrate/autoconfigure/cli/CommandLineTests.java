package dev.migrate.autoconfigure.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.MigrationInitializer;
import dev.migrate.autoconfigure.datasource.MigrateDataSource;
import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.runtime.Migrator;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for how an application becomes a command.
 */
@ExtendWith(PostgresExtension.class)
@Order(1)
class CommandLineTests {

	private static final String LOCATIONS = "--migrate.locations=classpath:dev/migrate/autoconfigure/revisions";

	private static final List<String> created = new CopyOnWriteArrayList<>();

	@BeforeEach
	@AfterEach
	void forget() {
		created.clear();
	}

	@Test
	void runsACommandWithoutADatabaseBeforeThereIsAContext() {
		TestProcess process = new TestProcess().run(new SpringApplication(App.class), "migrate", "heads", LOCATIONS,
				"--spring.datasource.url=jdbc:postgresql://localhost:1/none");
		assertThat(process.exitCode()).as(process.toString()).isZero();
		assertThat(process.out()).isEqualTo("2b3c4d5e6f7a  (head)  add country\n");
		assertThat(created).isEmpty();
	}

	@Test
	void writesNewScriptsAsThePropertiesSay(@TempDir Path project) throws IOException {
		Path folder = Files
			.createDirectories(project.resolve("src/main/resources/dev/migrate/autoconfigure/revisions/new"));
		TestProcess process = new TestProcess().in(project)
			.run(new SpringApplication(App.class), "migrate", "revision", "-m", "add mayor", LOCATIONS,
					"--migrate.revision.format=sql", "--migrate.revision.file-template=new/{hour}{minute}_{slug}",
					"--migrate.revision.timezone=Asia/Kolkata", "--migrate.revision.hooks[0]=echo wrote {file}");
		assertThat(process.exitCode()).as(process.toString()).isZero();
		assertThat(process.out()).contains("follows 2b3c4d5e6f7a.");
		try (Stream<Path> files = Files.list(folder)) {
			Path file = files.findFirst().orElseThrow();
			Instant time = Instant.parse(Files.readString(file).replaceFirst("(?s).*-- created: (\\S+).*", "$1"));
			assertThat(file.getFileName())
				.hasToString(DateTimeFormatter.ofPattern("HHmm").format(time.atZone(ZoneId.of("Asia/Kolkata")))
						+ "_add_mayor.sql");
			assertThat(process.err()).contains("wrote " + file);
		}
		assertThat(created).isEmpty();
	}

	@Test
	void runsACommandInsteadOfTheApplication(TestDatabase database) {
		SpringApplication application = new SpringApplication(App.class);
		application.setWebApplicationType(WebApplicationType.SERVLET);
		TestProcess process = run(application, database, "migrate", "upgrade", "1a2b3c4d5e6f");
		assertThat(process.exitCode()).as(process.toString()).isZero();
		assertThat(process.out()).contains("The database is at 1a2b3c4d5e6f now");
		assertThat(process.err()).isEmpty();
		assertThat(database.tables()).contains("city");
		assertThat(created).contains("migrator")
			.doesNotContain("runner", "listener", "lifecycle", "server", "factory", "initializer");
		// The server notices a moment later that a connection was closed.
		await().untilAsserted(() -> assertThat(connections(database)).isZero());
	}

	@Test
	void adoptsAsThePropertiesOfFlywaySayAndRunsItNowhereElse(@TempDir Path project, TestDatabase database)
			throws IOException {
		Path revisions = project.resolve("revisions");
		Files.writeString(Files.createDirectories(project.resolve("old")).resolve("X1-a.sql"),
				"CREATE TABLE #(table.name) (id int);");
		TestProcess process = new TestProcess().in(project)
			.run(new SpringApplication(App.class), "migrate", "adopt", "flyway",
					"--migrate.locations=file:" + revisions, "--spring.datasource.url=" + database.url(),
					"--spring.datasource.username=" + database.user(),
					"--spring.datasource.password=" + database.password(), "--spring.flyway.locations=filesystem:old",
					"--spring.flyway.sqlMigrationPrefix=X", "--spring.flyway.sql-migration-separator=-",
					"--spring.flyway.placeholder-prefix=#(", "--spring.flyway.placeholder-suffix=)",
					"--spring.flyway.placeholders.table.name=a");
		assertThat(process.exitCode()).as(process.toString()).isZero();
		assertThat(process.out()).contains("Wrote 1 revision:", "Both histories build the same.");
		try (Stream<Path> files = Files.list(revisions)) {
			assertThat(files.findFirst().orElseThrow()).content().contains("CREATE TABLE ${table.name} (id int);");
		}
		assertThat(database.tables()).isEmpty();
	}

	@Test
	void propertiesBelongToSpringWhereverTheyStand(TestDatabase database) {
		TestProcess process = new TestProcess().run(new SpringApplication(App.class), "--migrate.schema=tool",
				"--spring.datasource.url=" + database.url(), "migrate", "--spring.datasource.username=postgres",
				"current", "--spring.datasource.password=postgres", LOCATIONS, "-v");
		assertThat(process.exitCode()).as(process.toString()).isZero();
		assertThat(process.out()).contains(database.url());
	}

	@ParameterizedTest
	@ValueSource(strings = { "current", "heads" })
	void startsTheApplicationWhenSwitchedOff(String command, TestDatabase database) {
		TestProcess process = run(new SpringApplication(Beans.class, Web.class), database, "migrate", command,
				"--migrate.cli.enabled=false", "--spring.main.web-application-type=none");
		assertThat(process.exitCode()).isNull();
		assertThat(process.out()).isEmpty();
		assertThat(created).contains("runner", "initializer");
		assertThat(database.tables()).contains("city");
	}

	@Test
	void startsTheApplicationWhenMigrateIsNotTheFirstArgument(TestDatabase database) {
		TestProcess process = run(new SpringApplication(Beans.class, Web.class), database, "serve", "migrate",
				"--spring.main.web-application-type=none");
		assertThat(process.exitCode()).isNull();
		assertThat(created).contains("runner");
	}

	@Test
	void suggestsTheNearestCommandWithoutAContext() {
		TestProcess process = new TestProcess().run(new SpringApplication(App.class), "migrate", "heds", LOCATIONS);
		assertThat(process.exitCode()).as(process.toString()).isEqualTo(2);
		assertThat(process.err()).contains("heads");
		assertThat(created).isEmpty();
	}

	@Test
	void refusesToStartWhenMainLosesTheCommand(TestDatabase database) {
		SpringApplication application = new SpringApplication(App.class);
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> run(application, database, "--spring.main.web-application-type=none",
					"--sun.java.command=/srv/app.jar --debug migrate upgrade head"))
			.havingRootCause()
			.isInstanceOf(MigrateConfigurationException.class)
			.withMessageContaining("'migrate upgrade head'")
			.withMessageContaining("SpringApplication.run(Application.class, args)");
		assertThat(database.tables()).isEmpty();
	}

	@Test
	void asksWhichOfSeveralMigratorsIsMeant(TestDatabase database) {
		TestProcess ambiguous = run(new SpringApplication(TwoMigrators.class), database, "migrate", "upgrade");
		assertThat(ambiguous.exitCode()).isEqualTo(1);
		assertThat(ambiguous.err()).contains("2 databases: billing, orders.", "--database billing");
		TestProcess chosen = run(new SpringApplication(TwoMigrators.class), database, "migrate", "upgrade",
				"--database=orders");
		assertThat(chosen.exitCode()).as(chosen.toString()).isZero();
		assertThat(database.tables()).contains("orders_version").doesNotContain("billing_version");
		TestProcess unknown = run(new SpringApplication(TwoMigrators.class), database, "migrate", "heads",
				"--database=oders");
		assertThat(unknown.exitCode()).isEqualTo(1);
		assertThat(unknown.err()).contains("no database 'oders'", "Did you mean 'orders'?", "billing, orders");
	}

	@Test
	void migratesTheDataSourceThatIsMeantForIt(TestDatabase database) {
		TestProcess process = run(new SpringApplication(TwoDataSources.class, Migrated.class), database, "migrate",
				"upgrade");
		assertThat(process.exitCode()).as(process.toString()).isZero();
		assertThat(database.tables()).contains("city");
	}

	@Test
	void asksWhichOfSeveralDataSourcesIsMeant(TestDatabase database) {
		TestProcess process = run(new SpringApplication(TwoDataSources.class), database, "migrate", "upgrade");
		assertThat(process.exitCode()).isEqualTo(1);
		assertThat(process.err()).startsWith("Error: ").contains("orders", "billing", "@MigrateDataSource");
		assertThat(process.err().lines()).hasSizeLessThanOrEqualTo(2);
	}

	@Test
	void needsNoWebServerWhateverThePropertiesSay(TestDatabase database) {
		TestProcess process = run(new SpringApplication(App.class), database, "migrate", "current",
				"--spring.main.web-application-type=servlet", "--spring.main.lazy-initialization=false");
		assertThat(process.exitCode()).as(process.toString()).isZero();
		assertThat(process.err()).contains("The database is at base");
		assertThat(created).doesNotContain("runner", "listener", "lifecycle", "server", "factory");
	}

	@Test
	void runsInTheContextThatHasTheMigrator(TestDatabase database) {
		SpringApplicationBuilder parent = new SpringApplicationBuilder(Parent.class);
		TestProcess process = new TestProcess().run(parent, parent.child(Beans.class, Web.class),
				arguments(database, "migrate", "upgrade"));
		assertThat(process.exitCode()).as(process.toString()).isZero();
		assertThat(process.out()).contains("The database is at 2b3c4d5e6f7a now");
		assertThat(created).doesNotContain("runner", "listener", "lifecycle", "server");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			--migrate.revision.format=xml             | migrate.revision.format   | Set it to one of: java, kotlin, sql.
			--migrate.revision.timezone=Mars/Olympus  | migrate.revision.timezone | Correct it
			--migrate.session.lock-timeout=soon       | lock-timeout              | Correct it
			""")
	void aPropertyThatCannotBeUsedIsToldInTwoLines(String property, String name, String action) {
		TestProcess process = new TestProcess().run(new SpringApplication(App.class), "migrate", "heads", LOCATIONS,
				property);
		assertThat(process.exitCode()).isEqualTo(1);
		assertThat(process.err()).startsWith("Error: The value '" + property.replaceFirst(".*=", "") + "' of ")
			.contains(name, action);
		assertThat(process.err().lines()).hasSize(2);
		assertThat(process.out()).isEmpty();
	}

	@Test
	void aMissingDatabaseIsToldInTwoLines() {
		TestProcess process = new TestProcess().run(new SpringApplication(App.class), "migrate", "current", LOCATIONS,
				"--spring.datasource.url=jdbc:postgresql://localhost:1/none",
				"--spring.datasource.hikari.connection-timeout=250");
		assertThat(process.exitCode()).isEqualTo(1);
		assertThat(process.err()).contains("No connection to the database can be had");
	}

	@Test
	void aWrongPasswordIsToldInTwoLines(TestDatabase database) {
		TestProcess process = new TestProcess().run(new SpringApplication(App.class), "migrate", "current", LOCATIONS,
				"--spring.datasource.url=" + database.url() + "?user=nobody",
				"--spring.datasource.hikari.connection-timeout=250");
		assertThat(process.exitCode()).isEqualTo(1);
		assertThat(process.err()).contains("No connection to the database can be had", "nobody");
	}

	@Test
	void aMissingDriverIsToldInTwoLines() {
		TestProcess process = new TestProcess().run(new SpringApplication(App.class), "migrate", "current", LOCATIONS,
				"--spring.datasource.url=jdbc:nothing://localhost/none",
				"--spring.datasource.embedded-database-connection=none");
		assertThat(process.exitCode()).isEqualTo(1);
		assertThat(process.err()).startsWith("Error: ").contains("'jdbc:nothing://localhost/none'", "Add the driver");
		assertThat(process.err().lines()).hasSizeLessThanOrEqualTo(2);
	}

	@Test
	void aDriverThatDoesNotTakeTheUrlIsToldInTwoLines() {
		TestProcess process = new TestProcess().run(new SpringApplication(App.class), "migrate", "current", LOCATIONS,
				"--spring.datasource.url=jdbc:nothing://localhost/none?password=secret");
		assertThat(process.exitCode()).isEqualTo(1);
		assertThat(process.err()).startsWith("Error: No connection to the database can be had")
			.contains("jdbc:nothing://localhost/none")
			.doesNotContain("secret");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"',
			value = { "migrate.session.network-timeout=-5s, migrate.session.network-timeout must be",
					"migrate.session.lock-timeout=40d, lockTimeout must be",
					"migrate.retry.initial-delay=-1s, initialDelay must not" })
	void aValueThatIsNotPossibleIsToldInTwoLines(String property, String message) {
		TestProcess process = new TestProcess().run(new SpringApplication(App.class), "migrate", "current", LOCATIONS,
				"--spring.datasource.url=jdbc:postgresql://localhost:1/none", "--" + property);
		assertThat(process.exitCode()).isEqualTo(1);
		assertThat(process.err()).startsWith("Error: The migrator cannot be configured: " + message);
		assertThat(process.err().lines()).hasSizeLessThanOrEqualTo(2);
	}

	@Test
	void aMissingUrlIsToldInTwoLines() {
		TestProcess process = new TestProcess().run(new SpringApplication(App.class), "migrate", "current", LOCATIONS,
				"--spring.datasource.embedded-database-connection=none");
		assertThat(process.exitCode()).isEqualTo(1);
		assertThat(process.err()).startsWith("Error: Failed to configure a DataSource");
		assertThat(process.err().lines()).hasSizeLessThanOrEqualTo(2);
	}

	@Test
	void anApplicationWithoutADataSourceIsToldWhatItLacks() {
		SpringApplication application = new SpringApplication(WithoutDataSource.class);
		TestProcess process = new TestProcess().run(application, "migrate", "current", LOCATIONS);
		assertThat(process.exitCode()).isEqualTo(1);
		assertThat(process.err()).contains("has no database to migrate", "spring.datasource.url");
	}

	private static TestProcess run(SpringApplication application, TestDatabase database, String... arguments) {
		return new TestProcess().run(application, arguments(database, arguments));
	}

	private static String[] arguments(TestDatabase database, String... arguments) {
		List<String> all = new CopyOnWriteArrayList<>(arguments);
		all.addAll(List.of(LOCATIONS, "--spring.datasource.url=" + database.url(),
				"--spring.datasource.username=" + database.user(),
				"--spring.datasource.password=" + database.password(), "--server.port=0"));
		return all.toArray(String[]::new);
	}

	private static long connections(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT count(*) FROM pg_stat_activity WHERE datname = ? AND pid <> pg_backend_pid()")
			.param(database.name())
			.query(Long.class)
			.single();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class App extends Beans {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Web {

	}

	/**
	 * What an application has that a command must not start.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		CommandLineRunner runner() {
			return (arguments) -> created.add("runner");
		}

		@Bean
		ApplicationListener<ContextRefreshedEvent> listener() {
			created.add("listener");
			return (event) -> {
			};
		}

		@Bean
		SmartLifecycle lifecycle() {
			created.add("lifecycle");
			return new NoLifecycle();
		}

		@Bean
		static BeanPostProcessor recorder() {
			return new Recorder();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Parent {

		@Bean
		CommandLineRunner parentRunner() {
			return (arguments) -> created.add("runner");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TwoMigrators {

		@Bean
		Migrator billing(DataSource dataSource) {
			return migrator(dataSource, "billing");
		}

		@Bean
		Migrator orders(DataSource dataSource) {
			return migrator(dataSource, "orders");
		}

		private static Migrator migrator(DataSource dataSource, String name) {
			return Migrator.builder(dataSource)
				.locations(List.of("classpath:dev/migrate/autoconfigure/revisions"))
				.versionTable(name + "_version")
				.historyTable(name + "_history")
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TwoDataSources {

		@Bean
		DataSource billing() {
			return new DriverManagerDataSource("jdbc:postgresql://localhost:1/billing");
		}

		@Bean
		DataSource orders() {
			return new DriverManagerDataSource("jdbc:postgresql://localhost:1/orders");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Migrated {

		@Bean(defaultCandidate = false)
		@MigrateDataSource
		DataSource migrated(Environment environment) {
			return new DriverManagerDataSource(environment.getRequiredProperty("spring.datasource.url"),
					environment.getProperty("spring.datasource.username", ""),
					environment.getProperty("spring.datasource.password", ""));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
	static class WithoutDataSource {

	}

	private static final class Recorder implements BeanPostProcessor {

		@Override
		public Object postProcessBeforeInitialization(Object bean, String beanName) {
			if (bean instanceof Migrator) {
				created.add("migrator");
			}
			if (bean instanceof MigrationInitializer) {
				created.add("initializer");
			}
			if (bean instanceof WebServerFactory) {
				created.add("server");
			}
			if (bean instanceof EntityManagerFactory) {
				created.add("factory");
			}
			return bean;
		}

	}

	private static final class NoLifecycle implements SmartLifecycle {

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return false;
		}

	}

}
