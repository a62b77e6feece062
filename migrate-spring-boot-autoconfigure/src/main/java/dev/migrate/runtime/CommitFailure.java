package dev.migrate.runtime;

import java.sql.SQLException;

/**
 * A COMMIT that the database refused, as for a deferred constraint.
 */
final class CommitFailure extends RunFailure {

	private final SQLException cause;

	CommitFailure(SQLException cause) {
		super(cause);
		this.cause = cause;
	}

	SQLException cause() {
		return this.cause;
	}

}
