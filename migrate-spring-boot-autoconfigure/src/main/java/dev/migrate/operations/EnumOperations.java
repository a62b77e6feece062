package dev.migrate.operations;

import java.util.List;

import dev.migrate.operations.object.AddEnumValue;
import dev.migrate.operations.object.CreateEnum;
import dev.migrate.operations.object.DropObject;
import dev.migrate.operations.object.EnumColumn;
import dev.migrate.operations.object.EnumPosition;
import dev.migrate.operations.object.RenameEnumValue;
import dev.migrate.operations.object.RenameObject;
import dev.migrate.operations.object.ReplaceEnum;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ObjectName;

/**
 * What a migration can do with enum types.
 *
 * @see Operations
 */
public interface EnumOperations extends OperationApplier {

	/**
	 * Creates an enum type.
	 * @param type the type
	 */
	default void createEnum(EnumType type) {
		apply(new CreateEnum(type));
	}

	/**
	 * Adds a value to an enum type, after all others. PostgreSQL lets the new value be
	 * used only after the transaction has been committed: fill rows with it in a later
	 * revision. It cannot remove a value, so that this has no reverse; see
	 * {@link #replaceEnum}.
	 * @param type the type, {@code name} or {@code schema.name}
	 * @param value the value
	 * @param options {@link OperationOption#ifNotExists()}
	 */
	default void addEnumValue(String type, String value, OperationOption... options) {
		apply(new AddEnumValue(ObjectName.of(type), value, null, OperationOption.set(options)));
	}

	/**
	 * Adds a value to an enum type before or after another one, with the same limits as
	 * {@link #addEnumValue(String, String, OperationOption...)}.
	 * @param type the type, {@code name} or {@code schema.name}
	 * @param value the value
	 * @param position {@code before("ok")} or {@code after("ok")}
	 * @param options {@link OperationOption#ifNotExists()}
	 */
	default void addEnumValue(String type, String value, EnumPosition position, OperationOption... options) {
		apply(new AddEnumValue(ObjectName.of(type), value, position, OperationOption.set(options)));
	}

	/**
	 * Gives a value of an enum type another name. Rows that have it are not touched.
	 * @param type the type, {@code name} or {@code schema.name}
	 * @param value the value
	 * @param newValue its other name
	 */
	default void renameEnumValue(String type, String value, String newValue) {
		apply(new RenameEnumValue(ObjectName.of(type), value, newValue));
	}

	/**
	 * Gives an enum type another name in its schema.
	 * @param type {@code name} or {@code schema.name}
	 * @param newName the other name, without a schema
	 */
	default void renameEnum(String type, String newName) {
		apply(RenameObject.of(ObjectKind.TYPE, type, newName));
	}

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
	 * until the transaction ends.
	 * {@link #addEnumValue(String, String, OperationOption...)} does not.
	 * @param from the type as it is
	 * @param to the type as it is to be, of the same name
	 * @param columns all columns of the type, with their defaults
	 */
	default void replaceEnum(EnumType from, EnumType to, EnumColumn... columns) {
		apply(new ReplaceEnum(from, to, List.of(columns)));
	}

	/**
	 * Drops an enum type. What it was is not known then, so that this has no reverse.
	 * @param type {@code name} or {@code schema.name}
	 * @param options any of {@link OperationOption#ifExists()} and
	 * {@link OperationOption#cascade()}, which drops the columns of the type
	 */
	default void dropEnum(String type, OperationOption... options) {
		apply(DropObject.of(ObjectKind.TYPE, ObjectName.of(type), options));
	}

	/**
	 * Drops an enum type that can be created again when this is reversed.
	 * @param type the type as it is
	 */
	default void dropEnum(EnumType type) {
		apply(DropObject.of(new CreateEnum(type)));
	}

}
