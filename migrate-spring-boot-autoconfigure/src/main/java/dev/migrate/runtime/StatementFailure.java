package dev.migrate.runtime;

import java.sql.SQLException;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a revision that failed, and where it stands.
 */
final class StatementFailure extends RuntimeException {

	private final String place;

	private final int line;

	private final @Nullable String statement;

	private final Throwable failure;

	/**
	 * Creates a failure.
	 * @param place the file
	 * @param line the line of the file, or 0 if not known
	 * @param statement the statement, or {@code null} if not known
	 * @param failure what was thrown
	 */
	StatementFailure(String place, int line, @Nullable String statement, Throwable failure) {
		super(failure);
		this.place = place;
		this.line = line;
		this.statement = statement;
		this.failure = failure;
	}

	String place() {
		return this.place;
	}

	int line() {
		return this.line;
	}

	@Nullable String statement() {
		return this.statement;
	}

	/**
	 * Returns whether the server answered that it refuses the statement, as opposed to a
	 * connection that broke.
	 * @param dialect the dialect of the database
	 * @return {@code true} if the statement has not taken effect
	 */
	boolean refused(Dialect dialect) {
		SQLException cause = MigrationConnection.sqlCause(this.failure);
		return cause != null && cause.getSQLState() != null
				&& dialect.failureKind(cause) != FailureKind.CONNECTION_LOST;
	}

	Throwable failure() {
		return this.failure;
	}

}
