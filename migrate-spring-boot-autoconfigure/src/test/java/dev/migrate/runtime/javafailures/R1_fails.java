package dev.migrate.runtime.javafailures;

import dev.migrate.Revision;
import dev.migrate.operations.Migration;
import dev.migrate.operations.Operations;

@Revision(id = "f1", message = "fails", labels = "failing")
class R1_fails implements Migration {

	@Override
	public void upgrade(Operations op) {
		op.execute("CREATE TABLE kept (id int)");
		op.dropTable("nobody");
	}

	@Override
	public void downgrade(Operations op) {
	}

}
