package dev.migrate.runtime.connection;

import java.sql.SQLException;

/**
 * A COMMIT that the database refused, as for a deferred constraint.
 */
public final class CommitFailure extends RunFailure {

	private final SQLException cause;

	public CommitFailure(SQLException cause) {
		super(cause);
		this.cause = cause;
	}

	public SQLException cause() {
		return this.cause;
	}

}
