package dev.migrate.autoconfigure;

import dev.migrate.runtime.run.CompletedStep;

import org.springframework.context.ApplicationEvent;

/**
 * Published when a revision has been committed, in either direction.
 */
public class RevisionCompletedEvent extends ApplicationEvent {

	private final transient CompletedStep step;

	/**
	 * Creates an event.
	 * @param source who publishes it
	 * @param step what was done
	 */
	public RevisionCompletedEvent(Object source, CompletedStep step) {
		super(source);
		this.step = step;
	}

	/**
	 * Returns what was done.
	 * @return the step
	 */
	public CompletedStep getStep() {
		return this.step;
	}

}
