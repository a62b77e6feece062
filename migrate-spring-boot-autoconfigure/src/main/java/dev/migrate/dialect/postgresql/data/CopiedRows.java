package dev.migrate.dialect.postgresql.data;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;

import dev.migrate.operations.operation.InvalidOperationException;
import org.postgresql.PGConnection;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Sends the rows of a script that a {@code COPY … FROM stdin} reads.
 */
public final class CopiedRows {

	private CopiedRows() {
	}

	/**
	 * Runs a statement.
	 * @param statement the statement
	 * @param rows the rows as they stand in the script
	 * @throws InvalidOperationException if the connection does not give away the one of
	 * the driver
	 */
	public static void copy(JdbcOperations jdbc, String statement, String rows) {
		jdbc.execute((ConnectionCallback<Long>) (connection) -> {
			if (!connection.isWrapperFor(PGConnection.class)) {
				throw new InvalidOperationException(
						"'%s' needs the connection of PostgreSQL's driver, which the DataSource does not give away."
							.formatted(statement),
						"Write INSERT statements, or set migrate.url so that the migration has a connection of its"
								+ " own.");
			}
			try {
				return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement, new StringReader(rows));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

}
