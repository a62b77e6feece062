package dev.migrate.autoconfigure.tenant;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.migrate.actuate.MigrationsDescriptor.MigratorDescriptor;
import dev.migrate.actuate.MigrationsEndpoint;
import dev.migrate.actuate.TenantsDescriptor;
import dev.migrate.autoconfigure.MigrateAutoConfiguration;
import dev.migrate.autoconfigure.MigrateHealthAutoConfiguration;
import dev.migrate.autoconfigure.MigrateMetricsAutoConfiguration;
import dev.migrate.autoconfigure.MigrateMonitoringAutoConfiguration;
import dev.migrate.autoconfigure.failure.MigrateConfigurationException;
import dev.migrate.autoconfigure.failure.MigrateFailureAnalyzer;
import dev.migrate.autoconfigure.tenant.revisions.R1_create_note;
import dev.migrate.runtime.ScriptFolder;
import dev.migrate.runtime.tenant.TenantMigrator;
import dev.migrate.runtime.tenant.TenantSchemas;
import dev.migrate.runtime.tenant.TenantsFailedException;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for applications with tenants.
 */
@ExtendWith(PostgresExtension.class)
class TenantApplicationTests {

	private static ApplicationContextRunner application(TestDatabase database) {
		return withoutScripts(database).withPropertyValues(
				"migrate.locations=classpath:" + R1_create_note.class.getPackageName().replace('.', '/'));
	}

	private static ApplicationContextRunner withoutScripts(TestDatabase database) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrateAutoConfiguration.class,
					MigrateMonitoringAutoConfiguration.class, MigrateHealthAutoConfiguration.class,
					MigrateMetricsAutoConfiguration.class))
			.withBean(SimpleMeterRegistry.class)
			.withPropertyValues("spring.datasource.url=" + database.url(),
					"spring.datasource.username=" + database.user(),
					"spring.datasource.password=" + database.password(),
					"spring.datasource.hikari.maximum-pool-size=3");
	}

	@Test
	void aStartMigratesTheSharedSchemaAndThenTheTenants(TestDatabase database, @TempDir Path folder) {
		database.jdbc().sql("CREATE SCHEMA t1; CREATE SCHEMA t2; CREATE SCHEMA t3; CREATE SCHEMA other").update();
		ApplicationContextRunner application = application(database)
			.withPropertyValues(
					"migrate.databases.shared.locations=" + new ScriptFolder(folder).table("b2", "").location(),
					"migrate.tenants.schemas=t*", "migrate.tenants.canary=1")
			.withBean("note", StringBuilder.class, () -> new StringBuilder("note"));
		application.withPropertyValues("migrate.mode=validate", "migrate.databases.shared.mode=none")
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(TenantsFailedException.class)
				.rootCause()
				.hasMessageContaining("3 tenants: 0 at the target; 3 behind: t1, t2, t3"));
		application.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(tables(database)).containsExactly("public.b2", "t1.note", "t2.note", "t3.note");
			database.jdbc().sql("CREATE SCHEMA t4; CREATE TABLE t4.note (id int)").update();
			CompositeHealthContributor health = (CompositeHealthContributor) context
				.getBean("migrationsHealthContributor", HealthContributor.class);
			HealthIndicator indicator = (HealthIndicator) Objects.requireNonNull(health.getContributor("migrator"));
			assertThat(indicator.health(true)).isNotNull()
				.satisfies((shown) -> assertThat(shown.getStatus()).isEqualTo(Status.OUT_OF_SERVICE))
				.satisfies((shown) -> assertThat(shown.getDetails()).containsEntry("pending", 1));
			Map<String, MigratorDescriptor> shown = new MigrationsEndpoint(context).migrations()
				.contexts()
				.values()
				.iterator()
				.next()
				.migrators();
			assertThat(shown).containsOnlyKeys("migrator", "shared");
			TenantsDescriptor tenants = Objects.requireNonNull(Objects.requireNonNull(shown.get("migrator")).tenants());
			assertThat(tenants.counts()).isEqualTo(Map.of("at-target", 3, "behind", 1));
			assertThat(tenants.others()).extracting(TenantsDescriptor.TenantDescriptor::tenant).containsExactly("t4");
			assertThat(new MigrationsEndpoint(context).migration("a1")).isNotNull();
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			context.getBeanProvider(MeterBinder.class).forEach((binder) -> binder.bindTo(meters));
			assertThat(tenants(meters)).containsExactly(3, 1, 0);
			TenantMigrator migrator = context.getBean(TenantMigrator.class);
			migrator.create("t5");
			assertThat(tables(database)).contains("t5.note");
			assertThat(tenants(meters)).containsExactly(4, 1, 0);
			assertThatExceptionOfType(TenantsFailedException.class).isThrownBy(migrator::upgrade);
			assertThat(tenants(meters)).containsExactly(4, 1, 1);
			database.jdbc().sql("DROP SCHEMA t3 CASCADE").update();
			migrator.refresh();
			assertThat(tenants(meters)).containsExactly(3, 1, 1);
			database.jdbc().sql("DROP TABLE t4.note; CREATE SCHEMA t3").update();
			migrator.migrator("t4").upgrade();
			assertThat(tenants(meters)).containsExactly(4, 1, 0);
			migrator.create("t3");
			database.jdbc().sql("DROP SCHEMA t4 CASCADE; CREATE SCHEMA t4; CREATE TABLE t4.note (id int)").update();
		});
		application.run((context) -> assertThat(context).getFailure()
			.hasStackTraceContaining("Of 5 tenants, 0 migrated (0 revisions), 4 had nothing to do, 1 failed"));
		application.withPropertyValues("migrate.tenants.schemas=*,other")
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining("Of 6 tenants, 1 migrated"));
		application.withPropertyValues("migrate.tenants.schemas=t1,public")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining(
						"'public' cannot be the schema of a tenant: it is that of the database 'shared'."));
		database.jdbc().sql("UPDATE t1.migrate_version SET version_num = 'ffff'; DROP SCHEMA t4 CASCADE").update();
		application.run((context) -> assertThat(Objects
			.requireNonNull(new MigrateFailureAnalyzer().analyze(Objects.requireNonNull(context.getStartupFailure()))))
			.satisfies((analysis) -> assertThat(analysis.getDescription())
				.startsWith("The database 'default' could not be migrated.")
				.contains("Of 4 tenants, 0 migrated"))
			.satisfies((analysis) -> assertThat(analysis.getAction()).contains(
					"'migrate stamp --database default --tenant t1 --purge <revision>'", "only what is left is run")));
		application.withPropertyValues("migrate.tenants.on-failure=continue")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	/**
	 * Returns how many tenants are at the target, behind, and have failed.
	 */
	private static List<Integer> tenants(MeterRegistry meters) {
		return List.of((int) meters.get("migrate.tenants").tag("state", "at-target").gauge().value(),
				(int) meters.get("migrate.tenants").tags("state", "behind", "migrator", "migrator").gauge().value(),
				(int) meters.get("migrate.tenants.failed").gauge().value());
	}

	private static List<String> tables(TestDatabase database) {
		return database.jdbc()
			.sql("""
					SELECT schemaname || '.' || tablename FROM pg_tables
					WHERE schemaname !~ '^(pg_|information)' AND tablename !~ '^migrate_' ORDER BY 1""")
			.query(String.class)
			.list();
	}

	@Test
	void aPatternPassesOverWhatOtherDatabasesHave(TestDatabase database, @TempDir Path folder) {
		String location = new ScriptFolder(folder).table("b2", "").location();
		String owner = database.jdbc().sql("SELECT current_database() || '_owner'").query(String.class).single();
		database.jdbc()
			.sql("CREATE ROLE %1$s LOGIN PASSWORD 'x'; CREATE SCHEMA %1$s AUTHORIZATION %1$s".formatted(owner))
			.update();
		database.jdbc().sql("CREATE SCHEMA t1; CREATE SCHEMA shared; CREATE SCHEMA meta; CREATE SCHEMA audit").update();
		ApplicationContextRunner application = application(database)
			.withPropertyValues("migrate.tenants.schemas=*", "migrate.databases.shared.locations=" + location,
					"migrate.databases.shared.schema=shared", "migrate.databases.shared.version-table-schema=meta",
					"migrate.databases.audit.locations=" + location, "migrate.databases.audit.schema=audit",
					"migrate.databases.audit.version-table=migrate_audit",
					"migrate.databases.owned.locations=" + location, "migrate.databases.owned.user=" + owner,
					"migrate.databases.owned.password=x")
			.withBean("note", StringBuilder.class, () -> new StringBuilder("note"));
		try {
			application.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(tables(database)).containsExactly("audit.b2", "public.note", "shared.b2", "t1.note",
						owner + ".b2");
			});
			for (String other : List.of("meta", "audit", owner)) {
				application.withPropertyValues("migrate.tenants.schemas=t1," + other)
					.run((context) -> assertThat(context).getFailure()
						.hasStackTraceContaining("'%s' cannot be the schema of a tenant".formatted(other)));
			}
		}
		finally {
			database.jdbc().sql("DROP OWNED BY %1$s; DROP ROLE %1$s".formatted(owner)).update();
		}
	}

	@Test
	void theScriptsOfAnotherDatabaseAreNotThoseOfTheTenants(TestDatabase database, @TempDir Path folder) {
		database.jdbc().sql("CREATE SCHEMA t1").update();
		withoutScripts(database)
			.withPropertyValues("migrate.tenants.schemas=t*",
					"migrate.databases.shared.locations=" + new ScriptFolder(folder).table("b2", "").location())
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(MigrateConfigurationException.class)
				.hasStackTraceContaining("It is unknown which Migrator has the scripts of the tenants"));
		assertThat(tables(database)).isEmpty();
	}

	@Test
	void aMisspelledPropertyDoesNotMigrateAnotherSchema(TestDatabase database) {
		ApplicationContextRunner application = application(database).withBean("note", StringBuilder.class,
				() -> new StringBuilder("note"));
		application.withPropertyValues("migrate.tenants.schema=t*", "migrate.tenants.canary=1")
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(MigrateConfigurationException.class)
				.hasStackTraceContaining("There is no property migrate.tenants.schema"));
		application.withPropertyValues("migrate.tenants.schemas=", "migrate.tenants.canary=1")
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(MigrateConfigurationException.class)
				.hasStackTraceContaining("The property migrate.tenants.schemas is empty"));
		assertThat(tables(database)).isEmpty();
		application.withPropertyValues("migrate.tenants.concurrency=0", "migrate.tenants.schemas[0]=t1")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("migrate.tenants.concurrency must be at least 1, but is 0"));
		application
			.withPropertyValues("migrate.tenants.schemas[0]=t1", "migrate.tenants.canry=1",
					"migrate.tenants.createSchemas=true")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("MIGRATE_TENANTS_ON_FAILURE", "stop"))))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(tables(database)).containsExactly("t1.note");
			});
	}

	@Test
	void aBeanSaysWhichTenantsThereAre(TestDatabase database) {
		ApplicationContextRunner application = application(database)
			.withBean("note", StringBuilder.class, () -> new StringBuilder("note"))
			.withBean(TenantSchemas.class, () -> () -> List.of("acme", "Zulu"));
		application.withPropertyValues("migrate.tenants.create-schemas=true").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(tables(database)).containsExactlyInAnyOrder("acme.note", "Zulu.note");
		});
		application.withPropertyValues("migrate.tenants.schemas=t*")
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(MigrateConfigurationException.class));
	}

}
