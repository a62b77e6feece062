package dev.migrate.runtime.offlinerevisions;

import dev.migrate.Revision;
import dev.migrate.operations.Operations;
import dev.migrate.operations.ReversibleMigration;
import dev.migrate.operations.operation.Execute;

import static dev.migrate.schema.Column.column;
import static dev.migrate.schema.DataType.bigint;
import static dev.migrate.schema.DataType.varchar;
import static dev.migrate.schema.ForeignKey.foreignKey;
import static dev.migrate.schema.Index.index;
import static dev.migrate.schema.ReferentialAction.CASCADE;
import static dev.migrate.schema.Table.table;

@Revision(id = "e5", down = "d4", message = "create people")
class R5_create_people implements ReversibleMigration {

	@Override
	public void change(Operations op) {
		op.createTable(table("people").column(column("id", bigint()).asIdentity())
			.column(column("name", varchar(200)).notNull())
			.column(column("city", bigint()))
			.primaryKey("id")
			.comment("Who we know"));
		op.autocommitBlock(() -> {
			op.apply(Execute.sql("CREATE INDEX CONCURRENTLY people_city ON people (city)")
				.reversedBy("DROP INDEX CONCURRENTLY people_city"));
			op.createIndex("people", index("name").named("people_by_name"));
		});
		op.createConstraint("people", foreignKey("city").references("city").onDelete(CASCADE));
		op.apply(Execute.sql("ALTER TABLE people ADD CHECK (name <> '')")
			.reversedBy("ALTER TABLE people DROP CONSTRAINT people_name_check"));
	}

}
