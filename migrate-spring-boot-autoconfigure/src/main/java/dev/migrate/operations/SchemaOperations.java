package dev.migrate.operations;

import java.util.Set;

import dev.migrate.operations.object.CreateExtension;
import dev.migrate.operations.object.CreateSchema;
import dev.migrate.operations.object.DropObject;
import dev.migrate.operations.object.RenameObject;
import dev.migrate.operations.object.UpdateExtension;
import dev.migrate.operations.operation.ObjectKind;
import dev.migrate.operations.operation.OperationOption;
import dev.migrate.schema.Extension;
import dev.migrate.schema.ObjectName;

/**
 * What a migration can do with schemas and extensions.
 *
 * @see Operations
 */
public interface SchemaOperations extends OperationApplier {

	/**
	 * Creates a schema.
	 * @param schema the name
	 * @param options {@link OperationOption#ifNotExists()}, without a reverse then
	 */
	default void createSchema(String schema, OperationOption... options) {
		apply(new CreateSchema(schema, OperationOption.set(options)));
	}

	/**
	 * Gives a schema another name. A search path that names it does not follow.
	 * @param schema the name
	 * @param newName the other name
	 */
	default void renameSchema(String schema, String newName) {
		apply(new RenameObject(ObjectKind.SCHEMA, new ObjectName(null, schema), newName));
	}

	/**
	 * Drops an empty schema. When this is reversed the schema is created without a
	 * comment and privileges.
	 * @param schema the name
	 * @param options {@link OperationOption#ifExists()} and
	 * {@link OperationOption#cascade()}, which drops everything in the schema; with
	 * either there is no reverse
	 */
	default void dropSchema(String schema, OperationOption... options) {
		apply(DropObject.of(ObjectKind.SCHEMA, new ObjectName(null, schema), options));
	}

	/**
	 * Installs an extension.
	 * @param extension the name
	 * @param options {@link OperationOption#ifNotExists()} or
	 * {@link OperationOption#cascade()}, which installs what the extension needs; with
	 * either there is no reverse
	 */
	default void createExtension(String extension, OperationOption... options) {
		apply(new CreateExtension(Extension.extension(extension), OperationOption.set(options)));
	}

	/**
	 * Installs an extension in a schema or in a version.
	 * @param extension the extension
	 * @param options {@link OperationOption#ifNotExists()} or
	 * {@link OperationOption#cascade()}, which installs what the extension needs; with
	 * either there is no reverse
	 */
	default void createExtension(Extension extension, OperationOption... options) {
		apply(new CreateExtension(extension, OperationOption.set(options)));
	}

	/**
	 * Brings an extension to the version that the server installs by itself. Hardly any
	 * extension can go back, so that this has no reverse.
	 * @param extension the name
	 */
	default void updateExtension(String extension) {
		apply(new UpdateExtension(extension, null));
	}

	/**
	 * Brings an extension to a version. Hardly any extension can go back, so that this
	 * has no reverse.
	 * @param extension the name
	 * @param version the version
	 */
	default void updateExtension(String extension, String version) {
		apply(new UpdateExtension(extension, version));
	}

	/**
	 * Removes an extension. What it was is not known then, so that this has no reverse.
	 * @param extension the name
	 * @param options any of {@link OperationOption#ifExists()} and
	 * {@link OperationOption#cascade()}, which drops the columns of its types
	 */
	default void dropExtension(String extension, OperationOption... options) {
		apply(DropObject.of(ObjectKind.EXTENSION, new ObjectName(null, extension), options));
	}

	/**
	 * Removes an extension that can be installed again when this is reversed.
	 * @param extension the extension as it is
	 */
	default void dropExtension(Extension extension) {
		apply(DropObject.of(new CreateExtension(extension, Set.of())));
	}

}
