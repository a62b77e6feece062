package dev.migrate.autoconfigure;

import java.util.List;

import dev.migrate.revision.RevisionStep;

import org.springframework.context.ApplicationEvent;

/**
 * Published before the first revision of a run.
 */
public class MigrationStartedEvent extends ApplicationEvent {

	private final transient List<RevisionStep> steps;

	private final String migrator;

	/**
	 * Creates an event.
	 * @param source who publishes it
	 * @param migrator the name of the migrator
	 * @param steps what is to be done, in this order
	 */
	public MigrationStartedEvent(Object source, String migrator, List<RevisionStep> steps) {
		super(source);
		this.migrator = migrator;
		this.steps = steps;
	}

	/**
	 * Returns which of several databases it is about.
	 * @return the name of the database, else the bean name of its migrator
	 */
	public String getMigrator() {
		return this.migrator;
	}

	/**
	 * Returns what is to be done, in this order.
	 * @return the steps
	 */
	public List<RevisionStep> getSteps() {
		return this.steps;
	}

}
