package dev.migrate.autoconfigure;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.migrate.actuate.MigrationMonitor;
import dev.migrate.actuate.MigrationMonitors;
import dev.migrate.actuate.MigrationsHealthIndicator;
import dev.migrate.actuate.MigrationsInfoContributor;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.ScriptFolder;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrateHealthAutoConfiguration} and
 * {@link MigrateMonitoringAutoConfiguration}.
 */
@ExtendWith(PostgresExtension.class)
class MigrateHealthAutoConfigurationTests {

	private static final String LOCATION = "classpath:dev/migrate/autoconfigure/revisions";

	private static final String FIRST = "1a2b3c4d5e6f";

	private static final String HEAD = "2b3c4d5e6f7a";

	@TempDir
	private Path folder;

	@Test
	void aDatabaseAtHeadIsUp(TestDatabase database) {
		application(database).run((context) -> {
			Health health = health(context);
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsExactlyInAnyOrderEntriesOf(Map.of("state", "up-to-date", "ahead",
					false, "current", List.of(HEAD), "heads", List.of(HEAD), "pending", 0));
		});
	}

	@Test
	void aDatabaseThatIsAheadIsUp(TestDatabase database) {
		migrateFurther(database);
		application(database).run((context) -> {
			Health health = health(context);
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsEntry("state", "ahead")
				.containsEntry("ahead", true)
				.containsEntry("unknownRevisions", List.of("f00000000000"));
		});
	}

	@Test
	void aDatabaseThatIsAheadIsOutOfServiceIfThatIsForbidden(TestDatabase database) {
		migrateFurther(database);
		application(database).withPropertyValues("migrate.on-ahead=fail", "migrate.mode=none").run((context) -> {
			Health health = health(context);
			assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
			assertThat(health.getDetails()).containsEntry("state", "ahead");
		});
	}

	@Test
	void aDatabaseThatIsBehindIsOutOfServiceUntilItIsMigrated(TestDatabase database) {
		application(database).withBean(MigrationStrategy.class, () -> (migrator) -> migrator.upgrade(FIRST))
			.run((context) -> {
				Health health = health(context);
				assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
				assertThat(health.getDetails()).containsEntry("state", "pending")
					.containsEntry("pending", 1)
					.containsEntry("pendingRevisions", List.of(HEAD));
				context.getBean(Migrator.class).upgrade();
				assertThat(health(context).getStatus()).isEqualTo(Status.UP);
			});
	}

	@Test
	void aDatabaseThatHasDivergedIsOutOfService(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE migrate_version (version_num varchar(255) PRIMARY KEY)").update();
		database.jdbc().sql("INSERT INTO migrate_version VALUES ('f00000000000')").update();
		application(database).withPropertyValues("migrate.mode=none").run((context) -> {
			Health health = health(context);
			assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
			assertThat(health.getDetails()).containsEntry("state", "diverged");
		});
	}

	@Test
	void aDatabaseThatCannotBeReachedIsDownWithoutItsAddress(TestDatabase database) {
		application(database).withPropertyValues("migrate.mode=none", "migrate.url=jdbc:postgresql://localhost:1/none")
			.run((context) -> {
				Health health = health(context);
				assertThat(health.getStatus()).isEqualTo(Status.DOWN);
				assertThat(health.getDetails().toString()).contains("DatabaseUnavailableException")
					.doesNotContain("jdbc:");
			});
	}

	@Test
	void theDatabaseIsAskedOnceUntilTheTimeIsOver(TestDatabase database) {
		application(database).withPropertyValues("migrate.monitoring.cache-time-to-live=1h").run((context) -> {
			health(context);
			database.forgetStatements();
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
			context.getBean(MigrationMonitors.class).byName().values().forEach(MigrationMonitor::position);
			assertThat(database.statements()).isEmpty();
		});
	}

	@Test
	void eachOfSeveralMigratorsHasItsOwnHealth(TestDatabase database) {
		ApplicationContextRunner two = application(database)
			.withBean("one", Migrator.class, () -> migrator(database, "one"))
			.withBean("two", Migrator.class, () -> migrator(database, "two"))
			.withBean(MigrationStrategy.class, () -> (migrator) -> {
			});
		two.run((context) -> {
			context.getBean("one", Migrator.class).upgrade();
			CompositeHealthContributor composite = (CompositeHealthContributor) contributor(context);
			assertThat(status(composite, "one")).isEqualTo(Status.UP);
			assertThat(status(composite, "two")).isEqualTo(Status.OUT_OF_SERVICE);
		});
	}

	@Test
	void healthCanBeSwitchedOff(TestDatabase database) {
		application(database).withPropertyValues("management.health.migrations.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("migrationsHealthContributor"));
	}

	@Test
	void aHealthContributorOfTheApplicationReplacesIt(TestDatabase database) {
		HealthIndicator own = () -> Health.unknown().build();
		application(database).withBean("migrationsHealthContributor", HealthIndicator.class, () -> own)
			.run((context) -> assertThat(contributor(context)).isSameAs(own));
	}

	@Test
	void thereIsNoHealthWithoutAMigrator(TestDatabase database) {
		application(database).withPropertyValues("migrate.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(MigrationMonitors.class)
				.doesNotHaveBean("migrationsHealthContributor"));
	}

	@Test
	void migratesWithoutHealthAndActuator(TestDatabase database) {
		TestApplications.withoutDataSource()
			.withUserConfiguration(WholeApplication.class)
			.withClassLoader(
					new FilteredClassLoader("org.springframework.boot.health", "org.springframework.boot.actuate"))
			.withPropertyValues("migrate.url=" + database.url(), "migrate.user=" + database.user(),
					"migrate.password=" + database.password(), "management.info.migrations.enabled=true")
			.run((context) -> {
				assertThat(context).hasNotFailed()
					.doesNotHaveBean("migrationsHealthContributor")
					.doesNotHaveBean("migrationsInfoContributor");
				assertThat(database.tables()).contains("city");
			});
	}

	@Test
	void infoShowsTheRevisionsIfItIsToldTo(TestDatabase database) {
		application(database).withPropertyValues("management.info.migrations.enabled=true").run((context) -> {
			Info.Builder builder = new Info.Builder();
			context.getBean(MigrationsInfoContributor.class).contribute(builder);
			assertThat(builder.build().getDetails()).isEqualTo(
					Map.of("migrations", Map.of("migrator", Map.of("current", List.of(HEAD), "heads", List.of(HEAD)))));
		});
		application(database).withPropertyValues("management.info.defaults.enabled=true")
			.run((context) -> assertThat(context).doesNotHaveBean(MigrationsInfoContributor.class));
	}

	@Test
	void infoLeavesOutADatabaseThatCannotBeReached(TestDatabase database) {
		application(database)
			.withPropertyValues("management.info.migrations.enabled=true", "migrate.mode=none",
					"migrate.url=jdbc:postgresql://localhost:1/none")
			.run((context) -> {
				Info.Builder builder = new Info.Builder();
				context.getBean(MigrationsInfoContributor.class).contribute(builder);
				assertThat(builder.build().getDetails()).isEqualTo(Map.of("migrations", Map.of()));
			});
	}

	private static ApplicationContextRunner application(TestDatabase database) {
		return TestApplications.withoutDataSource()
			.withConfiguration(AutoConfigurations.of(MigrateMonitoringAutoConfiguration.class,
					MigrateHealthAutoConfiguration.class, HealthContributorAutoConfiguration.class,
					HealthContributorRegistryAutoConfiguration.class))
			.withPropertyValues("migrate.url=" + database.url(), "migrate.user=" + database.user(),
					"migrate.password=" + database.password());
	}

	private static Migrator migrator(TestDatabase database, String versionTable) {
		return Migrator.builder(database.dataSource())
			.locations(List.of(LOCATION))
			.versionTable(versionTable)
			.historyTable(versionTable + "_history")
			.build();
	}

	/**
	 * Does what a newer version of the application would do.
	 */
	private void migrateFurther(TestDatabase database) {
		Migrator.builder(database.dataSource())
			.locations(List.of(LOCATION, new ScriptFolder(this.folder).table("f00000000000", HEAD).location()))
			.build()
			.upgrade();
	}

	private static HealthContributor contributor(ApplicationContext context) {
		return Objects.requireNonNull(context.getBean(HealthContributorRegistry.class).getContributor("migrations"));
	}

	private static Health health(ApplicationContext context) {
		return Objects.requireNonNull(((HealthIndicator) contributor(context)).health());
	}

	private static Status status(CompositeHealthContributor composite, String migrator) {
		HealthContributor contributor = Objects.requireNonNull(composite.getContributor(migrator));
		assertThat(contributor).isInstanceOf(MigrationsHealthIndicator.class);
		return Objects.requireNonNull(((MigrationsHealthIndicator) contributor).health()).getStatus();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ MigrateAutoConfiguration.class, MigrateMonitoringAutoConfiguration.class,
			MigrateHealthAutoConfiguration.class })
	static class WholeApplication {

	}

}
