package dev.migrate.test.javarevisions;

import dev.migrate.Revision;
import dev.migrate.operations.Migration;
import dev.migrate.operations.Operations;

@Revision(id = "f1", message = "leaves a table")
class R1_leaves_a_table implements Migration {

	@Override
	public void upgrade(Operations op) {
		op.execute("CREATE TABLE f1 (id integer)");
	}

	@Override
	public void downgrade(Operations op) {
	}

}
