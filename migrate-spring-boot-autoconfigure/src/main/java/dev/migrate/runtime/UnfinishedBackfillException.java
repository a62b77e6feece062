package dev.migrate.runtime;

import dev.migrate.MigrateException;
import dev.migrate.operations.operation.Backfill;

/**
 * Thrown when a backfill cannot come to an end, because there are still rows that satisfy
 * its condition. Batches that were committed stay.
 */
public class UnfinishedBackfillException extends MigrateException {

	private final String table;

	private UnfinishedBackfillException(Backfill backfill, String problem, String action) {
		super(problem, action);
		this.table = backfill.table().toString();
	}

	static UnfinishedBackfillException unchanged(Backfill backfill, long rows) {
		return new UnfinishedBackfillException(backfill,
				"""
						After their update, %d rows of a batch of '%s' satisfy the condition %s still. Without a key that stays as it \
						is, they would be updated again and again; this batch was rolled back."""
					.formatted(rows, backfill.table(), backfill.condition()),
				"""
						Change the condition or the values (mind NULL) so that no updated row satisfies it, or follow a unique index \
						over columns that are not set, with byIndex(…).""");
	}

	static UnfinishedBackfillException outrun(Backfill backfill, int passes) {
		return new UnfinishedBackfillException(backfill,
				"""
						After %d passes over '%s' there are still rows that satisfy the condition %s: somebody writes new ones all the \
						time."""
					.formatted(passes, backfill.table(), backfill.condition()),
				"""
						Let the application, or a trigger, write these columns first. Then start again: the next run looks for \
						what is left.""");
	}

	/**
	 * Returns the table that was to be updated.
	 * @return its name, with its schema if that was given
	 */
	public String getTable() {
		return this.table;
	}

}
