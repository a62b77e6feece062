package dev.migrate.actuate;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import dev.migrate.actuate.MigrationsDescriptor.ContextDescriptor;
import dev.migrate.actuate.MigrationsDescriptor.MigratorDescriptor;
import dev.migrate.actuate.MigrationsDescriptor.PendingDescriptor;
import dev.migrate.autoconfigure.MigrateAutoConfiguration;
import dev.migrate.autoconfigure.MigrateEndpointAutoConfiguration;
import dev.migrate.autoconfigure.MigrationStrategy;
import dev.migrate.runtime.Migrator;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationsEndpoint} and its auto-configuration.
 */
@ExtendWith(PostgresExtension.class)
class MigrationsEndpointTests {

	private static final String FIRST = "1a2b3c4d5e6f";

	private static final String HEAD = "2b3c4d5e6f7a";

	@Test
	void describesADatabaseAtHead(TestDatabase database) {
		application(database).run((context) -> {
			MigratorDescriptor migrator = migrator(context);
			assertThat(migrator.current()).containsExactly(HEAD);
			assertThat(migrator.heads()).containsExactly(HEAD);
			assertThat(migrator.upToDate()).isTrue();
			assertThat(migrator.pending()).isEmpty();
			assertThat(migrator.applied()).extracting(StepDescriptor::revision).containsExactly(HEAD, FIRST);
			assertThat(migrator.applied()).first()
				.returns("upgrade", StepDescriptor::direction)
				.returns("add country", StepDescriptor::message)
				.returns(database.user(), StepDescriptor::user)
				.satisfies((step) -> assertThat(step.host()).isNotBlank())
				.satisfies((step) -> assertThat(step.durationMillis()).isNotNegative());
		});
	}

	@Test
	void describesADatabaseThatIsBehind(TestDatabase database) {
		application(database).withBean(MigrationStrategy.class, () -> (migrator) -> migrator.upgrade(FIRST))
			.run((context) -> {
				MigratorDescriptor migrator = migrator(context);
				assertThat(migrator.current()).containsExactly(FIRST);
				assertThat(migrator.upToDate()).isFalse();
				assertThat(migrator.pending()).singleElement()
					.returns(HEAD, PendingDescriptor::revision)
					.returns(List.of(FIRST), PendingDescriptor::downRevisions)
					.returns("add country", PendingDescriptor::message)
					.returns(Instant.parse("2026-11-21T10:20:00Z"), PendingDescriptor::created)
					.satisfies((pending) -> assertThat(pending.location()).contains("add_country.sql"));
			});
	}

	@Test
	void describesAnEmptyDatabaseWithoutWritingToIt(TestDatabase database) {
		application(database).withBean(MigrationStrategy.class, () -> (migrator) -> {
		}).run((context) -> {
			MigratorDescriptor migrator = migrator(context);
			assertThat(migrator.current()).isEmpty();
			assertThat(migrator.pending()).extracting(PendingDescriptor::revision).containsExactly(FIRST, HEAD);
			assertThat(migrator.applied()).isEmpty();
			assertThat(database.tables()).isEmpty();
		});
	}

	@Test
	void describesOneRevisionInFull(TestDatabase database) {
		application(database).run((context) -> {
			RevisionDescriptor revision = Objects
				.requireNonNull(context.getBean(MigrationsEndpoint.class).migration(HEAD));
			assertThat(revision.revision()).isEqualTo(HEAD);
			RevisionDescriptor.Details details = Objects
				.requireNonNull(only(revision.contexts().values()).migrators().get("migrator"));
			assertThat(details.downRevisions()).containsExactly(FIRST);
			assertThat(details.dependsOn()).isEmpty();
			assertThat(details.labels()).isEmpty();
			assertThat(details.message()).isEqualTo("add country");
			assertThat(details.type()).isEqualTo("sql");
			assertThat(details.transactional()).isTrue();
			assertThat(details.history()).singleElement().returns(HEAD, StepDescriptor::revision);
		});
	}

	@Test
	void unknownRevisionIsNotFound(TestDatabase database) {
		application(database)
			.run((context) -> assertThat(context.getBean(MigrationsEndpoint.class).migration("000000000000")).isNull());
	}

	@Test
	void parentContextsAreDescribedAsWell(TestDatabase database) {
		application(database).run((parent) -> new ApplicationContextRunner().withParent(parent)
			.withConfiguration(AutoConfigurations.of(MigrateEndpointAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=migrations")
			.run((context) -> {
				MigrationsDescriptor migrations = context.getBeansOfType(MigrationsEndpoint.class)
					.values()
					.stream()
					.findFirst()
					.orElseGet(() -> new MigrationsEndpoint(context))
					.migrations();
				assertThat(migrations.contexts()).hasSize(2);
				ContextDescriptor<MigratorDescriptor> child = Objects
					.requireNonNull(migrations.contexts().get(context.getId()));
				assertThat(child.parentId()).isEqualTo(parent.getId());
				assertThat(child.migrators()).isEmpty();
				ContextDescriptor<MigratorDescriptor> ancestor = Objects
					.requireNonNull(migrations.contexts().get(parent.getId()));
				assertThat(ancestor.parentId()).isNull();
				assertThat(ancestor.migrators()).containsOnlyKeys("migrator");
			}));
	}

	@Test
	void endpointNeedsToBeExposed(TestDatabase database) {
		application(database).withPropertyValues("management.endpoints.web.exposure.include=health")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MigrationsEndpoint.class));
	}

	@Test
	void endpointNeedsAMigrator(TestDatabase database) {
		application(database).withPropertyValues("migrate.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MigrationsEndpoint.class));
	}

	@Test
	void migratesWithoutActuator(TestDatabase database) {
		application(new ApplicationContextRunner(), database).withUserConfiguration(WholeApplication.class)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(Migrator.class).doesNotHaveBean("migrationsEndpoint");
				assertThat(database.tables()).contains("city");
			});
	}

	private static ApplicationContextRunner application(TestDatabase database) {
		return application(
				new ApplicationContextRunner().withConfiguration(
						AutoConfigurations.of(MigrateAutoConfiguration.class, MigrateEndpointAutoConfiguration.class)),
				database);
	}

	private static ApplicationContextRunner application(ApplicationContextRunner runner, TestDatabase database) {
		return runner.withPropertyValues("migrate.url=" + database.url(), "migrate.user=" + database.user(),
				"migrate.password=" + database.password(),
				"migrate.locations=classpath:dev/migrate/autoconfigure/revisions",
				"management.endpoints.web.exposure.include=migrations");
	}

	private static MigratorDescriptor migrator(ConfigurableApplicationContext context) {
		return Objects
			.requireNonNull(only(context.getBean(MigrationsEndpoint.class).migrations().contexts().values()).migrators()
				.get("migrator"));
	}

	private static <T> T only(Collection<T> values) {
		assertThat(values).hasSize(1);
		return values.iterator().next();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ MigrateAutoConfiguration.class, MigrateEndpointAutoConfiguration.class })
	static class WholeApplication {

	}

}
