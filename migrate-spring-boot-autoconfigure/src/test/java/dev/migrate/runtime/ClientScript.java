package dev.migrate.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.dialect.StatementSplitter;
import dev.migrate.testsupport.TestDatabase;
import org.postgresql.PGConnection;

import static org.awaitility.Awaitility.await;

/**
 * Runs a script as a client of the database would: statement by statement, stopping at
 * the first that fails.
 */
final class ClientScript {

	private static final StatementSplitter splitter = Dialects.of("postgresql").splitter();

	private ClientScript() {
	}

	static void run(TestDatabase database, String script) throws SQLException {
		Connection connection = database.newConnections().getConnection();
		int pid = connection.unwrap(PGConnection.class).getBackendPID();
		try {
			run(connection, script);
		}
		finally {
			connection.close();
			awaitEnd(database, pid);
		}
	}

	/**
	 * A server lets go of the locks of a session a moment after the client has closed it.
	 */
	private static void awaitEnd(TestDatabase database, int pid) {
		await().until(() -> database.jdbc()
			.sql("SELECT count(*) FROM pg_stat_activity WHERE pid = ?")
			.param(pid)
			.query(Integer.class)
			.single() == 0);
	}

	private static void run(Connection connection, String script) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			StringBuilder between = new StringBuilder();
			for (String line : script.lines().toList()) {
				if (line.equals("BEGIN;") || line.equals("COMMIT;")) {
					run(statement, between.toString());
					between.setLength(0);
					statement.execute(line);
				}
				else {
					between.append(line).append('\n');
				}
			}
			run(statement, between.toString());
		}
	}

	private static void run(Statement statement, String script) throws SQLException {
		for (SqlStatement part : splitter.split(script, "the script")) {
			statement.execute(part.text());
		}
	}

}
