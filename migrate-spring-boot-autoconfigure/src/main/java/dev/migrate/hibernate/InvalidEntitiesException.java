package dev.migrate.hibernate;

import dev.migrate.FormerName;
import dev.migrate.MigrateException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when no schema follows from the entities of an application.
 */
public final class InvalidEntitiesException extends MigrateException {

	private InvalidEntitiesException(String problem, String action, @Nullable Throwable cause) {
		super(problem, action, cause);
	}

	/**
	 * Hibernate does not accept them.
	 */
	static InvalidEntitiesException refused(String unit, RuntimeException cause) {
		return new InvalidEntitiesException(
				"Hibernate does not accept the entities of persistence unit '%s': %s".formatted(unit,
						cause.getMessage()),
				"Correct the mapping; the application would not start with it either.", cause);
	}

	/**
	 * {@link FormerName @FormerName} stands where it does not name one table or one
	 * column.
	 */
	static InvalidEntitiesException formerName(String place, String problem) {
		return new InvalidEntitiesException("@FormerName does not apply to %s, which %s.".formatted(place, problem),
				"Move it to what has one table or one column of its own, or give the names with --rename.", null);
	}

}
