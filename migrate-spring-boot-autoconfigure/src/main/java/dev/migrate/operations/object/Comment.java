package dev.migrate.operations.object;

import org.jspecify.annotations.Nullable;

/**
 * A comment on an object of the database, or that it has none.
 *
 * @param text the comment, or {@code null} if there is none
 */
public record Comment(@Nullable String text) {
}
