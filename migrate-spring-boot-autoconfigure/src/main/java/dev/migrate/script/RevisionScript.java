package dev.migrate.script;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.migrate.revision.RevisionNode;

/**
 * A revision script as it was found, without what it does: that is read or loaded when
 * the revision runs.
 */
public sealed interface RevisionScript permits JavaRevision, SqlRevision {

	/**
	 * Returns the node that this script adds to the revision graph.
	 * @return the node
	 */
	RevisionNode node();

	/**
	 * Returns what the revision does, in a few words.
	 * @return the message, empty if the script has none
	 */
	String message();

	/**
	 * Returns when the script was written.
	 * @return the time, or {@code null} if the script does not say
	 */
	@Nullable Instant created();

	/**
	 * Returns whether the revision runs in a transaction together with its version row.
	 * @return {@code false} if the script switches the transaction off
	 */
	boolean transactional();

	/**
	 * Returns the id of the revision.
	 * @return the id
	 */
	default String id() {
		return node().id();
	}

	/**
	 * Returns where the script was found: its path in the class path or, for a
	 * {@code file:} location, in the file system. When the same path was found under
	 * several class path roots, the root follows it.
	 * @return a location for people, not to be opened
	 */
	default String location() {
		return node().location();
	}

}
