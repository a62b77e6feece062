package dev.migrate.operations;

import java.util.List;

import dev.migrate.operations.object.AlterCompositeType;
import dev.migrate.operations.object.CompositeColumn;
import dev.migrate.operations.object.CreateCompositeType;
import dev.migrate.operations.object.DropObject;
import dev.migrate.operations.object.RenameObject;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.schema.CompositeType;
import dev.migrate.schema.ObjectName;

/**
 * What a migration can do with composite types.
 *
 * @see Operations
 */
public interface CompositeTypeOperations extends OperationApplier {

	/**
	 * Creates a composite type.
	 * @param type the type
	 */
	default void createCompositeType(CompositeType type) {
		apply(new CreateCompositeType(type));
	}

	/**
	 * Gives a composite type other attributes. The values of attributes that go are lost.
	 * An attribute of another type is converted through text. This fails while something
	 * else than a column uses an attribute that goes or changes, such as a view, a
	 * function or another composite type; drop that before and create it after.
	 *
	 * <p>
	 * On PostgreSQL a changed type or order of attributes rewrites the tables and their
	 * indexes under an {@code ACCESS EXCLUSIVE} lock, and privileges on the type are
	 * lost. Removing attributes, and adding some after all others, does not.
	 * @param from the type as it is
	 * @param to the type as it is to be, of the same name
	 * @param columns all columns of the type, which must have no default
	 */
	default void alterCompositeType(CompositeType from, CompositeType to, CompositeColumn... columns) {
		apply(new AlterCompositeType(from, to, List.of(columns)));
	}

	/**
	 * Gives a composite type another name in its schema.
	 * @param type {@code name} or {@code schema.name}
	 * @param newName the other name, without a schema
	 */
	default void renameCompositeType(String type, String newName) {
		apply(RenameObject.of(ObjectKind.COMPOSITE_TYPE, type, newName));
	}

	/**
	 * Drops a composite type. What it was is not known then, so that this has no reverse.
	 * @param type {@code name} or {@code schema.name}
	 * @param options any of {@link OperationOption#ifExists()} and
	 * {@link OperationOption#cascade()}, which drops the columns of the type
	 */
	default void dropCompositeType(String type, OperationOption... options) {
		apply(DropObject.of(ObjectKind.COMPOSITE_TYPE, ObjectName.of(type), options));
	}

	/**
	 * Drops a composite type that can be created again when this is reversed.
	 * @param type the type as it is
	 */
	default void dropCompositeType(CompositeType type) {
		apply(DropObject.of(new CreateCompositeType(type)));
	}

}
