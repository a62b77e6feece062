package dev.migrate.runtime.history;

import dev.migrate.dialect.BatchedUpdate.Batch;
import org.jspecify.annotations.Nullable;

/**
 * How far a backfill is.
 *
 * @param pass the pass over the table that it is at, counted from 1
 * @param key where the last batch of this pass ended, or {@code null} at the start of it
 * @param rows how many rows were passed, about
 * @param updated how many of them were updated
 * @param unfinished how many of those satisfied the condition still
 */
public record BackfillProgress(int pass, @Nullable String key, long rows, long updated, long unfinished) {

	public static final BackfillProgress NONE = new BackfillProgress(1, null, 0, 0, 0);

	/**
	 * Returns how far it is after another batch.
	 */
	public BackfillProgress after(Batch batch) {
		return new BackfillProgress((batch.cursor() == null) ? this.pass + 1 : this.pass, batch.cursor(),
				this.rows + batch.rows(), this.updated + batch.updated(), this.unfinished + batch.unfinished());
	}

	/**
	 * Returns how many passes are complete, if it is between two of them.
	 * @return the number, 0 within a pass or before the first
	 */
	public int completePasses() {
		return (this.key == null) ? this.pass - 1 : 0;
	}

}
