package dev.migrate.revision;

import java.util.List;

import dev.migrate.MigrateException;

/**
 * Thrown when a new revision is to follow the same revision twice.
 */
public final class DuplicateHeadException extends MigrateException {

	private final RevisionNode revision;

	private final List<String> identifiers;

	DuplicateHeadException(RevisionNode revision, List<String> identifiers) {
		super("Revision " + Text.at(revision) + " is named more than once in " + Text.ids(identifiers) + ".",
				"Name each revision to follow once.");
		this.revision = revision;
		this.identifiers = List.copyOf(identifiers);
	}

	/**
	 * Returns the revision that is named twice.
	 * @return the revision
	 */
	public RevisionNode getRevision() {
		return this.revision;
	}

	/**
	 * Returns what the user wrote.
	 * @return the identifiers
	 */
	public List<String> getIdentifiers() {
		return this.identifiers;
	}

}
