package dev.migrate.autoconfigure;

import java.util.List;

import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.failure.NotAtTargetException;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.SpringProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link MigrationRestoreLifecycle}: an application that is stopped and started
 * again, as it is around a checkpoint.
 */
@ExtendWith(PostgresExtension.class)
@Isolated("sets properties of Spring")
class MigrationRestoreLifecycleTests {

	@Test
	void aStartDoesNotLookAtTheDatabaseTwice(TestDatabase database) {
		TestApplications.on(database).run((context) -> assertThat(context).hasNotFailed());
		database.forgetStatements();
		TestApplications.on(database).run((context) -> {
			assertThat(context.getBean(MigrationRestoreLifecycle.class).isRunning()).isTrue();
			assertThat(database.statements()).filteredOn((statement) -> statement.contains("migrate_version"))
				.hasSize(1);
		});
	}

	@Test
	void anApplicationThatIsRestoredMigratesTheDatabaseThatItFinds(TestDatabase database) {
		TestApplications.on(database).run((context) -> {
			assertThat(context).hasBean("migrationRestoreLifecycle");
			ConfigurableApplicationContext application = context.getSourceApplicationContext();
			application.stop();
			empty(database);
			application.start();
			assertThat(database.tables()).contains("city");
		});
	}

	@Test
	void anApplicationThatOnlyValidatesIsNotRestoredOverAnotherSchema(TestDatabase database) {
		TestApplications.on(database).run((context) -> assertThat(context).hasNotFailed());
		TestApplications.on(database).withPropertyValues("migrate.mode=validate").run((context) -> {
			ConfigurableApplicationContext application = context.getSourceApplicationContext();
			application.stop();
			empty(database);
			assertThatException().isThrownBy(application::start).withRootCauseInstanceOf(NotAtTargetException.class);
		});
	}

	@Test
	void itComesAfterThePoolAndIsNotPaused(TestDatabase database) {
		TestApplications.on(database).run((context) -> {
			MigrationRestoreLifecycle lifecycle = context.getBean(MigrationRestoreLifecycle.class);
			assertThat(lifecycle.getPhase()).isPositive();
			assertThat(lifecycle.isPauseable()).isFalse();
		});
	}

	@Test
	void aCheckpointOfTheRefreshedContextIsFollowedByTheFirstStart(TestDatabase database) {
		SpringProperties.setProperty("spring.context.checkpoint", "onRefresh");
		try {
			MigrationRestoreLifecycle lifecycle = new MigrationRestoreLifecycle(
					List.of(new MigrationInitializer(Migrator.builder(database.dataSource())
						.locations(List.of("classpath:dev/migrate/autoconfigure/revisions"))
						.build())));
			lifecycle.start();
			assertThat(database.tables()).contains("city");
		}
		finally {
			SpringProperties.setProperty("spring.context.checkpoint", null);
		}
	}

	private static void empty(TestDatabase database) {
		database.jdbc().sql("DROP TABLE city, migrate_version, migrate_history").update();
	}

}
