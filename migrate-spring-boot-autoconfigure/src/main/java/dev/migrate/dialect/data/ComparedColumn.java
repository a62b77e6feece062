package dev.migrate.dialect.data;

import org.jspecify.annotations.Nullable;

/**
 * A column of declared rows.
 *
 * @param name its name in the scratch table
 * @param found SQL for the value that a row of the table has, in which {@code t} is the
 * row, or {@code null} if the table does not have the column
 */
public record ComparedColumn(String name, @Nullable String found) {
}
