package dev.migrate.revision;

import dev.migrate.MigrateException;

/**
 * Thrown when what a user wrote to name revisions is not well-formed.
 */
public final class InvalidRevisionIdentifierException extends MigrateException {

	private final String identifier;

	private final int position;

	InvalidRevisionIdentifierException(String identifier, int index, String reason) {
		super("'" + identifier + "' is not a revision identifier: " + reason + ", at position " + (index + 1) + ".",
				"Write [label@]revision[+N|-N], with an id, the beginning of one, a branch label, 'head', 'heads' or 'base' as "
						+ "the revision, or start:end for a range.");
		this.identifier = identifier;
		this.position = index + 1;
	}

	/**
	 * Returns what the user wrote.
	 * @return the text
	 */
	public String getIdentifier() {
		return this.identifier;
	}

	/**
	 * Returns where the mistake is.
	 * @return the position, 1 for the first character, one more than the length for the
	 * end
	 */
	public int getPosition() {
		return this.position;
	}

}
