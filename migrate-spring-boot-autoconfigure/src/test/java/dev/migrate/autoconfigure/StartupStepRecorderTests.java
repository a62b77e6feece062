package dev.migrate.autoconfigure;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import dev.migrate.runtime.Migrator;
import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.core.metrics.StartupStep;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StartupStepRecorder}.
 */
@ExtendWith(PostgresExtension.class)
class StartupStepRecorderTests {

	private static final String HEAD = "2b3c4d5e6f7a";

	private final BufferingApplicationStartup startup = new BufferingApplicationStartup(1000);

	@Test
	void anUpgradeIsAStepOfTheStart(TestDatabase database) {
		TestApplications.on(database)
			.withInitializer((context) -> context.setApplicationStartup(this.startup))
			.run((context) -> {
				assertThat(steps()).containsOnlyKeys("migrate.upgrade");
				assertThat(steps().get("migrate.upgrade"))
					.containsExactlyInAnyOrderEntriesOf(Map.of("revisions", "2", "from", "base", "to", HEAD));
				this.startup.drainBufferedTimeline();
				context.getBean(Migrator.class).downgrade("base");
				assertThat(steps()).containsOnlyKeys("migrate.downgrade");
			});
	}

	@Test
	void aFailureIsNamed(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE city ()").update();
		TestApplications.on(database)
			.withInitializer((context) -> context.setApplicationStartup(this.startup))
			.run((context) -> assertThat(steps().get("migrate.upgrade")).containsEntry("failure",
					"dev.migrate.runtime.failure.RevisionFailedException"));
	}

	private Map<String, Map<String, String>> steps() {
		return this.startup.getBufferedTimeline()
			.getEvents()
			.stream()
			.map((event) -> event.getStartupStep())
			.filter((step) -> step.getName().startsWith("migrate."))
			.collect(Collectors.toMap(StartupStep::getName,
					(step) -> StreamSupport.stream(step.getTags().spliterator(), false)
						.collect(Collectors.toMap(StartupStep.Tag::getKey, StartupStep.Tag::getValue))));
	}

}
