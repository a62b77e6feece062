package dev.migrate.runtime.javafailures;

import dev.migrate.Revision;
import dev.migrate.operations.Operations;
import dev.migrate.operations.ReversibleMigration;

import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.Table.table;

@Revision(id = "f6", labels = "changing")
class R6_fails_in_change implements ReversibleMigration {

	@Override
	public void change(Operations op) {
		op.createTable(table("kept").column(column("id", integer())));
		op.autocommitBlock(() -> op.renameTable("somebody", "nobody"));
	}

}
