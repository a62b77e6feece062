package dev.migrate.autogenerate.file;

/**
 * A script that creates the schema that is wanted, such as {@code schema.sql}.
 *
 * @param location where it was found, to be named in messages
 * @param text the script, its lines ended by <code>\n</code>
 */
public record SchemaScript(String location, String text) {
}
