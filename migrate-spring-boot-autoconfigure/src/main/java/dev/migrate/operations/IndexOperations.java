package dev.migrate.operations;

import dev.migrate.operations.object.RenameObject;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.operations.table.CreateIndex;
import dev.migrate.operations.table.DropIndex;
import dev.migrate.schema.Index;
import dev.migrate.schema.ObjectName;

/**
 * What a migration can do with indexes.
 *
 * @see Operations
 */
public interface IndexOperations extends OperationApplier {

	/**
	 * Creates an index with its comment. PostgreSQL blocks writes to the table until it
	 * is built and the transaction has ended, unless it is built
	 * {@link OperationOption#concurrently() concurrently}: that takes longer, waits for
	 * all transactions that are older, and leaves an invalid index if it fails, which is
	 * dropped by the next attempt.
	 * @param table the name of the table
	 * @param index the index
	 * @param options {@link OperationOption#concurrently()} and
	 * {@link OperationOption#ifNotExists()}; with the second there is no reverse, and the
	 * comment is set in either case
	 */
	default void createIndex(String table, Index index, OperationOption... options) {
		ObjectName name = ObjectName.of(table);
		apply(new CreateIndex(name, naming().name(name, index), options));
	}

	/**
	 * Drops an index. What it was is not known then, so that this has no reverse.
	 * PostgreSQL blocks all access to the table until the transaction ends, unless it is
	 * dropped {@link OperationOption#concurrently() concurrently}.
	 * @param index {@code name} or {@code schema.name}
	 * @param options {@link OperationOption#concurrently()},
	 * {@link OperationOption#ifExists()} and, not with the first,
	 * {@link OperationOption#cascade()}, which drops foreign keys that need it
	 */
	default void dropIndex(String index, OperationOption... options) {
		apply(new DropIndex(ObjectName.of(index), options));
	}

	/**
	 * Drops an index that can be created again when this is reversed.
	 * @param table the name of the table
	 * @param index the index as it is
	 * @param options {@link OperationOption#concurrently()} or nothing; the reverse
	 * builds it in the same way
	 * @see #dropIndex(String, OperationOption...)
	 */
	default void dropIndex(String table, Index index, OperationOption... options) {
		ObjectName name = ObjectName.of(table);
		apply(DropIndex.of(name, naming().name(name, index), options));
	}

	/**
	 * Renames an index within its schema, and with it the constraint that it belongs to,
	 * if there is one. It blocks nobody who reads or writes the table.
	 * @param index {@code name} or {@code schema.name}
	 * @param newName its new name
	 * @throws InvalidOperationException if the new name is in another schema
	 */
	default void renameIndex(String index, String newName) {
		apply(RenameObject.of(ObjectKind.INDEX, index, newName));
	}

}
