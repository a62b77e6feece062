package dev.migrate.runtime.offlinefailures;

import dev.migrate.Revision;
import dev.migrate.operations.Operations;
import dev.migrate.operations.ReversibleMigration;
import dev.migrate.operations.operation.Execute;

@Revision(id = "x1")
class R1_index_concurrently implements ReversibleMigration {

	@Override
	public void change(Operations op) {
		op.apply(Execute.sql("CREATE INDEX CONCURRENTLY people_name ON people (name)")
			.reversedBy("DROP INDEX people_name"));
	}

}
