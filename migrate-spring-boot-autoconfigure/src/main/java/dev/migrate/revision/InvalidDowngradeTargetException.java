package dev.migrate.revision;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when a downgrade goes to a revision that is not below the current ones.
 */
public final class InvalidDowngradeTargetException extends MigrateException {

	private final String identifier;

	private final List<RevisionNode> current;

	InvalidDowngradeTargetException(String identifier, List<RevisionNode> current) {
		super("'" + identifier + "' is not below the current revisions: the database is at "
				+ (current.isEmpty() ? "base" : Text.nodes(current)) + ".",
				"Name a revision that is applied. To apply more, use " + "'migrate upgrade " + identifier + "'.");
		this.identifier = identifier;
		this.current = List.copyOf(current);
	}

	/**
	 * Returns the identifier of the target.
	 * @return the identifier
	 */
	public String getIdentifier() {
		return this.identifier;
	}

	/**
	 * Returns the current revisions.
	 * @return the revisions, empty at base
	 */
	public List<RevisionNode> getCurrent() {
		return this.current;
	}

}
