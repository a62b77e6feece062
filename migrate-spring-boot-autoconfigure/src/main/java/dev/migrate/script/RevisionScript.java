package dev.migrate.script;

import java.time.Instant;
import java.util.List;

import dev.migrate.revision.RevisionNode;
import org.jspecify.annotations.Nullable;

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
	 * Returns the migrations of another tool that this revision takes the place of.
	 * @return the migrations, none of a revision that was not converted
	 */
	List<AdoptedMigration> adopts();

	/**
	 * Returns the jar that the script was found in.
	 * @return the name of its file, such as {@code billing-1.2.jar}, or {@code null} if
	 * the script is one of the application's own classes or files
	 */
	@Nullable String jar();

	/**
	 * Returns where the script was found, with the jar if it was in one.
	 * @return the location, such as
	 * {@code db/revisions/R1_create_invoice.sql in billing-1.2.jar}
	 */
	default String origin() {
		String jar = jar();
		return (jar == null || location().contains(jar)) ? location() : location() + " in " + jar;
	}

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
