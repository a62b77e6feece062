package dev.migrate.autoconfigure.schemamanagement;

import java.util.List;

import dev.migrate.autoconfigure.Failures;
import dev.migrate.autoconfigure.TestApplications;
import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.run.AdoptMode;
import dev.migrate.script.AdoptedMigration.Tool;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SchemaManagementConflicts}.
 */
@ExtendWith({ PostgresExtension.class, OutputCaptureExtension.class })
@Isolated("captures the output")
class SchemaManagementConflictsTests {

	private static final String FAIL = "migrate.on-other-schema-manager=fail";

	private static final String SCRIPT = "spring.sql.init.schema-locations=classpath:dev/migrate/autoconfigure/schema.sql";

	@Test
	void hibernateThatOnlyValidatesIsNoConflict(TestDatabase database) {
		TestApplications.withJpa(database)
			.withPropertyValues(FAIL)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.jpa.generate-ddl=true", "spring.jpa.hibernate.ddl-auto=update",
			"spring.jpa.properties.hibernate.hbm2ddl.auto=update",
			"spring.jpa.properties.jakarta.persistence.schema-generation.database.action=update" })
	void hibernateThatChangesTheSchemaIsWarnedOf(String property, TestDatabase database, CapturedOutput output) {
		TestApplications.withJpa(database)
			.withPropertyValues(property)
			.run((context) -> assertThat(output).contains("WARN", property + " lets Hibernate", "Remove it"));
	}

	@Test
	void hibernateThatStartsBeforeTheMigrationIsWarnedOf(TestDatabase database, CapturedOutput output) {
		TestApplications.withJpa(database)
			.withPropertyValues("spring.jpa.defer-datasource-initialization=true", "spring.jpa.hibernate.ddl-auto=none")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).contains("WARN", "spring.jpa.defer-datasource-initialization=true", "Remove it");
			});
	}

	@Test
	void flywayIsWarnedOf(TestDatabase database, CapturedOutput output) {
		withFlyway(database).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("WARN", "Flyway and Migrate", "spring.flyway.enabled=false");
			assertThat(database.tables()).contains("city", "city_of_flyway");
		});
	}

	@Test
	void whatIsRefusedHasChangedNothing(TestDatabase database) {
		withFlyway(database).withPropertyValues(FAIL).run((context) -> {
			assertThat(Failures.find(context, MigrateConfigurationException.class).getProblem())
				.containsOnlyOnce("\n- ");
			assertThat(Failures.analyze(context).getDescription()).contains("spring.flyway.enabled=false");
			assertThat(database.tables()).isEmpty();
		});
	}

	@Test
	void flywayThatRevisionsTakeThePlaceOfIsRefusedUntilItIsSwitchedOff(TestDatabase database) {
		String[] adopting = { "migrate.locations=classpath:dev/migrate/autoconfigure/adopting",
				"spring.flyway.table=moves" };
		withFlyway(database).withPropertyValues(adopting)
			.withPropertyValues("migrate.on-other-schema-manager=ignore")
			.run((context) -> {
				MigrateConfigurationException refused = Failures.find(context, MigrateConfigurationException.class);
				assertThat(refused.getProblem()).isEqualTo(
						"""
								Flyway is active beside Migrate, whose revisions take the place of its migrations: c17f \
								(dev/migrate/autoconfigure/adopting/R_create_city_of_flyway.sql), for example, adopts 'flyway 1'. \
								Both would run the same, so nothing has been run.""");
				assertThat(refused.getAction()).isEqualTo("""
						Remove spring-boot-starter-flyway from the dependencies, or set:

						    spring.flyway.enabled=false

						The history of Flyway stays where it is, and the start takes it over. To keep both, set \
						migrate.adopt=none.""");
				assertThat(database.tables()).isEmpty();
			});
		withFlyway(database)
			.withPropertyValues("migrate.databases.orders.locations=classpath:dev/migrate/autoconfigure/adopting")
			.run((context) -> {
				assertThat(Failures.find(context, MigrateConfigurationException.class).getAction())
					.endsWith("set migrate.databases.orders.adopt=none.");
				assertThat(database.tables()).isEmpty();
			});
		// The version before, with Flyway alone.
		withFlyway(database).withPropertyValues("spring.flyway.table=moves", "migrate.enabled=false")
			.run((context) -> assertThat(database.tables()).contains("city_of_flyway", "moves"));
		withFlyway(database).withPropertyValues(adopting)
			.withPropertyValues("spring.flyway.enabled=false")
			.run((context) -> assertThat(context.getBean(Migrator.class).rows()).containsExactly("c17f"));
	}

	@Test
	void aToolThatMigratesAnotherDatabaseIsNoConflict() {
		MockEnvironment environment = new MockEnvironment().withProperty("spring.datasource.url",
				"jdbc:postgresql://db/app?ssl=true");
		assertThat(isRefused(environment, null, null)).isTrue();
		assertThat(isRefused(environment, "jdbc:postgresql://db/app", null)).isTrue();
		assertThat(isRefused(environment, "jdbc:postgresql://db/orders", null)).isFalse();
		assertThat(isRefused(environment, null, "dataSource")).isTrue();
		assertThat(isRefused(environment, null, "orders")).isFalse();
		environment.setProperty("spring.flyway.url", "jdbc:postgresql://db/orders");
		assertThat(isRefused(environment, null, null)).isFalse();
		assertThat(isRefused(environment, "jdbc:postgresql://db/orders?user=me", null)).isTrue();
	}

	private boolean isRefused(MockEnvironment environment, @Nullable String url, @Nullable String dataSource) {
		return new AdoptedTools(environment, "migrate", AdoptMode.AUTO,
				List.of("classpath:dev/migrate/autoconfigure/adopting"), url, dataSource)
			.adopting(Tool.FLYWAY, getClass().getClassLoader(), "spring.flyway.url", "dataSource")
			.isPresent();
	}

	@Test
	void nothingIsSaidWhenItIsMeant(TestDatabase database, CapturedOutput output) {
		withFlyway(database).withPropertyValues("migrate.on-other-schema-manager=ignore").run((context) -> {
			assertThat(database.tables()).contains("city", "city_of_flyway");
			assertThat(output).doesNotContain("Flyway and Migrate");
		});
	}

	@Test
	void aStartThatMigratesNothingHasNoConflict(TestDatabase database, CapturedOutput output) {
		withFlyway(database).withPropertyValues(FAIL, "migrate.mode=none").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).doesNotContain("Flyway and Migrate");
		});
	}

	@Test
	void liquibaseIsAConflict(TestDatabase database) {
		TestApplications.on(database)
			.withConfiguration(AutoConfigurations.of(LiquibaseAutoConfiguration.class))
			.withPropertyValues(FAIL)
			.run((context) -> assertThat(Failures.find(context, MigrateConfigurationException.class).getProblem())
				.contains("Liquibase and Migrate", "spring.liquibase.enabled=false"));
	}

	@Test
	void aScriptThatSpringBootRunsIsAConflict(TestDatabase database) {
		withScripts(database).withPropertyValues(FAIL, SCRIPT, "spring.sql.init.mode=always").run((context) -> {
			assertThat(Failures.find(context, MigrateConfigurationException.class).getProblem())
				.contains("schema.sql runs at each start", "spring.sql.init.mode=never");
			assertThat(database.tables()).isEmpty();
		});
	}

	@Test
	void aScriptIsRunAfterTheMigration(TestDatabase database, CapturedOutput output) {
		withScripts(database).withPropertyValues(SCRIPT, "spring.sql.init.mode=always").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("WARN", "schema.sql runs at each start");
			assertThat(database.tables()).contains("city_of_script");
		});
	}

	@Test
	void aScriptThatSpringBootDoesNotRunIsNoConflict(TestDatabase database) {
		withScripts(database).withPropertyValues(FAIL, SCRIPT).run((context) -> assertThat(context).hasNotFailed());
		withScripts(database).withPropertyValues(FAIL, "spring.sql.init.mode=always")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.datasource.url=jdbc:h2:mem:scripts", "spring.datasource.name=scripts" })
	void aScriptForADatabaseInMemoryIsAConflict(String property) {
		TestApplications.withoutDataSource()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					DataSourceInitializationAutoConfiguration.class))
			.withPropertyValues(FAIL, SCRIPT, property)
			.run((context) -> assertThat(Failures.find(context, MigrateConfigurationException.class).getProblem())
				.contains("schema.sql"));
	}

	private static ApplicationContextRunner withFlyway(TestDatabase database) {
		return TestApplications.on(database)
			.withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class))
			.withPropertyValues("spring.flyway.locations=classpath:dev/migrate/autoconfigure/flyway",
					"spring.datasource.hikari.maximum-pool-size=2");
	}

	private static ApplicationContextRunner withScripts(TestDatabase database) {
		return TestApplications.on(database)
			.withConfiguration(AutoConfigurations.of(DataSourceInitializationAutoConfiguration.class));
	}

}
