package dev.migrate.text;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.migrate.MigrateException;
import org.jspecify.annotations.Nullable;

/**
 * Stands in a chain of causes for an exception whose message holds a secret.
 */
public final class MaskedException extends RuntimeException {

	private final String type;

	private MaskedException(Throwable original, @Nullable String message) {
		super(message);
		this.type = original.getClass().getName();
	}

	/**
	 * Returns an exception for people to read, with its causes.
	 * @param failure the exception
	 * @param mask takes the secrets out of a text
	 * @return the exception itself if nobody finds a secret in it, else another one that
	 * says the same without them
	 */
	public static Throwable of(Throwable failure, UnaryOperator<String> mask) {
		Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		return isSecret(failure, mask, seen) ? copy(failure, mask, 0) : failure;
	}

	/**
	 * Returns an exception that may quote the URL of a database, for people to read.
	 * @param failure the exception, or {@code null} if there is none
	 * @return the exception itself if nobody finds a secret in it, else another one that
	 * says the same without them
	 */
	public static @Nullable Throwable withoutUrls(@Nullable Throwable failure) {
		return (failure != null) ? of(failure, Secrets::withoutUrls) : null;
	}

	private static boolean isSecret(Throwable failure, UnaryOperator<String> mask, Set<Throwable> seen) {
		// An exception of ours says only what may be shown, with its causes.
		if (!seen.add(failure) || failure instanceof MigrateException) {
			return false;
		}
		String message = failure.getMessage();
		if (message != null && !mask.apply(message).equals(message)) {
			return true;
		}
		Throwable cause = failure.getCause();
		if (cause != null && isSecret(cause, mask, seen)) {
			return true;
		}
		for (Throwable suppressed : failure.getSuppressed()) {
			if (isSecret(suppressed, mask, seen)) {
				return true;
			}
		}
		return failure instanceof SQLException ex && ex.getNextException() != null
				&& isSecret(ex.getNextException(), mask, seen);
	}

	private static Throwable copy(Throwable failure, UnaryOperator<String> mask, int depth) {
		if (failure instanceof MigrateException) {
			return failure;
		}
		// No chain is as long as a circle.
		if (depth > 50) {
			return new MaskedException(failure, null);
		}
		String message = (failure.getMessage() != null) ? mask.apply(failure.getMessage()) : null;
		Throwable copy = (failure instanceof SQLException ex)
				? new SQLException(message, ex.getSQLState(), ex.getErrorCode())
				: new MaskedException(failure, message);
		copy.setStackTrace(failure.getStackTrace());
		Throwable cause = failure.getCause();
		if (cause != null && cause != failure) {
			copy.initCause(copy(cause, mask, depth + 1));
		}
		for (Throwable suppressed : failure.getSuppressed()) {
			copy.addSuppressed(copy(suppressed, mask, depth + 1));
		}
		return copy;
	}

	@Override
	@SuppressWarnings("OverrideThrowableToString")
	public String toString() {
		String message = getLocalizedMessage();
		return (message != null) ? this.type + ": " + message : this.type;
	}

}
