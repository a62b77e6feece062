package dev.migrate.dialect;

import dev.migrate.schema.ObjectName;
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
 * @param row the line of the rows, counted from 1, that the error is at if the statement
 * reads rows from its client, or 0 if it is at none
 * @param table the table that the error is about, or {@code null} if it is about none or
 * the server does not tell
 */
public record ServerError(FailureKind kind, String message, @Nullable String detail, @Nullable String hint,
		int position, int row, @Nullable ObjectName table) {

	/**
	 * Creates what a server said about a statement that reads no rows from its client.
	 * @param kind what it means for a migration
	 * @param message the message
	 * @param detail more about it, or {@code null}
	 * @param hint what the server advises, or {@code null}
	 * @param position the character of the statement that the error is at, or 0
	 */
	public ServerError(FailureKind kind, String message, @Nullable String detail, @Nullable String hint, int position) {
		this(kind, message, detail, hint, position, 0, null);
	}

}
