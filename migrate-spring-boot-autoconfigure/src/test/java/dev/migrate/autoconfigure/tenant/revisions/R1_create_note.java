package dev.migrate.autoconfigure.tenant.revisions;

import dev.migrate.Revision;
import dev.migrate.operations.Operations;
import dev.migrate.operations.ReversibleMigration;

import static dev.migrate.operations.Definitions.column;
import static dev.migrate.operations.Definitions.integer;
import static dev.migrate.operations.Definitions.table;

/**
 * Creates a table whose name a bean knows.
 */
@Revision(id = "a1", message = "create note")
public class R1_create_note implements ReversibleMigration {

	private final StringBuilder name;

	R1_create_note(StringBuilder name) {
		this.name = name;
	}

	@Override
	public void change(Operations op) {
		op.createTable(table(this.name.toString()).column(column("id", integer())));
	}

}
