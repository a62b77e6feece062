package dev.migrate.revision;

import dev.migrate.MigrateException;

/**
 * Thrown when a relative identifier is used where only a revision itself can be named.
 */
public final class RelativeRevisionNotAllowedException extends MigrateException {

	private final String identifier;

	RelativeRevisionNotAllowedException(String identifier) {
		super("'" + identifier + "' counts steps, which is not possible here.",
				"Name a revision by its id, the beginning of its id or a branch label.");
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
