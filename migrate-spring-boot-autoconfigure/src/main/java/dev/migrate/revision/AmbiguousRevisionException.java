package dev.migrate.revision;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when the beginning of an id matches several revisions.
 */
public final class AmbiguousRevisionException extends MigrateException {

	private final String identifier;

	private final List<RevisionNode> matches;

	AmbiguousRevisionException(String identifier, List<RevisionNode> matches) {
		super("'" + identifier + "' is the beginning of " + Text.count(matches.size(), "revision") + ": "
				+ Text.nodes(matches) + ".", "Give more characters of the id.");
		this.identifier = identifier;
		this.matches = List.copyOf(matches);
	}

	/**
	 * Returns what the user wrote.
	 * @return the beginning of an id
	 */
	public String getIdentifier() {
		return this.identifier;
	}

	/**
	 * Returns the revisions that it matches.
	 * @return two or more revisions
	 */
	public List<RevisionNode> getMatches() {
		return this.matches;
	}

}
