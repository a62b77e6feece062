package dev.migrate.autoconfigure;

import dev.migrate.runtime.run.MigrationResult;

import org.springframework.context.ApplicationEvent;

/**
 * Published after the last revision of a run.
 */
public class MigrationFinishedEvent extends ApplicationEvent {

	private final transient MigrationResult result;

	private final String migrator;

	/**
	 * Creates an event.
	 * @param source who publishes it
	 * @param migrator the name of the migrator
	 * @param result what was done
	 */
	public MigrationFinishedEvent(Object source, String migrator, MigrationResult result) {
		super(source);
		this.migrator = migrator;
		this.result = result;
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
	 * @return the result
	 */
	public MigrationResult getResult() {
		return this.result;
	}

}
