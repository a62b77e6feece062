package dev.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * An extension of a database, written as
 * {@code extension("vector").schema("extensions")}.
 *
 * @param name the name
 * @param schema the schema that its objects are in, or {@code null} for the one that the
 * extension or the search path chooses
 * @param version the version, or {@code null} for the one that the server installs by
 * itself
 */
public record Extension(String name, @Nullable String schema, @Nullable String version) {

	public Extension {
		InvalidSchemaException.requireName("an extension", name);
	}

	/**
	 * An extension.
	 * @param name the name
	 * @return the extension
	 */
	public static Extension extension(String name) {
		return new Extension(name, null, null);
	}

	public Extension schema(String schema) {
		return new Extension(this.name, schema, this.version);
	}

	public Extension version(String version) {
		return new Extension(this.name, this.schema, version);
	}

}
