package dev.migrate.revision;

import dev.migrate.MigrateException;

/**
 * Thrown when a branch label has a form that identifiers could not be told apart with.
 */
public final class InvalidBranchLabelException extends MigrateException {

	private final String label;

	private final String revision;

	private final String location;

	InvalidBranchLabelException(String label, String revision, String location, String reason) {
		super("The branch label '" + label + "' of revision " + Text.at(revision, location) + " is not allowed: "
				+ reason + ".",
				"Choose a label of letters, digits, '_', '.' and inner '-' before a letter, such as 'billing'.");
		this.label = label;
		this.revision = revision;
		this.location = location;
	}

	/**
	 * Returns the label that is not allowed.
	 * @return the label
	 */
	public String getLabel() {
		return this.label;
	}

	/**
	 * Returns the revision that introduces it.
	 * @return the id of the revision
	 */
	public String getRevision() {
		return this.revision;
	}

	/**
	 * Returns where its script is.
	 * @return the location, empty if there is none
	 */
	public String getLocation() {
		return this.location;
	}

}
