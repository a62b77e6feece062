package dev.migrate.operations;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.migrate.schema.CheckConstraint;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Extension;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.Inspector;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueConstraint;
import dev.migrate.schema.View;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a migration can do with the database, as Alembic's
 * <a href="https://alembic.sqlalchemy.org/en/latest/ops.html">op</a>. Every method takes
 * effect when it is called, on the connection and in the transaction of the migration.
 *
 * <p>
 * Tables are named {@code name} or {@code schema.name}; a part with a dot in it stands in
 * double quotes. Constraints and indexes without a name get one by the
 * {@link dev.migrate.schema.NamingConvention}.
 *
 * <p>
 * Not safe for use by several threads, and not to be kept after the migration has ended.
 */
public interface Operations {

	/**
	 * Creates a table with its columns, constraints and comments. On PostgreSQL a foreign
	 * key blocks writes to the table that it refers to until the transaction ends.
	 * @param table the table
	 * @param options {@link Option#ifNotExists()} or nothing; comments are set in either
	 * case, and there is no reverse
	 */
	void createTable(Table table, Option... options);

	/**
	 * Drops a table. What it was is not known then, so that this has no reverse.
	 * PostgreSQL blocks all access to the table, and to those that its foreign keys refer
	 * to, until the transaction ends.
	 * @param table the name of the table
	 * @param options {@link Option#ifExists()} and {@link Option#cascade()}, which drops
	 * foreign keys and views that refer to it
	 */
	void dropTable(String table, Option... options);

	/**
	 * Drops a table that can be created again when this is reversed. Its rows are lost.
	 * @param table the table as it is
	 * @param indexes its indexes other than those of its constraints
	 * @see #dropTable(String, Option...)
	 */
	void dropTable(Table table, Index... indexes);

	/**
	 * Renames a table within its schema. The names of its constraints, indexes and
	 * sequences stay as they are. PostgreSQL blocks all access to the table until the
	 * transaction ends, and instances of the application that run an older version fail.
	 * @param table the name of the table
	 * @param newName its new name
	 * @throws InvalidOperationException if the new name is in another schema
	 */
	void renameTable(String table, String newName);

	/**
	 * Moves a table to another schema, with its indexes, its constraints and the
	 * sequences that its columns own. It has a reverse if the name of the table says
	 * which schema it is in. PostgreSQL blocks all access to the table until the
	 * transaction ends.
	 * @param table the name of the table
	 * @param schema the name of the other schema
	 */
	void setTableSchema(String table, String schema);

	/**
	 * Sets or drops the comment of a table. What it was is not known then, so that this
	 * has no reverse.
	 * @param table the name of the table
	 * @param comment the comment, or {@code null} for none
	 */
	void commentOnTable(String table, @Nullable String comment);

	/**
	 * Sets or drops the comment of a table.
	 * @param table the name of the table
	 * @param comment the comment, or {@code null} for none
	 * @param was the comment that is there, or {@code null} if there is none
	 */
	void commentOnTable(String table, @Nullable String comment, @Nullable String was);

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
	void batchAlterTable(String table, Consumer<TableBatch> changes);

	/**
	 * Adds a column to a table. PostgreSQL blocks all access to the table until the
	 * transaction ends; that is short unless the column is stored and generated, an
	 * identity, or has a default that differs from row to row, such as
	 * {@code gen_random_uuid()}: then the table is written anew.
	 * @param table the name of the table
	 * @param column the column
	 * @param options {@link Option#ifNotExists()} or nothing; the comment is set in
	 * either case, and there is no reverse
	 */
	void addColumn(String table, Column column, Option... options);

	/**
	 * Drops a column, and with it the constraints and indexes over it. What it was is not
	 * known then, so that this has no reverse. PostgreSQL blocks all access to the table
	 * until the transaction ends; rows are not touched.
	 * @param table the name of the table
	 * @param column the name of the column
	 * @param options {@link Option#ifExists()} and {@link Option#cascade()}, which drops
	 * views and foreign keys of other tables that refer to it
	 */
	void dropColumn(String table, String column, Option... options);

	/**
	 * Drops a column that can be added again, as the last one, when this is reversed. Its
	 * values are lost. Drop constraints and indexes over it before it, so that they can
	 * be created again, too.
	 * @param table the name of the table
	 * @param column the column as it is
	 * @see #dropColumn(String, String, Option...)
	 */
	void dropColumn(String table, Column column);

	/**
	 * Renames a column. Constraints, indexes and views over it keep working; their names
	 * stay as they are. PostgreSQL blocks all access to the table until the transaction
	 * ends, and instances of the application that run an older version fail.
	 * @param table the name of the table
	 * @param column the name of the column
	 * @param newName its new name
	 */
	void renameColumn(String table, String column, String newName);

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
	 * @param table the name of the table
	 * @param column the name of the column
	 * @param alteration what changes, beginning with nothing
	 */
	void alterColumn(String table, String column, UnaryOperator<AlterColumn> alteration);

	/**
	 * Creates an index with its comment. PostgreSQL blocks writes to the table until it
	 * is built and the transaction has ended, unless it is built
	 * {@link Option#concurrently() concurrently}: that takes longer, waits for all
	 * transactions that are older, and leaves an invalid index if it fails, which is
	 * dropped by the next attempt.
	 * @param table the name of the table
	 * @param index the index
	 * @param options {@link Option#concurrently()} and {@link Option#ifNotExists()}; with
	 * the second there is no reverse, and the comment is set in either case
	 */
	void createIndex(String table, Index index, Option... options);

	/**
	 * Drops an index. What it was is not known then, so that this has no reverse.
	 * PostgreSQL blocks all access to the table until the transaction ends, unless it is
	 * dropped {@link Option#concurrently() concurrently}.
	 * @param index {@code name} or {@code schema.name}
	 * @param options {@link Option#concurrently()}, {@link Option#ifExists()} and, not
	 * with the first, {@link Option#cascade()}, which drops foreign keys that need it
	 */
	void dropIndex(String index, Option... options);

	/**
	 * Drops an index that can be created again when this is reversed.
	 * @param table the name of the table
	 * @param index the index as it is
	 * @param options {@link Option#concurrently()} or nothing; the reverse builds it in
	 * the same way
	 * @see #dropIndex(String, Option...)
	 */
	void dropIndex(String table, Index index, Option... options);

	/**
	 * Renames an index within its schema, and with it the constraint that it belongs to,
	 * if there is one. It blocks nobody who reads or writes the table.
	 * @param index {@code name} or {@code schema.name}
	 * @param newName its new name
	 * @throws InvalidOperationException if the new name is in another schema
	 */
	void renameIndex(String index, String newName);

	/**
	 * Sets or drops the comment of an index. What it was is not known then, so that this
	 * has no reverse.
	 * @param index {@code name} or {@code schema.name}
	 * @param comment the comment, or {@code null} for none
	 */
	void commentOnIndex(String index, @Nullable String comment);

	/**
	 * Sets or drops the comment of an index.
	 * @param index {@code name} or {@code schema.name}
	 * @param comment the comment, or {@code null} for none
	 * @param was the comment that is there, or {@code null} if there is none
	 */
	void commentOnIndex(String index, @Nullable String comment, @Nullable String was);

	/**
	 * Adds a foreign key to a table. PostgreSQL blocks writes to both tables until the
	 * transaction ends, and reads the rows to check them unless the foreign key is
	 * {@link ForeignKey#withNotValid() not valid}.
	 * @param table the name of the table
	 * @param foreignKey the foreign key
	 */
	void createForeignKey(String table, ForeignKey foreignKey);

	/**
	 * Adds a constraint of any kind to a table. PostgreSQL blocks all access to the table
	 * until the transaction ends: while the rows are read for a check constraint, unless
	 * it is {@link dev.migrate.schema.CheckConstraint#withNotValid() not valid}, and
	 * while the index is built for a primary key, a unique or an exclusion constraint. A
	 * primary key makes its columns not null, which its reverse leaves so.
	 * @param table the name of the table
	 * @param constraint the constraint
	 * @see #createConstraintUsingIndex
	 */
	void createConstraint(String table, Constraint constraint);

	/**
	 * Adds a primary key or unique constraint that takes over a unique index, which gets
	 * its name. Together with an index that was built concurrently this blocks all access
	 * to the table only shortly, if the columns of a primary key are not null already.
	 * The reverse creates the index anew, not concurrently.
	 * @param table the name of the table
	 * @param constraint the primary key or unique constraint
	 * @param index the name of the index, which is over the same columns in ascending
	 * order and over all rows
	 */
	void createConstraintUsingIndex(String table, Constraint constraint, String index);

	/**
	 * Drops a constraint. What it was is not known then, so that this has no reverse.
	 * PostgreSQL blocks all access to the table, and to the one that a foreign key refers
	 * to, until the transaction ends.
	 * @param table the name of the table
	 * @param constraint the name of the constraint
	 * @param options {@link Option#ifExists()} and {@link Option#cascade()}, which drops
	 * the foreign keys that refer to a primary key or unique constraint
	 */
	void dropConstraint(String table, String constraint, Option... options);

	/**
	 * Drops a constraint that can be added again when this is reversed.
	 * @param table the name of the table
	 * @param constraint the constraint as it is
	 * @see #dropConstraint(String, String, Option...)
	 */
	void dropConstraint(String table, Constraint constraint);

	/**
	 * Renames a constraint, and with it its index, if it has one. PostgreSQL blocks all
	 * access to the table until the transaction ends.
	 * @param table the name of the table
	 * @param constraint the name of the constraint
	 * @param newName its new name
	 */
	void renameConstraint(String table, String constraint, String newName);

	/**
	 * Checks that all rows satisfy a constraint that was created as NOT VALID. That reads
	 * the whole table but blocks nobody who reads or writes it. Nothing but the name is
	 * known then, so that this has no reverse.
	 * @param table the name of the table
	 * @param constraint the name of the foreign key or check constraint
	 */
	void validateConstraint(String table, String constraint);

	/**
	 * Checks that all rows satisfy a constraint that was created as NOT VALID. When this
	 * is reversed, it is dropped and created as NOT VALID once more.
	 * @param table the name of the table
	 * @param constraint the foreign key or check constraint
	 * @see #validateConstraint(String, String)
	 */
	void validateConstraint(String table, Constraint constraint);

	/**
	 * Makes a column not null without keeping anybody from the table while its rows are
	 * read. Each step commits by itself, after what the revision has done before:
	 * PostgreSQL blocks all access to the table for a moment to note that new rows must
	 * not be null, reads the rows while others read and write them, and then blocks all
	 * access for another moment to make the column not null; since PostgreSQL 18 not for
	 * that.
	 *
	 * <p>
	 * If a row is null, the revision fails. Mend the rows and run it again: it goes on
	 * with reading them.
	 * @param table the name of the table
	 * @param column the name of the column
	 */
	void setNotNullSafely(String table, String column);

	/**
	 * Adds a foreign key without keeping anybody from writing while the rows are read.
	 * Each step commits by itself, after what the revision has done before: PostgreSQL
	 * blocks writes to both tables for a moment to add it as NOT VALID, and then reads
	 * the rows while others read and write them.
	 *
	 * <p>
	 * If a row violates it, the revision fails. Mend the rows and run it again: it goes
	 * on with reading them.
	 * @param table the name of the table
	 * @param foreignKey the foreign key
	 */
	void addForeignKeySafely(String table, ForeignKey foreignKey);

	/**
	 * Adds a check constraint without keeping anybody from the table while the rows are
	 * read. Each step commits by itself, after what the revision has done before:
	 * PostgreSQL blocks all access to the table for a moment to add it as NOT VALID, and
	 * then reads the rows while others read and write them. If a row violates it, the
	 * revision fails, and goes on with reading them when it runs again.
	 * @param table the name of the table
	 * @param check the check constraint
	 */
	void addCheckSafely(String table, CheckConstraint check);

	/**
	 * Adds a unique constraint without keeping anybody from the table while its index is
	 * built. Each step commits by itself, after what the revision has done before:
	 * PostgreSQL builds a unique index concurrently while others read and write, and then
	 * blocks all access to the table for a moment to make it a constraint. If rows are
	 * equal, the revision fails; mend them and run it again.
	 * @param table the name of the table
	 * @param unique the unique constraint
	 */
	void addUniqueSafely(String table, UniqueConstraint unique);

	/**
	 * Adds a primary key without keeping anybody from the table while its index is built.
	 * Each step commits by itself, after what the revision has done before: PostgreSQL
	 * makes sure that the columns are not null, as {@link #setNotNullSafely} does, builds
	 * a unique index concurrently, and then blocks all access to the table for a moment
	 * to make it the primary key, and for another to drop the check constraint of the
	 * first step. Reversed, the columns stay not null.
	 * @param table the name of the table
	 * @param primaryKey the primary key
	 */
	void addPrimaryKeySafely(String table, PrimaryKey primaryKey);

	/**
	 * Changes when a foreign key is checked. When it was is not known then, so that this
	 * has no reverse. PostgreSQL blocks all access to the table until the transaction
	 * ends, but reads no row.
	 * @param table the name of the table
	 * @param foreignKey the name of the foreign key
	 * @param deferrability when it is to be checked
	 */
	void alterConstraint(String table, String foreignKey, Deferrability deferrability);

	/**
	 * Changes when a foreign key is checked.
	 * @param table the name of the table
	 * @param foreignKey the name of the foreign key
	 * @param deferrability when it is to be checked
	 * @param was when it is checked so far
	 * @see #alterConstraint(String, String, Deferrability)
	 */
	void alterConstraint(String table, String foreignKey, Deferrability deferrability, Deferrability was);

	/**
	 * Sets or drops the comment of a constraint. What it was is not known then, so that
	 * this has no reverse.
	 * @param table the name of the table
	 * @param constraint the name of the constraint
	 * @param comment the comment, or {@code null} for none
	 */
	void commentOnConstraint(String table, String constraint, @Nullable String comment);

	/**
	 * Sets or drops the comment of a constraint.
	 * @param table the name of the table
	 * @param constraint the name of the constraint
	 * @param comment the comment, or {@code null} for none
	 * @param was the comment that is there, or {@code null} if there is none
	 */
	void commentOnConstraint(String table, String constraint, @Nullable String comment, @Nullable String was);

	/**
	 * Runs SQL, one statement or several separated by semicolons.
	 * @param sql the SQL, taken as it is: {@code ?} and {@code :name} have no meaning in
	 * it
	 */
	void execute(String sql);

	/**
	 * Runs one SQL statement with named parameters. What looks like one inside quotes,
	 * dollar quotes, comments and casts is none; {@code ?} is an operator.
	 * @param sql the SQL, with parameters such as {@code :name}
	 * @param parameters the values by name, of a collection as a list after IN
	 */
	void execute(String sql, Map<String, ?> parameters);

	/**
	 * Runs an operation that is given as a value.
	 * @param operation one of this package or of the application's own
	 */
	void apply(Operation operation);

	/**
	 * Runs operations outside of a transaction, as Alembic's {@code autocommit_block}:
	 * what the revision did before is committed before the first statement of the block,
	 * each statement of the block commits by itself, and what follows the block runs in a
	 * new transaction. A statement that the database refuses in a transaction, such as
	 * {@code CREATE INDEX CONCURRENTLY}, runs like that without a block. A block inside a
	 * block is part of the outer one.
	 *
	 * <p>
	 * A revision that is interrupted after such a commit, or that other sessions are in
	 * the way of, is called again from its start. Operations that are done already are
	 * passed over then; they must be the same as before, or the run stops. What the
	 * revision does through {@link #jdbc()} cannot be passed over, see there.
	 * @param block calls the operations
	 */
	void autocommitBlock(Runnable block);

	/**
	 * Returns a client on the connection and in the transaction of the migration, for
	 * reading rows and for data migrations.
	 *
	 * <p>
	 * What goes through this client, or through one that the constructor was given, is
	 * not counted. When a revision is called again that has committed a part of itself
	 * (with {@link #autocommitBlock}, or outside of a transaction altogether), that part
	 * may read again but not write again: a client that writes there is refused and the
	 * run stops. Write with {@link #execute(String, Map)} where a revision commits more
	 * than once.
	 * @return the client
	 * @throws InvalidOperationException in a {@link ReversibleMigration}, whose
	 * operations must be values, and while a script is written offline, where there is no
	 * connection
	 */
	JdbcClient jdbc();

	/**
	 * Tells what is in the database, the changes of this migration included, for
	 * migrations that depend on it. Its answers are remembered until the next operation
	 * or call of {@link #jdbc()}; call this method again after whatever changes the
	 * schema, and do not keep what it returns. It does not notice what was changed
	 * through a client that was taken before.
	 * @return the inspector
	 * @throws InvalidOperationException in a {@link ReversibleMigration}, which must not
	 * depend on what is in the database, and while a script is written offline, where
	 * there is none
	 */
	Inspector inspect();

	/**
	 * Runs SQL that can be reversed, as in
	 * {@code op.execute(sql("CREATE FUNCTION …").reversedBy("DROP FUNCTION …"))}.
	 * @param execution the SQL and what undoes it
	 */
	void execute(Execute execution);

	/**
	 * Inserts rows, on PostgreSQL by COPY.
	 * @param table the name of the table
	 * @param rows the values by column, all rows with the same columns
	 */
	void bulkInsert(String table, List<? extends Map<String, ?>> rows);

	/**
	 * Inserts rows, on PostgreSQL by COPY, as in
	 * {@code op.bulkInsert(into("plans", "id", "name").row(1, "Free"))}. However many
	 * rows an {@link Iterable} or a stream gives, they are not kept together in memory.
	 * @param insert the rows and what undoes it
	 */
	void bulkInsert(BulkInsert insert);

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
	 * It cannot be part of a transaction: call it in an {@link #autocommitBlock} or in a
	 * revision that has none. PostgreSQL blocks nobody who reads; others who write a row
	 * of a batch wait until that has committed. A batch that meets a row which somebody
	 * else has locked waits for no longer than the lock timeout and is then tried again.
	 * @param backfill what to update
	 * @throws InvalidOperationException if the table cannot be updated in batches
	 */
	void backfill(Backfill backfill);

	/**
	 * Creates a sequence.
	 * @param sequence the sequence
	 * @param options {@link Option#ifNotExists()}, without a reverse then
	 */
	void createSequence(Sequence sequence, Option... options);

	/**
	 * Changes a sequence where the two definitions differ, and not its next value. A new
	 * bound that excludes the next value is refused by the database; restart the sequence
	 * before. On PostgreSQL, others wait for the next value until the transaction ends.
	 * @param from the sequence as it is
	 * @param to the sequence as it is to be, of the same name
	 */
	void alterSequence(Sequence from, Sequence to);

	/**
	 * Lets a sequence begin anew. What it had reached is not known, so that this has no
	 * reverse.
	 * @param sequence {@code name} or {@code schema.name}
	 */
	void restartSequence(String sequence);

	/**
	 * Sets the next value of a sequence. What it had reached is not known, so that this
	 * has no reverse.
	 * @param sequence {@code name} or {@code schema.name}
	 * @param value the next value
	 */
	void restartSequence(String sequence, long value);

	/**
	 * Gives a sequence another name in its schema.
	 * @param sequence {@code name} or {@code schema.name}
	 * @param newName the other name, without a schema
	 */
	void renameSequence(String sequence, String newName);

	/**
	 * Drops a sequence. What it was is not known then, so that this has no reverse.
	 * @param sequence {@code name} or {@code schema.name}
	 * @param options any of {@link Option#ifExists()} and {@link Option#cascade()}
	 */
	void dropSequence(String sequence, Option... options);

	/**
	 * Drops a sequence that can be created again when this is reversed. The value that it
	 * has reached is lost.
	 * @param sequence the sequence as it is
	 */
	void dropSequence(Sequence sequence);

	/**
	 * Creates an enum type.
	 * @param type the type
	 */
	void createEnum(EnumType type);

	/**
	 * Adds a value to an enum type, after all others. PostgreSQL lets the new value be
	 * used only after the transaction has been committed: fill rows with it in a later
	 * revision. It cannot remove a value, so that this has no reverse; see
	 * {@link #replaceEnum}.
	 * @param type the type, {@code name} or {@code schema.name}
	 * @param value the value
	 * @param options {@link Option#ifNotExists()}
	 */
	void addEnumValue(String type, String value, Option... options);

	/**
	 * Adds a value to an enum type before or after another one, with the same limits as
	 * {@link #addEnumValue(String, String, Option...)}.
	 * @param type the type, {@code name} or {@code schema.name}
	 * @param value the value
	 * @param position {@code before("ok")} or {@code after("ok")}
	 * @param options {@link Option#ifNotExists()}
	 */
	void addEnumValue(String type, String value, EnumPosition position, Option... options);

	/**
	 * Gives a value of an enum type another name. Rows that have it are not touched.
	 * @param type the type, {@code name} or {@code schema.name}
	 * @param value the value
	 * @param newValue its other name
	 */
	void renameEnumValue(String type, String value, String newValue);

	/**
	 * Gives an enum type another name in its schema.
	 * @param type {@code name} or {@code schema.name}
	 * @param newName the other name, without a schema
	 */
	void renameEnum(String type, String newName);

	/**
	 * Removes, adds or reorders values of an enum type by putting another type of the
	 * same name in its place. Rows must not have a value that is removed any more; update
	 * them before, or this fails. So it does while a view, an index predicate, a function
	 * or a column that is not listed uses the type; drop those before and create them
	 * after. Privileges on the type are lost.
	 *
	 * <p>
	 * On PostgreSQL this rewrites the tables and their indexes under an
	 * {@code ACCESS EXCLUSIVE} lock, which keeps all others from reading and writing them
	 * until the transaction ends. {@link #addEnumValue(String, String, Option...)} does
	 * not.
	 * @param from the type as it is
	 * @param to the type as it is to be, of the same name
	 * @param columns all columns of the type, with their defaults
	 */
	void replaceEnum(EnumType from, EnumType to, EnumColumn... columns);

	/**
	 * Drops an enum type. What it was is not known then, so that this has no reverse.
	 * @param type {@code name} or {@code schema.name}
	 * @param options any of {@link Option#ifExists()} and {@link Option#cascade()}, which
	 * drops the columns of the type
	 */
	void dropEnum(String type, Option... options);

	/**
	 * Drops an enum type that can be created again when this is reversed.
	 * @param type the type as it is
	 */
	void dropEnum(EnumType type);

	/**
	 * Creates a view, plain or materialized.
	 * @param view the view
	 * @param options for a materialized view {@link Option#withNoData()}, which does not
	 * run its query, and {@link Option#ifNotExists()}, without a reverse then
	 */
	void createView(View view, Option... options);

	/**
	 * Creates a view or gives the one of that name another query. PostgreSQL keeps what
	 * depends on the view and its privileges, and demands for it that the columns that
	 * there are stay as they are; it may have more after them. This has no reverse.
	 * @param view the view, not materialized
	 * @see #replaceView(View, View)
	 */
	void createOrReplaceView(View view);

	/**
	 * Drops a view and creates another one of its name, whose columns may differ.
	 * Privileges on the view and indexes of a materialized one are lost. It fails while
	 * another view depends on it. On PostgreSQL, others wait from then on until the
	 * transaction ends if they read the view.
	 * @param from the view as it is
	 * @param to the view as it is to be, of the same name
	 */
	void replaceView(View from, View to);

	/**
	 * Gives a view another name in its schema.
	 * @param view {@code name} or {@code schema.name}
	 * @param newName the other name, without a schema
	 */
	void renameView(String view, String newName);

	/**
	 * Gives a materialized view another name in its schema.
	 * @param view {@code name} or {@code schema.name}
	 * @param newName the other name, without a schema
	 */
	void renameMaterializedView(String view, String newName);

	/**
	 * Fills a materialized view anew. On PostgreSQL nobody can read it meanwhile, until
	 * the transaction ends. {@link Option#concurrently()} lets others read; it needs a
	 * unique index over columns and a view that is filled already, and it may be part of
	 * a transaction. What the view contained is not known, so that this has no reverse.
	 * @param view {@code name} or {@code schema.name}
	 * @param options {@link Option#concurrently()}, or {@link Option#withNoData()} to
	 * empty it
	 */
	void refreshMaterializedView(String view, Option... options);

	/**
	 * Drops a view. What it was is not known then, so that this has no reverse.
	 * @param view {@code name} or {@code schema.name}
	 * @param options any of {@link Option#ifExists()} and {@link Option#cascade()}
	 */
	void dropView(String view, Option... options);

	/**
	 * Drops a materialized view. What it was is not known then, so that this has no
	 * reverse.
	 * @param view {@code name} or {@code schema.name}
	 * @param options any of {@link Option#ifExists()} and {@link Option#cascade()}
	 */
	void dropMaterializedView(String view, Option... options);

	/**
	 * Drops a view, plain or materialized, that can be created again when this is
	 * reversed. The indexes of a materialized one are not part of it: drop them before,
	 * so that the reverse has them too.
	 * @param view the view as it is
	 */
	void dropView(View view);

	/**
	 * Creates a schema.
	 * @param schema the name
	 * @param options {@link Option#ifNotExists()}, without a reverse then
	 */
	void createSchema(String schema, Option... options);

	/**
	 * Gives a schema another name. A search path that names it does not follow.
	 * @param schema the name
	 * @param newName the other name
	 */
	void renameSchema(String schema, String newName);

	/**
	 * Drops an empty schema. When this is reversed the schema is created without a
	 * comment and privileges.
	 * @param schema the name
	 * @param options {@link Option#ifExists()} and {@link Option#cascade()}, which drops
	 * everything in the schema; with either there is no reverse
	 */
	void dropSchema(String schema, Option... options);

	/**
	 * Installs an extension.
	 * @param extension the name
	 * @param options {@link Option#ifNotExists()} or {@link Option#cascade()}, which
	 * installs what the extension needs; with either there is no reverse
	 */
	void createExtension(String extension, Option... options);

	/**
	 * Installs an extension in a schema or in a version.
	 * @param extension the extension
	 * @param options {@link Option#ifNotExists()} or {@link Option#cascade()}, which
	 * installs what the extension needs; with either there is no reverse
	 */
	void createExtension(Extension extension, Option... options);

	/**
	 * Brings an extension to the version that the server installs by itself. Hardly any
	 * extension can go back, so that this has no reverse.
	 * @param extension the name
	 */
	void updateExtension(String extension);

	/**
	 * Brings an extension to a version. Hardly any extension can go back, so that this
	 * has no reverse.
	 * @param extension the name
	 * @param version the version
	 */
	void updateExtension(String extension, String version);

	/**
	 * Removes an extension. What it was is not known then, so that this has no reverse.
	 * @param extension the name
	 * @param options any of {@link Option#ifExists()} and {@link Option#cascade()}, which
	 * drops the columns of its types
	 */
	void dropExtension(String extension, Option... options);

	/**
	 * Removes an extension that can be installed again when this is reversed.
	 * @param extension the extension as it is
	 */
	void dropExtension(Extension extension);

	/**
	 * Sets or drops the comment of an object that is neither a table nor a part of one.
	 * What it was is not known then, so that this has no reverse.
	 * @param kind what kind of object it is
	 * @param name its name
	 * @param comment the comment, or {@code null} for none
	 */
	void commentOn(ObjectKind kind, String name, @Nullable String comment);

	/**
	 * Sets or drops the comment of an object that is neither a table nor a part of one.
	 * @param kind what kind of object it is
	 * @param name its name
	 * @param comment the comment, or {@code null} for none
	 * @param was the comment that is there, or {@code null} if there is none
	 */
	void commentOn(ObjectKind kind, String name, @Nullable String comment, @Nullable String was);

}
