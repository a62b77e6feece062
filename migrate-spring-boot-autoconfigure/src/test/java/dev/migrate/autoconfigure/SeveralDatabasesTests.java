package dev.migrate.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import dev.migrate.MigrateException;
import dev.migrate.actuate.MigrationMetrics;
import dev.migrate.actuate.MigrationMonitors;
import dev.migrate.actuate.MigrationsDescriptor.MigratorDescriptor;
import dev.migrate.actuate.MigrationsEndpoint;
import dev.migrate.autoconfigure.failure.DatabaseMigrationException;
import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.autoconfigure.failure.MigrateFailureAnalyzer;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.MigratorBuilder;
import dev.migrate.runtime.ScriptFolder;
import dev.migrate.runtime.failure.NotAtTargetException;
import dev.migrate.runtime.run.MigrationCallback;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.io.InputStreamSource;
import org.springframework.javapoet.ClassName;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/**
 * Tests for applications with several databases.
 */
@ExtendWith({ PostgresExtension.class, OutputCaptureExtension.class })
class SeveralDatabasesTests {

	@TempDir
	private Path folder;

	private static ApplicationContextRunner application() {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MigrateAutoConfiguration.class));
	}

	private ScriptFolder scripts(String name) {
		Path scripts = this.folder.resolve(name);
		scripts.toFile().mkdirs();
		return new ScriptFolder(scripts);
	}

	/**
	 * A database that is a schema of its own.
	 */
	private String[] schema(String name, String sql) {
		String prefix = "migrate.databases." + name;
		return new String[] { prefix + ".schema=" + name, prefix + ".create-schema=true",
				prefix + ".locations=" + scripts(name).revision(name, "", sql, "SELECT 1;").location() };
	}

	private static String[] url(String prefix, TestDatabase database) {
		return new String[] { prefix + ".url=" + database.url(), prefix + ".user=" + database.user(),
				prefix + ".password=" + database.password() };
	}

	private static Throwable failure(Throwable failure) {
		Throwable found = failure;
		while (!(found instanceof MigrateException)) {
			found = Objects.requireNonNull(found.getCause(), failure::toString);
		}
		return found;
	}

	private static String analysis(Throwable failure) {
		FailureAnalysis analysis = Objects.requireNonNull(new MigrateFailureAnalyzer().analyze(failure));
		return analysis.getDescription() + "\n" + analysis.getAction();
	}

	@Test
	void eachIsMigratedAndShownUnderItsName(TestDatabase database) {
		List<String> events = new ArrayList<>();
		TestObservationRegistry observations = TestObservationRegistry.create();
		try (TestDatabase reporting = TestDatabase.on(database.version())) {
			application()
				.withConfiguration(AutoConfigurations.of(MigrateMonitoringAutoConfiguration.class,
						MigrateHealthAutoConfiguration.class, MigrateMetricsAutoConfiguration.class,
						MigrateObservationAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class,
						EndpointAutoConfiguration.class, HealthEndpointAutoConfiguration.class))
				.withPropertyValues("management.endpoints.web.exposure.include=health",
						"management.endpoint.health.group.readiness.include=migrations/reporting")
				.withBean(ObservationRegistry.class, () -> observations)
				.withPropertyValues(url("migrate", database))
				.withPropertyValues(url("migrate.databases.reporting", reporting))
				.withPropertyValues("migrate.locations=" + scripts("app").table("a1", "").location(),
						"migrate.databases.reporting.locations=" + scripts("reporting").table("b2", "").location(),
						"migrate.databases.reporting.order=-1", "migrate.databases.later.schema=later",
						"migrate.databases.later.mode=none", "migrate.databases.gone.mode=none",
						"migrate.databases.gone.url=jdbc:postgresql://localhost:1/gone",
						"migrate.databases.gone.locations=${migrate.locations}",
						"migrate.databases.later.locations=" + scripts("later").table("c3", "").location())
				.withBean(MigrationListenerBean.class, () -> new MigrationListenerBean(events))
				.run((context) -> {
					assertThat(context).hasNotFailed();
					assertThat(context.getBeanNamesForType(Migrator.class)).containsExactlyInAnyOrder("migrator",
							"reportingMigrator", "laterMigrator", "goneMigrator");
					assertThat(context.getBean(Migrator.class)).isSameAs(context.getBean("migrator"));
					assertThat(database.tables()).contains("a1").doesNotContain("b2", "c3");
					assertThat(reporting.tables()).contains("b2").doesNotContain("a1");
					assertThat(events).containsExactly("reporting", "migrator");
					Map<String, MigratorDescriptor> shown = new MigrationsEndpoint(context).migrations()
						.contexts()
						.values()
						.iterator()
						.next()
						.migrators();
					assertThat(shown).containsOnlyKeys("migrator", "reporting", "later", "gone");
					assertThat(shown.get("gone")).isNotNull()
						.returns("The database could not be read: DatabaseUnavailableException",
								MigratorDescriptor::error);
					assertThat(Objects.requireNonNull(shown.get("reporting")).current()).containsExactly("b2");
					CompositeHealthContributor health = (CompositeHealthContributor) context
						.getBean("migrationsHealthContributor", HealthContributor.class);
					assertThat(status(health, "migrator")).isEqualTo(Status.UP);
					assertThat(status(health, "reporting")).isEqualTo(Status.UP);
					assertThat(status(health, "later")).isEqualTo(Status.OUT_OF_SERVICE);
					assertThat(status(health, "gone")).isEqualTo(Status.DOWN);
					assertThat(context.getBean(HealthEndpoint.class).healthForPath("readiness")).returns(Status.UP,
							HealthDescriptor::getStatus);
					assertThat(context.getBean(MigrationMonitors.class).byName()).containsOnlyKeys("migrator",
							"reporting", "later", "gone");
					TestObservationRegistryAssert.assertThat(observations)
						.hasAnObservationWithAKeyValue("migrator", "reporting");
					SimpleMeterRegistry registry = new SimpleMeterRegistry();
					context.getBean(MigrationMetrics.class).bindTo(registry);
					assertThat(registry.get(MigrationMetrics.LOCK_WAIT)
						.tag(MigrationMetrics.MIGRATOR, "reporting")
						.functionTimer()
						.count()).isOne();
				});
		}
	}

	private static Status status(CompositeHealthContributor health, String name) {
		HealthIndicator indicator = (HealthIndicator) Objects.requireNonNull(health.getContributor(name));
		return Objects.requireNonNull(indicator.health()).getStatus();
	}

	@Test
	void theOneThatFailsIsNamedAndThoseAfterItAreNotMigrated(TestDatabase database) {
		application().withPropertyValues(url("migrate", database))
			.withPropertyValues("migrate.locations=" + scripts("app").table("a1", "").location())
			.withPropertyValues(schema("broken", "CREATE TABLE b2 (id nosuchtype);"))
			.withPropertyValues(schema("later", "CREATE TABLE c3 (id int);"))
			.run((context) -> {
				Throwable failure = failure(Objects.requireNonNull(context.getStartupFailure()));
				assertThat(failure).isInstanceOf(DatabaseMigrationException.class)
					.hasMessageContaining("The database 'broken' could not be migrated.")
					.hasMessageContaining("nosuchtype");
				assertThat(analysis(failure)).startsWith("The database 'broken' could not be migrated.")
					.contains("nosuchtype", "R_broken.sql");
				assertThat(database.tables()).contains("a1").doesNotContain("c3");
			});
	}

	@Test
	void whatToDoIsSaidForTheOneThatFails(TestDatabase database) {
		database.jdbc().sql("""
				CREATE SCHEMA audit; CREATE TABLE audit.migrate_version (version_num varchar(255) PRIMARY KEY);
				INSERT INTO audit.migrate_version VALUES ('ffff');
				CREATE TABLE migrate_version AS SELECT * FROM audit.migrate_version""").update();
		ApplicationContextRunner application = application().withPropertyValues(url("migrate", database))
			.withPropertyValues("migrate.locations=" + scripts("app").table("a1", "").location())
			.withPropertyValues(schema("audit", "CREATE TABLE b2 (id int);"));
		application.withPropertyValues("migrate.databases.audit.order=-1")
			.run((context) -> assertThat(failure(Objects.requireNonNull(context.getStartupFailure())))
				.hasMessageContaining("'migrate stamp --database audit --purge <revision>'")
				.hasMessageContaining("set migrate.databases.audit.version-table of")
				.satisfies((failure) -> assertThat(analysis(failure)).contains(
						"'migrate stamp --database audit --purge <revision>'",
						"set migrate.databases.audit.version-table of")));
		application
			.withPropertyValues("migrate.databases.audit.order=-1", "migrate.databases.audit.version-table=other",
					"migrate.databases.audit.locations="
							+ scripts("taken").revision("t1", "", "CREATE TABLE audit.migrate_version ();", "SELECT 1;")
								.location())
			.run((context) -> assertThat(analysis(failure(Objects.requireNonNull(context.getStartupFailure()))))
				.contains(": migrate stamp --database audit "));
		application.withPropertyValues("migrate.databases.audit.version-table=")
			.run((context) -> assertThat(analysis(failure(Objects.requireNonNull(context.getStartupFailure()))))
				.startsWith("The database 'audit' could not be migrated.")
				.contains("migrate.databases.audit.version-table is empty"));
		application.run((context) -> assertThat(analysis(failure(Objects.requireNonNull(context.getStartupFailure()))))
			.contains("'migrate stamp --database default --purge <revision>'", "set migrate.version-table of"));
	}

	@Test
	@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void inParallelAllAreWaitedForAlsoIfSomeFail(TestDatabase database) {
		application().withPropertyValues(url("migrate", database))
			.withPropertyValues("migrate.parallel=true",
					"migrate.locations=" + scripts("app").table("a1", "").location())
			.withPropertyValues(schema("broken", "CREATE TABLE b2 (id nosuchtype);"))
			.withPropertyValues(schema("alsobroken", "CREATE TABLE b2 (id neithersuchtype);"))
			.withPropertyValues(schema("slow", "SELECT pg_sleep(0.7); CREATE TABLE public.c3 (id int);"))
			.withUserConfiguration(EarlyConfiguration.class)
			.run((context) -> {
				Throwable failure = failure(Objects.requireNonNull(context.getStartupFailure()));
				assertThat(failure).isInstanceOf(DatabaseMigrationException.class);
				assertThat(failure.getSuppressed()).hasSize(1);
				assertThat(analysis(failure)).contains("'broken'", "'alsobroken'", "nosuchtype", "neithersuchtype");
				assertThat(database.tables()).contains("a1", "c3").doesNotContain("b2");
				assertThat(EarlyConfiguration.threads).as("threads that created callbacks")
					.hasSize(4)
					.allMatch((thread) -> thread.equals(Thread.currentThread().getName()));
			});
	}

	@Test
	@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void inParallelAPoolIsNotAskedForMoreThanItHas(TestDatabase database) {
		TestApplications.on(database)
			.withPropertyValues("spring.datasource.hikari.connection-timeout=250", "migrate.parallel=true")
			.withPropertyValues(schema("slow", "SELECT pg_sleep(0.4); CREATE TABLE public.b2 (id int);"))
			.withPropertyValues(schema("alsoslow", "SELECT pg_sleep(0.4); CREATE TABLE public.c3 (id int);"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(database.tables()).contains("city", "b2", "c3");
			});
	}

	@Test
	void aSingleDatabaseWithANameIsAComponentOfTheHealth(TestDatabase database) {
		application()
			.withConfiguration(AutoConfigurations.of(MigrateMonitoringAutoConfiguration.class,
					MigrateHealthAutoConfiguration.class))
			.withPropertyValues(url("migrate.databases.reporting", database))
			.withPropertyValues("migrate.databases.reporting.mode=none",
					"migrate.databases.reporting.locations=" + scripts("reporting").table("b2", "").location())
			.run((context) -> {
				assertThat(context).hasSingleBean(Migrator.class);
				assertThat(status((CompositeHealthContributor) context.getBean(HealthContributor.class), "reporting"))
					.isEqualTo(Status.OUT_OF_SERVICE);
			});
	}

	@Test
	void aMigratorOfTheApplicationHasThePropertiesOfItsDatabase() {
		application().withBean("reports", DataSource.class, () -> unreachable("reports"))
			.withUserConfiguration(OwnMigrator.class)
			.withPropertyValues("migrate.mode=none", "migrate.databases.reporting.version-table=reports_version",
					"migrate.databases.audit.data-source=reports", "migrate.databases.audit.user=auditor")
			.run((parent) -> {
				assertThat(parent).hasNotFailed();
				assertThat(parent.getBeansOfType(Migrator.class)).containsOnlyKeys("reportingMigrator",
						"auditMigrator");
				assertThat(parent.getBean("reportingMigrator", Migrator.class)).returns("reporting", Migrator::name)
					.returns("reports_version", (migrator) -> migrator.inspection().tables().version())
					.returns(List.of("classpath:db/reporting/revisions"),
							(migrator) -> migrator.inspection().locations());
				assertThat(parent.getBean("auditMigrator", Migrator.class).dataSource())
					.asInstanceOf(type(SimpleDriverDataSource.class))
					.returns("auditor", SimpleDriverDataSource::getUsername)
					.returns("jdbc:postgresql://localhost:1/reports", SimpleDriverDataSource::getUrl);
				application().withParent(parent)
					.withPropertyValues("migrate.mode=none", "migrate.databases.audit.data-source=reports",
							"migrate.databases.audit.user=auditor")
					.run((child) -> assertThat(child.getBeansOfType(Migrator.class)).isEmpty());
			});
	}

	@Test
	void aMigratorNeedsADatabase() {
		assertThatIllegalStateException().isThrownBy(Migrator.builder()::build).withMessageContaining("dataSource()");
	}

	@Test
	void eachHasItsMode(TestDatabase database) {
		application().withPropertyValues(url("migrate", database))
			.withPropertyValues("migrate.mode=none", "migrate.locations=" + scripts("app").table("a1", "").location())
			.withPropertyValues(schema("audit", "SELECT 1;"))
			.withPropertyValues("migrate.databases.audit.mode=validate")
			.run((context) -> assertThat(failure(Objects.requireNonNull(context.getStartupFailure())))
				.hasMessageContaining("'audit'")
				.hasCauseInstanceOf(NotAtTargetException.class));
	}

	@Test
	void whoFindsNoTenantsSaysSoInEachMode(TestDatabase database, CapturedOutput output) {
		for (String mode : List.of("upgrade", "validate", "wait")) {
			application().withPropertyValues(url("migrate", database))
				.withPropertyValues("migrate.locations=" + scripts("app").table("a1", "").location(),
						"migrate.mode=" + mode, "migrate.tenants.schemas=tennant_*")
				.run((context) -> assertThat(context).hasNotFailed());
		}
		assertThat(output.getOut().split("There are no tenants: no schema matches", -1)).hasSize(4);
	}

	@Test
	void aMigratorOfTheApplicationIsOneLine(TestDatabase database, CapturedOutput output) {
		List<String> events = new ArrayList<>();
		try (TestDatabase reporting = TestDatabase.on(database.version())) {
			application()
				.withConfiguration(AutoConfigurations.of(MigrateMonitoringAutoConfiguration.class,
						MigrateMetricsAutoConfiguration.class))
				.withBean("main", DataSource.class, database::dataSource, (definition) -> definition.setPrimary(true))
				.withBean("reports", DataSource.class, reporting::dataSource)
				.withBean(MigrationListenerBean.class, () -> new MigrationListenerBean(events))
				.withBean(MigratorBuilderCustomizer.class, () -> (builder) -> builder.historyTable("own_history"))
				.withPropertyValues("migrate.version-table=own_version",
						"migrate.locations=" + scripts("app").table("a1", "").location())
				.withUserConfiguration(OwnMigrator.class)
				.run((context) -> {
					assertThat(context).hasNotFailed().hasSingleBean(Migrator.class);
					assertThat(context.getBean(Migrator.class).name()).isEqualTo("reportingMigrator");
					assertThat(reporting.tables()).contains("a1", "own_version", "own_history");
					assertThat(events).containsExactly("reportingMigrator");
					assertThat(context.getBean(MigratorBuilder.class))
						.isNotSameAs(context.getBean(MigratorBuilder.class))
						.returns(null, MigratorBuilder::name);
					SimpleMeterRegistry registry = new SimpleMeterRegistry();
					context.getBean(MigrationMetrics.class).bindTo(registry);
					assertThat(registry.get(MigrationMetrics.LOCK_WAIT).functionTimer().count()).isOne();
					assertThat(output).contains("The DataSource 'main' is not migrated, because reportingMigrator");
				});
		}
	}

	@Test
	void aMigratorOfTheApplicationIsForTheDatabaseOfItsName(CapturedOutput output) {
		ApplicationContextRunner two = application()
			.withBean("main", DataSource.class, () -> unreachable("main"), (definition) -> definition.setPrimary(true))
			.withBean("reports", DataSource.class, () -> unreachable("reports"))
			.withPropertyValues("migrate.locations=file:app");
		two.withUserConfiguration(OwnMigrator.class)
			.withPropertyValues("migrate.databases.reporting.mode=none")
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(Migrator.class);
				assertThat(output).contains("The DataSource 'main' is not migrated, because reportingMigrator");
			});
		two.withUserConfiguration(OwnMigratorWithoutBuilder.class)
			.withPropertyValues("migrate.databases.reporting.mode=none")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(Migrator.class));
		List<@Nullable String> migrated = new ArrayList<>();
		two.withUserConfiguration(SecondMigrator.class)
			.withBean(MigrationStrategy.class, () -> (migrator) -> migrated.add(migrator.name()))
			.run((context) -> {
				assertThat(context.getBean(Migrator.class)).isSameAs(context.getBean("migrator"));
				assertThat(migrated).containsExactly(null, "reportingMigrator");
			});
	}

	private static DataSource unreachable(String name) {
		return new SimpleDriverDataSource(new Driver(), "jdbc:postgresql://localhost:1/" + name);
	}

	@Test
	void aVersionTableForTwoIsRefused() {
		application()
			.withPropertyValues("migrate.url=jdbc:postgresql://localhost:1/app", "migrate.locations=file:app",
					"migrate.databases.audit.locations=file:audit")
			.run((context) -> assertThat(failure(Objects.requireNonNull(context.getStartupFailure())))
				.isInstanceOf(MigrateConfigurationException.class)
				.hasMessageContaining("'default' and 'audit'")
				.hasMessageContaining("migrate_version"));
		application()
			.withPropertyValues("migrate.databases.one.url=jdbc:postgresql://localhost:1/app?currentSchema=x",
					"migrate.databases.one.schema=app", "migrate.databases.two.schema=app",
					"migrate.databases.two.url=jdbc:postgresql://localhost:1/app")
			.run((context) -> assertThat(failure(Objects.requireNonNull(context.getStartupFailure())))
				.hasMessageContaining("'one' and 'two'"));
	}

	@Test
	void aVersionTableForTwoIsRefusedHoweverItsServerIsCalled(TestDatabase database) {
		try (TestDatabase reporting = TestDatabase.on(database.version())) {
			String[] scripts = { "migrate.locations=" + scripts("app").table("a1", "").location(),
					"migrate.databases.audit.locations=" + scripts("audit").table("b2", "").location() };
			ApplicationContextRunner application = application().withPropertyValues(url("migrate", database))
				.withPropertyValues(url("migrate.databases.audit", database))
				.withPropertyValues("migrate.databases.audit.url=" + otherwise(database))
				.withPropertyValues(scripts);
			application.run((context) -> assertThat(failure(Objects.requireNonNull(context.getStartupFailure())))
				.hasMessageContaining("'default' and 'audit'"));
			assertThat(database.tables()).isEmpty();
			application.withPropertyValues("migrate.databases.audit.version-table=audit_version")
				.run((context) -> assertThat(context).hasNotFailed());
			application.withPropertyValues("migrate.databases.audit.mode=none")
				.run((context) -> assertThat(context).hasNotFailed());
			application.withPropertyValues("migrate.databases.audit.url=" + otherwise(reporting))
				.run((context) -> assertThat(context).hasNotFailed());
			application()
				.withBean("first", Migrator.class,
						() -> Migrator.builder(database.dataSource()).locations("file:app").build())
				.withBean("second", Migrator.class,
						() -> Migrator.builder(database.dataSource()).locations("file:app").build())
				.run((context) -> assertThat(failure(Objects.requireNonNull(context.getStartupFailure())))
					.hasMessageContaining("'first' and 'second'"));
		}
	}

	/**
	 * Returns a URL of the same database that looks like that of another one.
	 */
	private static String otherwise(TestDatabase database) {
		String url = database.url()
			.replaceFirst("localhost|127\\.0\\.0\\.1",
					database.url().contains("localhost") ? "127.0.0.1" : "localhost");
		assertThat(url).isNotEqualTo(database.url());
		return url + ((url.indexOf('?') < 0) ? "?" : "&") + "ApplicationName=other";
	}

	@Test
	void eachIsRegisteredAheadOfTimeWithItsName() {
		InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get(getClass())), files);
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of("migrate.databases.order-history.url=jdbc:postgresql://localhost/x").applyTo(context);
			context.register(MigrateAutoConfiguration.class);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
		generation.writeGeneratedContent();
		assertThat(files.getGeneratedFiles(Kind.SOURCE).values()).map(SeveralDatabasesTests::content)
			.anySatisfy((source) -> assertThat(source).contains("orderHistoryMigrator", "setFallback(true)",
					"addIndexedArgumentValue(0, \"order-history\")"))
			.noneMatch((source) -> source.contains("getMigratorBeanDefinition()"));
	}

	private static String content(InputStreamSource source) {
		try {
			return new String(source.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void theDataSourceMustBeKnown(TestDatabase database) {
		ApplicationContextRunner two = application()
			.withBean("main", DataSource.class, database::dataSource, (definition) -> definition.setPrimary(true))
			.withBean("reportingDataSource", DataSource.class, database::dataSource);
		two.withPropertyValues("migrate.databases.reporting.data-source=reportingDatasource")
			.run((context) -> assertThat(failure(Objects.requireNonNull(context.getStartupFailure())))
				.hasMessageContaining("Did you mean 'reportingDataSource'?"));
		two.withPropertyValues("migrate.databases.reporting.schema=reports")
			.run((context) -> assertThat(failure(Objects.requireNonNull(context.getStartupFailure())))
				.hasMessageContaining("Set migrate.databases.reporting.data-source=reportingDataSource"));
		two.withPropertyValues("migrate.databases.reporting.data-source=main",
				"migrate.databases.reporting.url=jdbc:postgresql://localhost/x")
			.run((context) -> assertThat(failure(Objects.requireNonNull(context.getStartupFailure())))
				.hasMessageContaining("both a DataSource and a URL"));
		two.withPropertyValues("migrate.databases.reporting.data-source=reportingDataSource")
			.run((context) -> assertThat(failure(Objects.requireNonNull(context.getStartupFailure())))
				.hasMessageContaining("classpath:db/reporting/revisions"));
	}

	private record MigrationListenerBean(List<String> events) implements ApplicationListener<MigrationFinishedEvent> {

		@Override
		public void onApplicationEvent(MigrationFinishedEvent event) {
			this.events.add(event.getMigrator());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMigrator {

		@Bean
		Migrator reportingMigrator(MigratorBuilder builder, @Qualifier("reports") DataSource reports) {
			return builder.dataSource(reports).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMigratorWithoutBuilder {

		@Bean
		Migrator reportingMigrator(@Qualifier("reports") DataSource reports) {
			return Migrator.builder(reports).locations("file:app").build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondMigrator {

		@Bean(defaultCandidate = false)
		Migrator reportingMigrator(MigratorBuilder builder, @Qualifier("reports") DataSource reports) {
			return builder.dataSource(reports).build();
		}

	}

	/**
	 * Has the databases migrated while the bean factory is still locked by the thread
	 * that starts the application.
	 */
	@Configuration(proxyBeanMethods = false)
	static class EarlyConfiguration {

		private static final List<String> threads = Collections.synchronizedList(new ArrayList<>());

		@Bean
		static BeanPostProcessor early(MigrationInitializer initializer) {
			return new BeanPostProcessor() {
			};
		}

		@Bean
		@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
		MigrationCallback callback() {
			threads.add(Thread.currentThread().getName());
			return new MigrationCallback() {
			};
		}

	}

}
