package dev.migrate.runtime.killrevisions;

import java.util.Map;

import dev.migrate.Revision;
import dev.migrate.operations.Migration;
import dev.migrate.operations.Operations;

@Revision(id = "k8", down = "k7")
class R8_in_pieces implements Migration {

	@Override
	public void upgrade(Operations op) {
		insert(op, "k8");
		op.execute("SELECT pg_sleep(0.05)");
		op.autocommitBlock(() -> {
			op.execute("CREATE INDEX CONCURRENTLY event_length ON event (length(name))");
			op.execute("VACUUM event");
		});
		insert(op, "k8 again");
		op.execute("SELECT pg_sleep(0.05)");
		op.execute("REINDEX INDEX CONCURRENTLY event_length");
		insert(op, "k8 at last");
	}

	private static void insert(Operations op, String name) {
		op.execute("INSERT INTO event VALUES (:name)", Map.of("name", name));
	}

	@Override
	public void downgrade(Operations op) {
	}

}
