package dev.migrate.autoconfigure.named;

import dev.migrate.Revision;
import dev.migrate.operations.Operations;
import dev.migrate.operations.ReversibleMigration;

import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.ExclusionConstraint.exclude;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.Table.table;

@Revision(id = "a1", message = "create room")
class R1_create_room implements ReversibleMigration {

	@Override
	public void change(Operations op) {
		op.createTable(table("room").column("id", bigint())
			.column("name", text())
			.column("next", bigint())
			.primaryKey("id")
			.unique("name", "next")
			.check("id > 0")
			.constraint(exclude().using("btree").with("next", "="))
			.constraint(foreignKey("next").references("room", "id")));
		op.createIndex("room", index("name"));
	}

}
