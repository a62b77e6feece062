package dev.migrate.autoconfigure;

import org.springframework.context.ApplicationEvent;

/**
 * Published when a run that had been started fails.
 */
public class MigrationFailedEvent extends ApplicationEvent {

	private final transient RuntimeException failure;

	/**
	 * Creates an event.
	 * @param source who publishes it
	 * @param failure what it failed with
	 */
	public MigrationFailedEvent(Object source, RuntimeException failure) {
		super(source);
		this.failure = failure;
	}

	/**
	 * Returns what it failed with.
	 * @return the failure
	 */
	public RuntimeException getFailure() {
		return this.failure;
	}

}
