package dev.migrate.runtime.customoperation;

import dev.migrate.Revision;
import dev.migrate.operations.Operations;
import dev.migrate.operations.ReversibleMigration;
import dev.migrate.schema.ColumnName;
import dev.migrate.schema.ObjectName;

@Revision(id = "c1", message = "count the countries of cities")
class R1_count_cities implements ReversibleMigration {

	@Override
	public void change(Operations op) {
		op.apply(new SetStatistics(new ColumnName(ObjectName.of("City"), "country.code"), 500, -1));
	}

}
