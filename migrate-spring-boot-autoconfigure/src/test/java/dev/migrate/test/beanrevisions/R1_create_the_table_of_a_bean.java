package dev.migrate.test.beanrevisions;

import dev.migrate.Revision;
import dev.migrate.operations.Operations;
import dev.migrate.operations.ReversibleMigration;

import static dev.migrate.schema.DataType.integer;
import static dev.migrate.schema.Table.table;

@Revision(id = "b1", message = "create the table of a bean")
class R1_create_the_table_of_a_bean implements ReversibleMigration {

	private final TableBean bean;

	R1_create_the_table_of_a_bean(TableBean bean) {
		this.bean = bean;
	}

	@Override
	public void change(Operations op) {
		op.createTable(table(this.bean.name()).column("id", integer()));
	}

}
