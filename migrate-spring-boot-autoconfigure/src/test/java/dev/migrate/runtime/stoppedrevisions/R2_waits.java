package dev.migrate.runtime.stoppedrevisions;

import dev.migrate.Revision;
import dev.migrate.operations.Migration;
import dev.migrate.operations.Operations;

import org.springframework.dao.DataAccessException;

@Revision(id = "j2", down = "a1")
class R2_waits implements Migration {

	@Override
	public void upgrade(Operations op) {
		op.execute("CREATE TABLE j2 (id int)");
		op.autocommitBlock(() -> {
			try {
				op.jdbc().sql("SELECT pg_sleep(600)").query().listOfRows();
			}
			catch (DataAccessException ex) {
				// As if it did not matter.
			}
		});
	}

	@Override
	public void downgrade(Operations op) {
	}

}
