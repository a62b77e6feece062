package dev.migrate.runtime.failure;

import dev.migrate.dialect.ServerError;
import org.jspecify.annotations.Nullable;

/**
 * What a revision was running when it failed.
 *
 * @param location the file
 * @param line the line of the file, counted from 1, or 0 if it is not known
 * @param statement the whole statement, or {@code null} if what failed was none
 * @param sqlState the SQLSTATE that the server answered with, or {@code null} if what
 * failed was no statement
 * @param error what the server said
 */
public record FailedStatement(String location, int line, @Nullable String statement, @Nullable String sqlState,
		ServerError error) {
}
