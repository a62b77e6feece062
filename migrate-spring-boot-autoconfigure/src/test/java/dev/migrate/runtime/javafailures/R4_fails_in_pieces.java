package dev.migrate.runtime.javafailures;

import dev.migrate.Revision;
import dev.migrate.operations.Migration;
import dev.migrate.operations.Operations;

@Revision(id = "f4", message = "fails outside of a transaction", labels = "piecewise",
		transaction = Revision.Transaction.NONE)
class R4_fails_in_pieces implements Migration {

	@Override
	public void upgrade(Operations op) {
		op.execute("CREATE TABLE kept (id int)");
		op.dropTable("nobody");
	}

	@Override
	public void downgrade(Operations op) {
	}

}
