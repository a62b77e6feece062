package dev.migrate.autoconfigure;

import dev.migrate.runtime.run.CompletedStep;

import org.springframework.context.ApplicationEvent;

/**
 * Published when a revision has been committed, in either direction.
 */
public class RevisionCompletedEvent extends ApplicationEvent {

	private final transient CompletedStep step;

	private final String migrator;

	/**
	 * Creates an event.
	 * @param source who publishes it
	 * @param migrator the name of the migrator
	 * @param step what was done
	 */
	public RevisionCompletedEvent(Object source, String migrator, CompletedStep step) {
		super(source);
		this.migrator = migrator;
		this.step = step;
	}

	/**
	 * Returns which of several databases it is about.
	 * @return the name of the database, else the bean name of its migrator
	 */
	public String getMigrator() {
		return this.migrator;
	}

	/**
	 * Returns what was done.
	 * @return the step
	 */
	public CompletedStep getStep() {
		return this.step;
	}

}
