package dev.migrate.runtime.run;

import java.util.Objects;

/**
 * A part of a revision that a dry run has left out, because it does not run in a
 * transaction.
 *
 * @param revision the id of the revision
 * @param description the statement, or what it is if it is more than one
 */
public record UntriedPart(String revision, String description) {

	/**
	 * Creates a part.
	 * @throws NullPointerException if something is missing
	 */
	public UntriedPart {
		Objects.requireNonNull(revision, "revision must not be null");
		Objects.requireNonNull(description, "description must not be null");
	}

}
