package dev.migrate.revision;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when counting steps comes to a fork.
 */
public final class AmbiguousWalkException extends MigrateException {

	private final String identifier;

	private final List<RevisionNode> choices;

	AmbiguousWalkException(String identifier, List<RevisionNode> choices, String hint) {
		super("'" + identifier + "' comes to a fork: the next step may be " + Text.nodes(choices) + ".",
				"Name one of them" + hint + ".");
		this.identifier = identifier;
		this.choices = List.copyOf(choices);
	}

	/**
	 * Returns the identifier.
	 * @return the identifier
	 */
	public String getIdentifier() {
		return this.identifier;
	}

	/**
	 * Returns the revisions between which the identifier does not choose.
	 * @return two or more revisions
	 */
	public List<RevisionNode> getChoices() {
		return this.choices;
	}

}
