package dev.migrate.runtime.offlinerevisions;

import dev.migrate.Revision;
import dev.migrate.Revision.Transaction;
import dev.migrate.operations.Migration;
import dev.migrate.operations.Operations;

@Revision(id = "g7", down = "f6", transaction = Transaction.NONE)
class R7_index_people implements Migration {

	@Override
	public void upgrade(Operations op) {
		op.execute("CREATE INDEX CONCURRENTLY people_name ON people (name); VACUUM people");
		op.execute("COMMENT ON INDEX people_name IS 'built'");
	}

	@Override
	public void downgrade(Operations op) {
		op.execute("DROP INDEX CONCURRENTLY people_name");
	}

}
