package dev.migrate.operations;

import java.util.Set;

import dev.migrate.operations.object.AlterSequence;
import dev.migrate.operations.object.CreateSequence;
import dev.migrate.operations.object.DropObject;
import dev.migrate.operations.object.RenameObject;
import dev.migrate.operations.object.RestartSequence;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.schema.ObjectName;
import dev.migrate.schema.Sequence;

/**
 * What a migration can do with sequences.
 *
 * @see Operations
 */
public interface SequenceOperations extends OperationApplier {

	/**
	 * Creates a sequence.
	 * @param sequence the sequence
	 * @param options {@link OperationOption#ifNotExists()}, without a reverse then
	 */
	default void createSequence(Sequence sequence, OperationOption... options) {
		apply(new CreateSequence(sequence, OperationOption.set(options)));
	}

	/**
	 * Changes a sequence where the two definitions differ, and not its next value. A new
	 * bound that excludes the next value is refused by the database; restart the sequence
	 * before. On PostgreSQL, others wait for the next value until the transaction ends.
	 * @param from the sequence as it is
	 * @param to the sequence as it is to be, of the same name
	 */
	default void alterSequence(Sequence from, Sequence to) {
		apply(new AlterSequence(from, to));
	}

	/**
	 * Lets a sequence begin anew. What it had reached is not known, so that this has no
	 * reverse.
	 * @param sequence {@code name} or {@code schema.name}
	 */
	default void restartSequence(String sequence) {
		apply(new RestartSequence(ObjectName.of(sequence), null));
	}

	/**
	 * Sets the next value of a sequence. What it had reached is not known, so that this
	 * has no reverse.
	 * @param sequence {@code name} or {@code schema.name}
	 * @param value the next value
	 */
	default void restartSequence(String sequence, long value) {
		apply(new RestartSequence(ObjectName.of(sequence), value));
	}

	/**
	 * Gives a sequence another name in its schema.
	 * @param sequence {@code name} or {@code schema.name}
	 * @param newName the other name, without a schema
	 */
	default void renameSequence(String sequence, String newName) {
		apply(RenameObject.of(ObjectKind.SEQUENCE, sequence, newName));
	}

	/**
	 * Drops a sequence. What it was is not known then, so that this has no reverse.
	 * @param sequence {@code name} or {@code schema.name}
	 * @param options any of {@link OperationOption#ifExists()} and
	 * {@link OperationOption#cascade()}
	 */
	default void dropSequence(String sequence, OperationOption... options) {
		apply(DropObject.of(ObjectKind.SEQUENCE, ObjectName.of(sequence), options));
	}

	/**
	 * Drops a sequence that can be created again when this is reversed. The value that it
	 * has reached is lost.
	 * @param sequence the sequence as it is
	 */
	default void dropSequence(Sequence sequence) {
		apply(DropObject.of(new CreateSequence(sequence, Set.of())));
	}

}
