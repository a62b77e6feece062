package dev.migrate.operations.object;

import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.Operation;
import dev.migrate.schema.ObjectName;

/**
 * An operation that creates a whole object which {@link DropObject} drops.
 */
public sealed interface CreateObject extends Operation
		permits CreateSequence, CreateEnum, CreateCompositeType, CreateView, CreateSchema, CreateExtension {

	/**
	 * Returns what kind of object is created.
	 * @return the kind
	 */
	ObjectKind kind();

	/**
	 * Returns the name of the object.
	 * @return the name; that of a schema or an extension is in no schema
	 */
	ObjectName name();

	/**
	 * Returns the definition of the object, as the methods of
	 * {@link dev.migrate.operations.Operations} take it.
	 * @return the definition; of a schema, its name
	 */
	Object definition();

	@Override
	default String describe() {
		return "create " + kind().describe() + " " + name();
	}

}
