package dev.migrate.operations;

import java.util.List;
import java.util.Map;

import dev.migrate.operations.operation.Backfill;
import dev.migrate.operations.operation.BulkInsert;
import dev.migrate.operations.operation.Execute;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.schema.ObjectName;

/**
 * What a migration can do with rows, and with SQL of its own.
 *
 * @see Operations
 */
public interface DataOperations extends OperationApplier {

	/**
	 * Runs SQL, one statement or several separated by semicolons.
	 * @param sql the SQL, taken as it is: {@code ?} and {@code :name} have no meaning in
	 * it
	 */
	default void execute(String sql) {
		apply(new Execute(sql, Map.of(), null));
	}

	/**
	 * Runs one SQL statement with named parameters. What looks like one inside quotes,
	 * dollar quotes, comments and casts is none; {@code ?} is an operator.
	 * @param sql the SQL, with parameters such as {@code :name}
	 * @param parameters the values by name, of a collection as a list after IN
	 */
	default void execute(String sql, Map<String, ?> parameters) {
		apply(new Execute(sql, parameters, null));
	}

	/**
	 * Runs SQL that can be reversed, as in
	 * {@code op.execute(sql("CREATE FUNCTION …").reversedBy("DROP FUNCTION …"))}.
	 * @param execution the SQL and what undoes it
	 */
	default void execute(Execute execution) {
		apply(execution);
	}

	/**
	 * Inserts rows, on PostgreSQL by COPY.
	 * @param table the name of the table
	 * @param rows the values by column, all rows with the same columns
	 */
	default void bulkInsert(String table, List<? extends Map<String, ?>> rows) {
		apply(BulkInsert.of(ObjectName.of(table), rows));
	}

	/**
	 * Inserts rows, on PostgreSQL by COPY, as in
	 * {@code op.bulkInsert(into("plans", "id", "name").row(1, "Free"))}. However many
	 * rows an {@link Iterable} or a stream gives, they are not kept together in memory.
	 * @param insert the rows and what undoes it
	 */
	default void bulkInsert(BulkInsert insert) {
		apply(insert);
	}

	/**
	 * Updates the rows of a large table in batches, each in a short transaction of its
	 * own, as in
	 *
	 *
	 * <pre class="code">
	 * op.backfill(update("users").set("full_name", "first_name || ' ' || last_name")
	 * 	.where("full_name IS NULL"));
	 * </pre>
	 *
	 * The batches follow the primary key, or a {@linkplain Backfill#byIndex unique
	 * index}. A table without either is passed page by page; then, and where a column of
	 * the key is set, there must be a {@linkplain Backfill#where condition} that no row
	 * satisfies once it is updated. How far it is commits with each batch in the table
	 * {@code migrate_progress}, so that a run that was interrupted goes on from there and
	 * updates no row twice. If no updated row satisfies the condition any more, this goes
	 * on until no row satisfies it; else, and without a condition, rows that others
	 * insert behind it are left alone.
	 *
	 * <p>
	 * It cannot be part of a transaction: call it in an {@link Operations#autocommitBlock
	 * autocommit block} or in a revision that has none. PostgreSQL blocks nobody who
	 * reads; others who write a row of a batch wait until that has committed. A batch
	 * that meets a row which somebody else has locked waits for no longer than the lock
	 * timeout and is then tried again.
	 * @param backfill what to update
	 * @throws InvalidOperationException if the table cannot be updated in batches
	 */
	default void backfill(Backfill backfill) {
		apply(backfill);
	}

}
