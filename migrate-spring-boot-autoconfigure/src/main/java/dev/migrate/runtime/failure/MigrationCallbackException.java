package dev.migrate.runtime.failure;

import dev.migrate.MigrateException;
import dev.migrate.runtime.run.MigrationCallback;

/**
 * Thrown when a {@link MigrationCallback} fails.
 */
public class MigrationCallbackException extends MigrateException {

	private final Class<?> callback;

	public MigrationCallbackException(Class<?> callback, String moment, String reason, String consequence,
			String action, RuntimeException cause) {
		super("The callback %s failed %s: %s%n%n%s".formatted(callback.getName(), moment, reason, consequence), action,
				cause);
		this.callback = callback;
	}

	/**
	 * Returns the callback.
	 * @return its class
	 */
	public Class<?> getCallback() {
		return this.callback;
	}

}
