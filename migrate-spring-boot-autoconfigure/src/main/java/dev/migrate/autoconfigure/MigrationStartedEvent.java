package dev.migrate.autoconfigure;

import java.util.List;

import dev.migrate.revision.RevisionStep;

import org.springframework.context.ApplicationEvent;

/**
 * Published before the first revision of a run.
 */
public class MigrationStartedEvent extends ApplicationEvent {

	private final transient List<RevisionStep> steps;

	/**
	 * Creates an event.
	 * @param source who publishes it
	 * @param steps what is to be done, in this order
	 */
	public MigrationStartedEvent(Object source, List<RevisionStep> steps) {
		super(source);
		this.steps = steps;
	}

	/**
	 * Returns what is to be done, in this order.
	 * @return the steps
	 */
	public List<RevisionStep> getSteps() {
		return this.steps;
	}

}
