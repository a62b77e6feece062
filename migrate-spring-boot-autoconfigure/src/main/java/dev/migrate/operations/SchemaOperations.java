package dev.migrate.operations;

import java.util.Set;

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
	 * @param options {@link Option#ifNotExists()}, without a reverse then
	 */
	default void createSchema(String schema, Option... options) {
		apply(new CreateSchema(schema, Option.set(options)));
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
	 * @param options {@link Option#ifExists()} and {@link Option#cascade()}, which drops
	 * everything in the schema; with either there is no reverse
	 */
	default void dropSchema(String schema, Option... options) {
		apply(DropObject.of(ObjectKind.SCHEMA, new ObjectName(null, schema), options));
	}

	/**
	 * Installs an extension.
	 * @param extension the name
	 * @param options {@link Option#ifNotExists()} or {@link Option#cascade()}, which
	 * installs what the extension needs; with either there is no reverse
	 */
	default void createExtension(String extension, Option... options) {
		apply(new CreateExtension(Extension.extension(extension), Option.set(options)));
	}

	/**
	 * Installs an extension in a schema or in a version.
	 * @param extension the extension
	 * @param options {@link Option#ifNotExists()} or {@link Option#cascade()}, which
	 * installs what the extension needs; with either there is no reverse
	 */
	default void createExtension(Extension extension, Option... options) {
		apply(new CreateExtension(extension, Option.set(options)));
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
	 * @param options any of {@link Option#ifExists()} and {@link Option#cascade()}, which
	 * drops the columns of its types
	 */
	default void dropExtension(String extension, Option... options) {
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
