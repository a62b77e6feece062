package dev.migrate.revision;

import dev.migrate.MigrateException;

/**
 * Thrown when a new revision is to depend on base.
 */
public final class InvalidDependencyException extends MigrateException {

	private final String identifier;

	InvalidDependencyException(String identifier) {
		super("'" + identifier + "' is no revision that another could depend on.",
				"Name a revision or a branch label.");
		this.identifier = identifier;
	}

	/**
	 * Returns the identifier.
	 * @return the identifier
	 */
	public String getIdentifier() {
		return this.identifier;
	}

}
