package dev.migrate.dialect.data;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A row that differs, with its values as the server writes them, {@code null} for NULL.
 *
 * @param wanted the declared values, or {@code null} if the row is not declared
 * @param found the values that the table has in the same columns, or {@code null} if it
 * does not have the row
 * @param others all values that the table has, if the row is not declared; else empty
 */
public record ComparedRow(@Nullable List<@Nullable String> wanted, @Nullable List<@Nullable String> found,
		List<@Nullable String> others) {
}
