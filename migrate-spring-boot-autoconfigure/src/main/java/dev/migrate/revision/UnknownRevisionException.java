package dev.migrate.revision;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when an identifier matches no revision and no branch label.
 */
public final class UnknownRevisionException extends MigrateException {

	private final String identifier;

	private final List<RevisionNode> candidates;

	UnknownRevisionException(String identifier, List<RevisionNode> candidates) {
		super("No revision or branch label is '" + identifier + "' or begins so.",
				Text.didYouMean(candidates) + "'migrate history' lists all revisions.");
		this.identifier = identifier;
		this.candidates = List.copyOf(candidates);
	}

	/**
	 * Returns the identifier, or the part of it, that matches nothing.
	 * @return the identifier
	 */
	public String getIdentifier() {
		return this.identifier;
	}

	/**
	 * Returns the revisions with the most similar ids or labels.
	 * @return the nearest first, empty if none is similar
	 */
	public List<RevisionNode> getCandidates() {
		return this.candidates;
	}

}
