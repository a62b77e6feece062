package dev.migrate.autoconfigure;

import org.springframework.context.ApplicationEvent;

/**
 * Published when a run that had been started fails.
 */
public class MigrationFailedEvent extends ApplicationEvent {

	private final transient RuntimeException failure;

	private final String migrator;

	/**
	 * Creates an event.
	 * @param source who publishes it
	 * @param migrator the name of the migrator
	 * @param failure what it failed with
	 */
	public MigrationFailedEvent(Object source, String migrator, RuntimeException failure) {
		super(source);
		this.migrator = migrator;
		this.failure = failure;
	}

	/**
	 * Returns which of several databases it is about.
	 * @return the name of the database, else the bean name of its migrator
	 */
	public String getMigrator() {
		return this.migrator;
	}

	/**
	 * Returns what it failed with.
	 * @return the failure
	 */
	public RuntimeException getFailure() {
		return this.failure;
	}

}
