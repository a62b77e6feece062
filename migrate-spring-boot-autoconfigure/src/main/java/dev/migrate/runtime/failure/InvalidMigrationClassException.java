package dev.migrate.runtime.failure;

import dev.migrate.MigrateException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the class of a revision cannot be used: it is no migration, or no instance
 * of it can be made.
 */
public class InvalidMigrationClassException extends MigrateException {

	private final String className;

	/**
	 * Creates an exception.
	 * @param className the class
	 * @param problem what it does wrong, following the name of the class in the sentence
	 * @param action what to do about it
	 */
	public InvalidMigrationClassException(String className, String problem, String action) {
		this(className, problem, action, null);
	}

	/**
	 * Creates an exception with a cause.
	 * @param className the class
	 * @param problem what it does wrong, following the name of the class in the sentence
	 * @param action what to do about it
	 * @param cause the cause, or {@code null}
	 */
	public InvalidMigrationClassException(String className, String problem, String action, @Nullable Throwable cause) {
		super("The revision class %s %s.".formatted(className, problem), action, cause);
		this.className = className;
	}

	public String getClassName() {
		return this.className;
	}

}
