package dev.migrate.runtime;

import dev.migrate.MigrateException;
import dev.migrate.operations.operation.Backfill;

/**
 * Thrown when a backfill, which commits after each batch, is called where a transaction
 * is open that must not be committed.
 */
public class BackfillInTransactionException extends MigrateException {

	private final String table;

	BackfillInTransactionException(Backfill backfill) {
		super("""
				The backfill of '%s' commits after each batch, but the revision calls it in a transaction, which would be \
				committed half done."""
			.formatted(backfill.table()),
				"""
						Call it in op.autocommitBlock(() -> …), which commits what the revision has done before, or give it a \
						revision of its own with @Revision(transaction = NONE).""");
		this.table = backfill.table().toString();
	}

	/**
	 * Returns the table that was to be updated.
	 * @return its name, with its schema if that was given
	 */
	public String getTable() {
		return this.table;
	}

}
