package dev.migrate.autoconfigure;

import java.util.List;

import dev.migrate.autoconfigure.start.ParallelStart;
import dev.migrate.revision.RevisionStep;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.MigrationListener;
import dev.migrate.runtime.run.MigrationResult;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what a migrator does as events of the application.
 */
final class EventPublisher implements MigrationListener {

	private final ApplicationEventPublisher publisher;

	private final String migrator;

	EventPublisher(ApplicationEventPublisher publisher, String migrator) {
		this.publisher = publisher;
		this.migrator = migrator;
	}

	private void publish(ApplicationEvent event) {
		ParallelStart.onStartingThread(() -> {
			this.publisher.publishEvent(event);
			return event;
		});
	}

	@Override
	public void started(List<RevisionStep> steps) {
		publish(new MigrationStartedEvent(this, this.migrator, steps));
	}

	@Override
	public void completed(CompletedStep step) {
		publish(new RevisionCompletedEvent(this, this.migrator, step));
	}

	@Override
	public void finished(MigrationResult result) {
		publish(new MigrationFinishedEvent(this, this.migrator, result));
	}

	@Override
	public void failed(RuntimeException failure) {
		publish(new MigrationFailedEvent(this, this.migrator, failure));
	}

}
