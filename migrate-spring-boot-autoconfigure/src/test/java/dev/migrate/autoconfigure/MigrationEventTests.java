package dev.migrate.autoconfigure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.migrate.testsupport.PostgresExtension;
import dev.migrate.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the events of an application that migrates when it starts.
 */
@ExtendWith(PostgresExtension.class)
class MigrationEventTests {

	private final List<ApplicationEvent> events = new CopyOnWriteArrayList<>();

	@Test
	void anUpgradeIsToldFromItsStartToItsEnd(TestDatabase database) {
		run(database, "revisions");
		assertThat(this.events).extracting((event) -> event.getClass().getSimpleName())
			.containsExactly("MigrationStartedEvent", "RevisionCompletedEvent", "RevisionCompletedEvent",
					"MigrationFinishedEvent");
		assertThat(((MigrationStartedEvent) this.events.get(0)).getSteps()).hasSize(2);
		assertThat(((RevisionCompletedEvent) this.events.get(2)).getStep().revision()).isEqualTo("2b3c4d5e6f7a");
		assertThat(((MigrationFinishedEvent) this.events.get(3)).getResult().after()).containsExactly("2b3c4d5e6f7a");
	}

	@Test
	void thereIsNothingToTellAtHead(TestDatabase database) {
		run(database, "revisions");
		this.events.clear();
		run(database, "revisions");
		assertThat(this.events).isEmpty();
	}

	@Test
	void aFailureIsTold(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE city ()").update();
		run(database, "revisions");
		assertThat(this.events).extracting((event) -> event.getClass().getSimpleName())
			.containsExactly("MigrationStartedEvent", "MigrationFailedEvent");
		assertThat(((MigrationFailedEvent) this.events.get(1)).getFailure()).hasMessageContaining("1a2b3c4d5e6f");
	}

	private void run(TestDatabase database, String scripts) {
		TestApplications.withoutDataSource()
			.withPropertyValues("migrate.url=" + database.url(), "migrate.user=" + database.user(),
					"migrate.password=" + database.password(),
					"migrate.locations=classpath:dev/migrate/autoconfigure/" + scripts)
			.withInitializer(this::listen)
			.run((context) -> assertThat(context.getStartupFailure() == null || !this.events.isEmpty()).isTrue());
	}

	private void listen(ConfigurableApplicationContext context) {
		context.addApplicationListener((ApplicationListener<ApplicationEvent>) (event) -> {
			if (event.getClass().getPackage().equals(MigrationStartedEvent.class.getPackage())) {
				this.events.add(event);
			}
		});
	}

}
