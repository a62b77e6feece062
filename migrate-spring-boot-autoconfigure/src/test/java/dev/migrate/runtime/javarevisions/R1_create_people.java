package dev.migrate.runtime.javarevisions;

import dev.migrate.Revision;
import dev.migrate.operations.Operations;
import dev.migrate.operations.ReversibleMigration;

import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.text;
import static dev.migrate.schema.DataType.timestamptz;
import static dev.migrate.schema.DataType.varchar;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.ReferentialAction.CASCADE;
import static dev.migrate.schema.Table.table;

@Revision(id = "1", message = "create people")
class R1_create_people implements ReversibleMigration {

	@Override
	public void change(Operations op) {
		op.createTable(table("people").column(column("id", bigint()).asIdentity())
			.column(column("name", varchar(200)).notNull().comment("Given name, blank, family name"))
			.column(column("created", timestamptz()).notNull().defaultValue("now()"))
			.primaryKey("id")
			.comment("Who we know"));
		op.createTable(table("notes").column("person", bigint()).column("text", text()));
		op.createConstraint("notes", foreignKey("person").references("people").onDelete(CASCADE));
		op.createIndex("people", index("name").on("created DESC"));
	}

}
