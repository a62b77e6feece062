package dev.migrate.runtime;

import java.sql.SQLException;

/**
 * A COMMIT that the database refused, as for a deferred constraint.
 */
final class CommitFailure extends RuntimeException {

	CommitFailure(SQLException cause) {
		super(cause);
	}

}
