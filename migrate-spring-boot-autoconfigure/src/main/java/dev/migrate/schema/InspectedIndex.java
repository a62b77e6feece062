package dev.migrate.schema;

/**
 * An index as it was found in a database.
 *
 * @param index the index, with its name
 * @param valid whether the database uses it; a concurrent build that failed leaves one
 * that it does not use
 */
public record InspectedIndex(Index index, boolean valid) {

}
