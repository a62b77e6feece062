package dev.migrate.dialect.dependency;

import org.jspecify.annotations.Nullable;

/**
 * What a statement drops together with the rows in it.
 *
 * @param table the table, as the statement writes it
 * @param column the column, as the statement writes it, or {@code null} for the whole
 * table
 */
public record DroppedData(String table, @Nullable String column) {
}
