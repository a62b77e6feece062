package dev.migrate.dialect;

import org.jspecify.annotations.Nullable;

/**
 * What a server said about a failed statement.
 *
 * @param kind what it means for a migration
 * @param message the message
 * @param detail more about it, or {@code null}
 * @param hint what the server advises, or {@code null}
 * @param position the character of the statement that the error is at, counted from 1, or
 * 0 if it is at none
 */
public record ServerError(FailureKind kind, String message, @Nullable String detail, @Nullable String hint,
		int position) {
}
