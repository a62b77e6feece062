package dev.migrate.operations;

import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.migrate.operations.object.RenameObject;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.table.CreateTable;
import dev.migrate.operations.table.DropTable;
import dev.migrate.operations.table.SetTableSchema;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Table;

/**
 * What a migration can do with tables as a whole.
 *
 * @see Operations
 */
public interface TableOperations extends OperationApplier {

	/**
	 * Creates a table with its columns, constraints and comments. On PostgreSQL a foreign
	 * key blocks writes to the table that it refers to until the transaction ends.
	 * @param table the table
	 * @param options {@link OperationOption#ifNotExists()} or nothing; comments are set
	 * in either case, and there is no reverse
	 */
	default void createTable(Table table, OperationOption... options) {
		apply(new CreateTable(naming().name(table), options));
	}

	/**
	 * Drops a table. What it was is not known then, so that this has no reverse.
	 * PostgreSQL blocks all access to the table, and to those that its foreign keys refer
	 * to, until the transaction ends.
	 * @param table the name of the table
	 * @param options {@link OperationOption#ifExists()} and
	 * {@link OperationOption#cascade()}, which drops foreign keys and views that refer to
	 * it
	 */
	default void dropTable(String table, OperationOption... options) {
		apply(new DropTable(ObjectName.of(table), options));
	}

	/**
	 * Drops a table that can be created again when this is reversed. Its rows are lost.
	 * @param table the table as it is
	 * @param indexes its indexes other than those of its constraints
	 * @see #dropTable(String, OperationOption...)
	 */
	default void dropTable(Table table, Index... indexes) {
		apply(new DropTable(naming().name(table),
				Stream.of(indexes).map((index) -> naming().name(table.name(), index)).toList()));
	}

	/**
	 * Renames a table within its schema. The names of its constraints, indexes and
	 * sequences stay as they are. PostgreSQL blocks all access to the table until the
	 * transaction ends, and instances of the application that run an older version fail.
	 * @param table the name of the table
	 * @param newName its new name
	 * @throws InvalidOperationException if the new name is in another schema
	 */
	default void renameTable(String table, String newName) {
		apply(RenameObject.of(ObjectKind.TABLE, table, newName));
	}

	/**
	 * Moves a table to another schema, with its indexes, its constraints and the
	 * sequences that its columns own. It has a reverse if the name of the table says
	 * which schema it is in. PostgreSQL blocks all access to the table until the
	 * transaction ends.
	 * @param table the name of the table
	 * @param schema the name of the other schema
	 */
	default void setTableSchema(String table, String schema) {
		apply(new SetTableSchema(ObjectName.of(table), schema));
	}

	/**
	 * Makes all changes of one table that can be as one ALTER TABLE, so that the table is
	 * locked, read and written anew once:
	 *
	 *
	 * <pre class="code">
	 * op.batchAlterTable("users", (batch) -&gt; {
	 * 	batch.addColumn(column("active", bool()).notNull().defaultValue("true"));
	 * 	batch.alterColumn("name", (column) -&gt; column.type(text()).was(column("name", varchar(100))));
	 * 	batch.createConstraint(check("name &lt;&gt; ''"));
	 * });
	 * </pre>
	 *
	 * Changes that stand beside each other become one statement, in which PostgreSQL
	 * drops first and adds last; a second change of one column or constraint begins
	 * another. Comments follow it. Renames and indexes are statements of their own in
	 * their place; make them after everything else. The reverse undoes all of it in the
	 * same way; there is none if one of the changes has none.
	 * @param table the name of the table
	 * @param changes makes the changes; called once
	 */
	default void batchAlterTable(String table, Consumer<TableBatch> changes) {
		TableBatch batch = new TableBatch(ObjectName.of(table), naming());
		changes.accept(batch);
		apply(batch.operation());
	}

}
