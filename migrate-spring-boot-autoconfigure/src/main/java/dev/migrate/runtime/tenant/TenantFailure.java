package dev.migrate.runtime.tenant;

import java.util.regex.Pattern;

import dev.migrate.MigrateException;
import dev.migrate.runtime.connection.MigrationConnection;
import dev.migrate.runtime.failure.RevisionFailedException;

/**
 * A tenant whose migration has failed.
 *
 * @param tenant the name of the tenant
 * @param failure why
 */
public record TenantFailure(String tenant, RuntimeException failure) {

	/**
	 * Returns what is wrong, in one line that is the same for all tenants of which it is
	 * true.
	 * @return the cause, without the name of the tenant
	 */
	public String cause() {
		if (this.failure instanceof RevisionFailedException revision) {
			java.sql.SQLException server = MigrationConnection.sqlCause(revision);
			return "revision %s, %s%s: %s%s".formatted(revision.getRevision(), revision.getLocation(),
					(revision.getLine() > 0) ? ", line " + revision.getLine() : "",
					anonymous((server != null) ? message(server) : message(rootCause(revision))),
					(revision.getSqlState() != null) ? " [" + revision.getSqlState() + "]" : "");
		}
		return anonymous((this.failure instanceof MigrateException known) ? firstLine(known.getProblem())
				: message(this.failure));
	}

	private static Throwable rootCause(Throwable failure) {
		return (failure.getCause() != null) ? rootCause(failure.getCause()) : failure;
	}

	private static String message(Throwable failure) {
		return firstLine((failure.getMessage() != null) ? failure.getMessage() : failure.getClass().getName());
	}

	private static String firstLine(String text) {
		return text.strip().lines().findFirst().orElse("").replaceFirst("^ERROR: ", "");
	}

	private String anonymous(String text) {
		return Pattern.compile("(?<![\\p{L}\\p{N}_])" + Pattern.quote(this.tenant) + "(?![\\p{L}\\p{N}_])")
			.matcher(text)
			.replaceAll("…");
	}

}
