package dev.migrate.operations;

import java.util.function.UnaryOperator;

import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.table.AddColumn;
import dev.migrate.operations.table.AlterColumn;
import dev.migrate.operations.table.DropColumn;
import dev.migrate.operations.table.RenameColumn;
import dev.migrate.schema.Column;
import dev.migrate.schema.ObjectName;

/**
 * What a migration can do with the columns of a table.
 *
 * @see Operations
 */
public interface ColumnOperations extends OperationApplier {

	/**
	 * Adds a column to a table. PostgreSQL blocks all access to the table until the
	 * transaction ends; that is short unless the column is stored and generated, an
	 * identity, or has a default that differs from row to row, such as
	 * {@code gen_random_uuid()}: then the table is written anew.
	 * @param table the name of the table
	 * @param column the column
	 * @param options {@link OperationOption#ifNotExists()} or nothing; the comment is set
	 * in either case, and there is no reverse
	 */
	default void addColumn(String table, Column column, OperationOption... options) {
		apply(new AddColumn(ObjectName.of(table), column, options));
	}

	/**
	 * Drops a column, and with it the constraints and indexes over it. What it was is not
	 * known then, so that this has no reverse. PostgreSQL blocks all access to the table
	 * until the transaction ends; rows are not touched.
	 * @param table the name of the table
	 * @param column the name of the column
	 * @param options {@link OperationOption#ifExists()} and
	 * {@link OperationOption#cascade()}, which drops views and foreign keys of other
	 * tables that refer to it
	 */
	default void dropColumn(String table, String column, OperationOption... options) {
		apply(new DropColumn(ObjectName.of(table), column, options));
	}

	/**
	 * Drops a column that can be added again, as the last one, when this is reversed. Its
	 * values are lost. Drop constraints and indexes over it before it, so that they can
	 * be created again, too.
	 * @param table the name of the table
	 * @param column the column as it is
	 * @see #dropColumn(String, String, OperationOption...)
	 */
	default void dropColumn(String table, Column column) {
		apply(new DropColumn(ObjectName.of(table), column));
	}

	/**
	 * Renames a column. Constraints, indexes and views over it keep working; their names
	 * stay as they are. PostgreSQL blocks all access to the table until the transaction
	 * ends, and instances of the application that run an older version fail.
	 * @param table the name of the table
	 * @param column the name of the column
	 * @param newName its new name
	 */
	default void renameColumn(String table, String column, String newName) {
		apply(new RenameColumn(ObjectName.of(table), column, newName));
	}

	/**
	 * Changes a column, as in
	 * {@code alterColumn("memories", "title", (column) -> column.type(varchar(1000)).notNull())}.
	 * It has a reverse if it is told what the column was:
	 *
	 *
	 * <pre class="code">
	 * op.alterColumn("memories", "title",
	 * 		(column) -&gt; column.type(varchar(1000)).notNull().was(column("title", varchar(255))));
	 * </pre>
	 *
	 * PostgreSQL blocks all access to the table until the transaction ends: for as long
	 * as the rows are read ({@link AlterColumn#notNull() not null}) or written anew
	 * ({@link AlterColumn#type another type}), and shortly for all else. A comment alone
	 * blocks nobody.
	 *
	 * <p>
	 * {@link OperationOption#online()} makes a column not null without keeping anybody
	 * from the table while its rows are read. Each step commits by itself, after what the
	 * revision has done before: PostgreSQL blocks all access to the table for a moment to
	 * note that new rows must not be null, reads the rows while others read and write
	 * them, and then blocks all access for another moment to make the column not null;
	 * since PostgreSQL 18 not for that. If a row is null, the revision fails. Fix the
	 * rows and run it again: it goes on with reading them.
	 * @param table the name of the table
	 * @param column the name of the column
	 * @param alteration what changes, beginning with nothing
	 * @param options {@link OperationOption#online()}, if all that changes is that the
	 * column becomes not null, or nothing
	 * @throws InvalidOperationException if nothing changes, or if something else is to be
	 * changed online
	 */
	default void alterColumn(String table, String column, UnaryOperator<AlterColumn> alteration,
			OperationOption... options) {
		apply(AlterColumn.of(ObjectName.of(table), column, alteration, options));
	}

	/**
	 * Changes a column without an option, so that Kotlin can have the lambda behind the
	 * parentheses: {@code op.alterColumn("memories", "title") { it.notNull() }}.
	 * @param table the name of the table
	 * @param column the name of the column
	 * @param alteration what changes, beginning with nothing
	 * @throws InvalidOperationException if nothing changes
	 */
	default void alterColumn(String table, String column, UnaryOperator<AlterColumn> alteration) {
		alterColumn(table, column, alteration, new OperationOption[0]);
	}

}
