package dev.migrate.autoconfigure;

import java.util.List;

import dev.migrate.revision.RevisionStep;
import dev.migrate.runtime.run.CompletedStep;
import dev.migrate.runtime.run.MigrationListener;
import dev.migrate.runtime.run.MigrationResult;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what a migrator does as events of the application.
 */
final class EventPublisher implements MigrationListener {

	private final ApplicationEventPublisher publisher;

	EventPublisher(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public void started(List<RevisionStep> steps) {
		this.publisher.publishEvent(new MigrationStartedEvent(this, steps));
	}

	@Override
	public void completed(CompletedStep step) {
		this.publisher.publishEvent(new RevisionCompletedEvent(this, step));
	}

	@Override
	public void finished(MigrationResult result) {
		this.publisher.publishEvent(new MigrationFinishedEvent(this, result));
	}

	@Override
	public void failed(RuntimeException failure) {
		this.publisher.publishEvent(new MigrationFailedEvent(this, failure));
	}

}
