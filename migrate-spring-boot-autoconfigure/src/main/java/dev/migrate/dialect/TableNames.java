package dev.migrate.dialect;

import org.jspecify.annotations.Nullable;

/**
 * How the tables of the tool are called.
 *
 * @param schema the schema of both, or {@code null} for the one that the connection
 * creates tables in
 * @param version the name of the version table
 * @param history the name of the history table
 */
public record TableNames(@Nullable String schema, String version, String history) {
}
