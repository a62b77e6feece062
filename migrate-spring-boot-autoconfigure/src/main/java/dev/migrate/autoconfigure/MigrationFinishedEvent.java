package dev.migrate.autoconfigure;

import dev.migrate.runtime.run.MigrationResult;

import org.springframework.context.ApplicationEvent;

/**
 * Published after the last revision of a run.
 */
public class MigrationFinishedEvent extends ApplicationEvent {

	private final transient MigrationResult result;

	/**
	 * Creates an event.
	 * @param source who publishes it
	 * @param result what was done
	 */
	public MigrationFinishedEvent(Object source, MigrationResult result) {
		super(source);
		this.result = result;
	}

	/**
	 * Returns what was done.
	 * @return the result
	 */
	public MigrationResult getResult() {
		return this.result;
	}

}
