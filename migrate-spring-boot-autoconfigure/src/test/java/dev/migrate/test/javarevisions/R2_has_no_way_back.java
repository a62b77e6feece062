package dev.migrate.test.javarevisions;

import dev.migrate.Revision;
import dev.migrate.operations.Migration;
import dev.migrate.operations.Operations;

@Revision(id = "f2", down = "f1", message = "has no way back")
class R2_has_no_way_back implements Migration {

	@Override
	public void upgrade(Operations op) {
		op.execute("CREATE TABLE f2 (id integer)");
	}

	@Override
	public void downgrade(Operations op) {
		throw new UnsupportedOperationException("There is no way back from f2");
	}

}
