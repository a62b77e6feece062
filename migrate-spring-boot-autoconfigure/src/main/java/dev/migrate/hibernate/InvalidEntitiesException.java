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
	static InvalidEntitiesException refused(String unit, String reason, Throwable cause) {
		return new InvalidEntitiesException(
				"Hibernate does not accept the entities of persistence unit '%s': %s".formatted(unit, reason),
				"Correct the mapping; the application would not start with it either.", cause);
	}

	/**
	 * Hibernate, or code of the application that it calls, fails without a word about the
	 * mapping.
	 */
	static InvalidEntitiesException failed(String unit, String place, String reason, Throwable cause) {
		return new InvalidEntitiesException(
				"Hibernate fails while it reads the entities of persistence unit '%s'%s: %s".formatted(unit, place,
						reason),
				"Correct that class or mapping. If the application starts with it, repeat the command with --raise and"
						+ " report the stack trace.",
				cause);
	}

	/**
	 * A class that Hibernate initializes does not let itself be initialized.
	 */
	static InvalidEntitiesException initializer(String type, String user, String reason, Throwable cause) {
		return new InvalidEntitiesException("The static initializer of %s%s fails: %s".formatted(type, user, reason),
				"Hibernate initializes every entity and the classes that it uses. Correct the initializer, or move what"
						+ " needs a running application out of it.",
				cause);
	}

	/**
	 * A class that the entities need is missing.
	 */
	static InvalidEntitiesException missingClass(String type, String user, Throwable cause) {
		return new InvalidEntitiesException("The class %s%s is not on the class path.".formatted(type, user),
				"Add the dependency that has it, in a scope that the application runs with, or remove what uses it.",
				cause);
	}

	/**
	 * Identifiers consist of each other.
	 */
	static InvalidEntitiesException circularIdentifier(String entity, String table) {
		return new InvalidEntitiesException(
				"The identifier of %s refers to itself in a circle, so that the primary key of table %s has no column."
					.formatted(entity, table),
				"Give one of the entities in the circle an identifier of its own.", null);
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
