package dev.migrate.runtime.connection;

import java.net.SocketTimeoutException;
import java.sql.SQLException;

import dev.migrate.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.FailureKind;
import dev.migrate.runtime.failure.ConnectionLostException;
import dev.migrate.runtime.failure.MigrationStateException;
import org.jspecify.annotations.Nullable;

/**
 * Says what it means that a connection has failed.
 */
final class ConnectionFailures {

	private final Dialect dialect;

	private final ResponseTimes times;

	// Written by the watch over the connection, in a thread of its own.
	private volatile @Nullable String loss;

	ConnectionFailures(Dialect dialect, ResponseTimes times) {
		this.dialect = dialect;
		this.times = times;
	}

	/**
	 * Notes why a connection was given up.
	 * @param reason the reason, or {@code null} for a new connection
	 */
	void lost(@Nullable String reason) {
		this.loss = reason;
	}

	boolean isLoss(SQLException failure) {
		return this.dialect.failureKind(failure) == FailureKind.CONNECTION_LOST;
	}

	/**
	 * Says what has failed. Of a connection that was given up, the driver knows no more
	 * than that it is closed.
	 */
	String describe(SQLException failure) {
		if (isLoss(failure)) {
			if (this.loss != null) {
				return this.loss;
			}
			for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
				if (cause instanceof SocketTimeoutException && this.times.isLimited()) {
					return "the server has not answered within %d ms (migrate.session.network-timeout)"
						.formatted(this.times.networkTimeout().toMillis());
				}
			}
		}
		return this.dialect.error(failure).message();
	}

	/**
	 * Returns what to throw when one of the tool's own statements has failed.
	 */
	MigrateException exception(SQLException failure) {
		String message = describe(failure);
		return switch (this.dialect.failureKind(failure)) {
			case CONNECTION_LOST -> new ConnectionLostException(message, null, "No revision was running.", failure);
			case READ_ONLY -> MigrationStateException.readOnly(message, null, failure);
			case NO_SPACE -> MigrationStateException.noSpace(message, failure);
			case CONTENTION, TOO_MANY_LOCKS, NOT_IN_TRANSACTION, ALREADY_EXISTS, REFUSED ->
				MigrationStateException.failed(message, failure);
		};
	}

}
