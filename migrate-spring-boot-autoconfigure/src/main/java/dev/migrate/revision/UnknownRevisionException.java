package dev.migrate.revision;

import java.util.Comparator;
import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when an identifier matches no revision and no branch label.
 */
public final class UnknownRevisionException extends MigrateException {

	private static final List<String> WORDS = List.of("head", "heads", "base", "current");

	// Two letters in the wrong order are two changes.
	private static final int TOLERATED = 2;

	private final String identifier;

	private final List<RevisionNode> candidates;

	UnknownRevisionException(String identifier, List<RevisionNode> candidates) {
		super("No revision or branch label is '" + identifier + "' or begins so.",
				didYouMeanWord(identifier) + Text.didYouMean(candidates)
						+ "Write an id, the beginning of one, a branch label, 'head', 'heads' or 'base'.");
		this.identifier = identifier;
		this.candidates = List.copyOf(candidates);
	}

	private static String didYouMeanWord(String identifier) {
		return WORDS.stream()
			.filter((word) -> EditDistance.between(identifier, word) <= TOLERATED)
			.min(Comparator.comparingInt((word) -> EditDistance.between(identifier, word)))
			.map("Did you mean '%s'? "::formatted)
			.orElse("");
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
