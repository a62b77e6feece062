package dev.migrate.runtime.javafailures;

import dev.migrate.Revision;
import dev.migrate.operations.Operations;
import dev.migrate.operations.ReversibleMigration;

@Revision(id = "f2", labels = "irreversible")
class R2_has_no_reverse implements ReversibleMigration {

	@Override
	public void change(Operations op) {
		op.execute("CREATE TABLE kept (id int)");
	}

}
