package dev.migrate.runtime.failure;

import dev.migrate.MigrateException;
import dev.migrate.operations.operation.Backfill;

/**
 * Thrown when a backfill cannot run or cannot come to an end. Batches that were committed
 * stay.
 */
public class BackfillException extends MigrateException {

	private final String table;

	private BackfillException(Backfill backfill, String problem, String action) {
		super(problem, action);
		this.table = backfill.table().toString();
	}

	/**
	 * Creates an exception for a backfill that is called where a transaction is open that
	 * must not be committed.
	 * @param backfill the backfill
	 * @return the exception
	 */
	public static BackfillException inTransaction(Backfill backfill) {
		return new BackfillException(backfill,
				"""
						The backfill of '%s' commits after each batch, but the revision calls it in a transaction, which would be \
						committed half done."""
					.formatted(backfill.table()),
				"""
						Call it in op.autocommitBlock(() -> …), which commits what the revision has done before, or give it a \
						revision of its own with @Revision(transaction = NONE).""");
	}

	/**
	 * Creates an exception for a backfill that would update the same rows again and
	 * again.
	 * @param backfill the backfill
	 * @param rows how many rows of a batch satisfy its condition after their update
	 * @return the exception
	 */
	public static BackfillException unchanged(Backfill backfill, long rows) {
		return new BackfillException(backfill,
				"""
						After their update, %d rows of a batch of '%s' satisfy the condition %s still. Without a key that stays as it \
						is, they would be updated again and again; this batch was rolled back."""
					.formatted(rows, backfill.table(), backfill.condition()),
				"""
						Change the condition or the values (mind NULL) so that no updated row satisfies it, or follow a unique index \
						over columns that are not set, with byIndex(…).""");
	}

	/**
	 * Creates an exception for a backfill that does not catch up with those who insert.
	 * @param backfill the backfill
	 * @param passes how often it has passed over the table
	 * @return the exception
	 */
	public static BackfillException outrun(Backfill backfill, int passes) {
		return new BackfillException(backfill,
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
