package dev.migrate.operations;

import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.table.AlterConstraint;
import dev.migrate.operations.table.CreateConstraint;
import dev.migrate.operations.table.CreateConstraintUsingIndex;
import dev.migrate.operations.table.DropConstraint;
import dev.migrate.operations.table.RenameConstraint;
import dev.migrate.operations.table.ValidateConstraint;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Deferrability;
import dev.migrate.schema.ObjectName;

/**
 * What a migration can do with the constraints of a table.
 *
 * @see Operations
 */
public interface ConstraintOperations extends OperationApplier {

	/**
	 * Adds a constraint of any kind to a table, as in
	 * {@code op.createConstraint("users", foreignKey("team_id").references("teams", "id"))}.
	 * A primary key makes its columns not null, which its reverse leaves so.
	 *
	 * <p>
	 * PostgreSQL blocks all access to the table until the transaction ends: while the
	 * rows are read for a check constraint, unless it is
	 * {@link dev.migrate.schema.CheckConstraint#withNotValid() not valid}, and while the
	 * index is built for a primary key, a unique or an exclusion constraint. For a
	 * foreign key it blocks writes to both tables only, and reads the rows unless the
	 * foreign key is {@link dev.migrate.schema.ForeignKey#withNotValid() not valid}.
	 *
	 * <p>
	 * {@link OperationOption#online()} keeps nobody from the table while its rows are
	 * read or the index is built. Each step commits by itself, after what the revision
	 * has done before. A foreign key and a check constraint are added as NOT VALID, for
	 * which access is blocked for a moment, and validated while others read and write. A
	 * primary key and a unique constraint get a unique index that is built concurrently,
	 * and take it over in another moment; for a primary key a check constraint makes sure
	 * first that the columns are not null, and is dropped last. If a row violates the
	 * constraint, the revision fails. Fix the rows and run it again: it goes on with the
	 * step that failed.
	 * @param table the name of the table
	 * @param constraint the constraint
	 * @param options {@link OperationOption#online()} or nothing
	 * @throws InvalidOperationException if an exclusion constraint is to be added online
	 * @see #createConstraintUsingIndex
	 */
	default void createConstraint(String table, Constraint constraint, OperationOption... options) {
		ObjectName name = ObjectName.of(table);
		apply(new CreateConstraint(name, naming().name(name, constraint), options));
	}

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
	default void createConstraintUsingIndex(String table, Constraint constraint, String index) {
		ObjectName name = ObjectName.of(table);
		apply(new CreateConstraintUsingIndex(name, naming().name(name, constraint), index));
	}

	/**
	 * Drops a constraint. What it was is not known then, so that this has no reverse.
	 * PostgreSQL blocks all access to the table, and to the one that a foreign key refers
	 * to, until the transaction ends.
	 * @param table the name of the table
	 * @param constraint the name of the constraint
	 * @param options {@link OperationOption#ifExists()} and
	 * {@link OperationOption#cascade()}, which drops the foreign keys that refer to a
	 * primary key or unique constraint
	 */
	default void dropConstraint(String table, String constraint, OperationOption... options) {
		apply(new DropConstraint(ObjectName.of(table), constraint, options));
	}

	/**
	 * Drops a constraint that can be added again when this is reversed.
	 * @param table the name of the table
	 * @param constraint the constraint as it is
	 * @see #dropConstraint(String, String, OperationOption...)
	 */
	default void dropConstraint(String table, Constraint constraint) {
		ObjectName name = ObjectName.of(table);
		apply(new DropConstraint(name, naming().name(name, constraint)));
	}

	/**
	 * Renames a constraint, and with it its index, if it has one. PostgreSQL blocks all
	 * access to the table until the transaction ends.
	 * @param table the name of the table
	 * @param constraint the name of the constraint
	 * @param newName its new name
	 */
	default void renameConstraint(String table, String constraint, String newName) {
		apply(new RenameConstraint(ObjectName.of(table), constraint, newName));
	}

	/**
	 * Checks that all rows satisfy a constraint that was created as NOT VALID. That reads
	 * the whole table but blocks nobody who reads or writes it. Nothing but the name is
	 * known then, so that this has no reverse.
	 * @param table the name of the table
	 * @param constraint the name of the foreign key or check constraint
	 */
	default void validateConstraint(String table, String constraint) {
		apply(new ValidateConstraint(ObjectName.of(table), constraint));
	}

	/**
	 * Checks that all rows satisfy a constraint that was created as NOT VALID. When this
	 * is reversed, it is dropped and created as NOT VALID once more.
	 * @param table the name of the table
	 * @param constraint the foreign key or check constraint
	 * @see #validateConstraint(String, String)
	 */
	default void validateConstraint(String table, Constraint constraint) {
		ObjectName name = ObjectName.of(table);
		apply(new ValidateConstraint(name, naming().name(name, constraint)));
	}

	/**
	 * Changes when a foreign key is checked. When it was is not known then, so that this
	 * has no reverse. PostgreSQL blocks all access to the table until the transaction
	 * ends, but reads no row.
	 * @param table the name of the table
	 * @param foreignKey the name of the foreign key
	 * @param deferrability when it is to be checked
	 */
	default void alterConstraint(String table, String foreignKey, Deferrability deferrability) {
		apply(new AlterConstraint(ObjectName.of(table), foreignKey, deferrability, null));
	}

	/**
	 * Changes when a foreign key is checked.
	 * @param table the name of the table
	 * @param foreignKey the name of the foreign key
	 * @param deferrability when it is to be checked
	 * @param was when it is checked so far
	 * @see #alterConstraint(String, String, Deferrability)
	 */
	default void alterConstraint(String table, String foreignKey, Deferrability deferrability, Deferrability was) {
		apply(new AlterConstraint(ObjectName.of(table), foreignKey, deferrability, was));
	}

}
