package dev.migrate.autoconfigure;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.migrate.runtime.Migrator;
import dev.migrate.runtime.failure.NotAtTargetException;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.SpringProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link MigrationMode}.
 */
@ExtendWith({ PostgresExtension.class, OutputCaptureExtension.class })
@Isolated("captures the output")
class MigrationModeTests {

	private static final String HEAD = "2b3c4d5e6f7a";

	@Test
	void validateRefusesToStartBehindHead(TestDatabase database) {
		TestApplications.on(database).withPropertyValues("migrate.mode=validate").run((context) -> {
			assertThat(Failures.find(context, NotAtTargetException.class).getPending()).hasSize(2);
			FailureAnalysis analysis = Failures.analyze(context);
			assertThat(analysis.getDescription()).contains("2 revisions to head are pending: 1a2b3c4d5e6f");
			assertThat(analysis.getAction()).contains("migrate.mode=upgrade");
			assertThat(database.tables()).isEmpty();
		});
	}

	@Test
	void validateStartsAtHead(TestDatabase database) {
		TestApplications.on(database).run((context) -> assertThat(context).hasNotFailed());
		TestApplications.on(database)
			.withPropertyValues("migrate.mode=validate")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void waitStartsOnceAnotherProcessHasUpgraded(TestDatabase database, CapturedOutput output) {
		CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
			await().until(() -> output.getAll().contains("Waiting for another process"));
			TestApplications.on(database).run((context) -> assertThat(context).hasNotFailed());
		});
		TestApplications.on(database).withPropertyValues("migrate.mode=wait").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(Migrator.class).status().current()).containsExactly(HEAD);
		});
		other.join();
	}

	@Test
	void waitGivesUpAfterTheLongestWait(TestDatabase database) {
		TestApplications.on(database)
			.withPropertyValues("migrate.mode=wait", "migrate.lock.max-wait=100ms")
			.run((context) -> assertThat(Failures.find(context, NotAtTargetException.class).getCurrent())
				.isEqualTo(List.of()));
	}

	@Test
	void noneDoesNotEvenConnect() {
		TestApplications.withoutDataSource()
			.withPropertyValues("migrate.url=jdbc:postgresql://localhost:1/nowhere", "migrate.mode=none")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(Migrator.class));
	}

	@Test
	void aTrainingRunDoesNotEvenConnect() {
		SpringProperties.setProperty("spring.context.exit", "onRefresh");
		try {
			assertThat(MigrationMode.UPGRADE.unlessTraining()).isEqualTo(MigrationMode.NONE);
		}
		finally {
			SpringProperties.setProperty("spring.context.exit", null);
		}
		assertThat(MigrationMode.UPGRADE.unlessTraining()).isEqualTo(MigrationMode.UPGRADE);
	}

}
