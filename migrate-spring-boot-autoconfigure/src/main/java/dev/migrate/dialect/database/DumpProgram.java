package dev.migrate.dialect.database;

import org.jspecify.annotations.Nullable;

/**
 * Where the program is that dumps a database, and what it dumps.
 *
 * @param given the program that was asked for, or {@code null} to look for it
 * @param path where programs are looked for, as the environment variable {@code PATH}
 * says it
 * @param login how it reaches the database
 */
public record DumpProgram(@Nullable String given, String path, DatabaseLogin login) {
}
