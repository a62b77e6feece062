package dev.migrate.runtime.offlinefailures;

import dev.migrate.Revision;
import dev.migrate.operations.Migration;
import dev.migrate.operations.Operations;

@Revision(id = "x2", down = "x1")
class R2_commit implements Migration {

	@Override
	public void upgrade(Operations op) {
		op.execute("SELECT 1; COMMIT");
	}

	@Override
	public void downgrade(Operations op) {
		throw new IllegalStateException("no way back today");
	}

}
