package dev.migrate.runtime.backfillrevisions;

import dev.migrate.Revision;
import dev.migrate.operations.Migration;
import dev.migrate.operations.Operations;

import static dev.migrate.operations.operation.Backfill.update;

@Revision(id = "b1", transaction = Revision.Transaction.NONE)
class R1_count_accounts implements Migration {

	@Override
	public void upgrade(Operations op) {
		op.backfill(update("account").set("n", "n + 1"));
	}

	@Override
	public void downgrade(Operations op) {
		op.backfill(update("account").set("n", "n - 1"));
	}

}
