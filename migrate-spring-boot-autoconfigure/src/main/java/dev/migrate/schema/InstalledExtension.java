package dev.migrate.schema;

/**
 * An extension of a database.
 *
 * @param name the name
 * @param schema the schema that its objects are in
 * @param version the version that is installed
 */
public record InstalledExtension(String name, String schema, String version) {

}
