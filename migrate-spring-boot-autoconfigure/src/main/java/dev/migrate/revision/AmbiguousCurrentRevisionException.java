package dev.migrate.revision;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when an identifier counts from the current revision and the database is at
 * several.
 */
public final class AmbiguousCurrentRevisionException extends MigrateException {

	private final String identifier;

	private final List<RevisionNode> current;

	AmbiguousCurrentRevisionException(String identifier, List<RevisionNode> current) {
		super("'" + identifier + "' counts from the current revision, but the database is at "
				+ Text.count(current.size(), "revision") + ": " + Text.nodes(current) + ".",
				"Choose the branch with 'label@" + identifier.substring(identifier.indexOf('@') + 1)
						+ "', or name the revision to go to.");
		this.identifier = identifier;
		this.current = List.copyOf(current);
	}

	/**
	 * Returns the identifier.
	 * @return the identifier
	 */
	public String getIdentifier() {
		return this.identifier;
	}

	/**
	 * Returns the current revisions.
	 * @return two or more revisions
	 */
	public List<RevisionNode> getCurrent() {
		return this.current;
	}

}
