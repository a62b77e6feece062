package dev.migrate.dialect;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * An update of the rows of a table, batch by batch in a certain order. It keeps nothing
 * in mind: where it is, is told by a cursor, a JSON object.
 */
public interface BatchedUpdate {

	/**
	 * Returns how many rows the table has, about.
	 * @return the number, 0 if it is not known
	 */
	long estimatedRows();

	/**
	 * Returns the keys that a cursor has.
	 * @return the keys, sorted
	 */
	Set<String> cursorKeys();

	/**
	 * Returns the keys of a cursor that was noted earlier.
	 * @param cursor the cursor
	 * @return the keys, sorted; those of {@link #cursorKeys()} unless the table or the
	 * update has changed
	 */
	Set<String> keysOf(String cursor);

	/**
	 * Returns whether a row that has been updated may come again later.
	 * @return {@code true} if only the condition keeps it from being updated twice
	 */
	boolean revisits();

	/**
	 * Updates the next batch.
	 * @param cursor where the last batch ended, or {@code null} to begin at the start
	 * @return what was done
	 */
	Batch update(@Nullable String cursor);

	/**
	 * Returns whether a row satisfies the condition, wherever it is.
	 * @return {@code false} if there is nothing left to update
	 */
	boolean hasLeft();

	/**
	 * What one batch has done.
	 *
	 * @param cursor where it ended, or {@code null} if it was the last one
	 * @param rows how many rows it has passed, about
	 * @param updated how many of them it has updated
	 * @param unfinished how many of those satisfy the condition still
	 */
	record Batch(@Nullable String cursor, long rows, long updated, long unfinished) {

	}

}
