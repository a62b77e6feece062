package dev.migrate.runtime.connection;

import java.sql.Statement;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Sends SQL to the database as it was written.
 */
public final class VerbatimSql {

	private VerbatimSql() {
	}

	/**
	 * Executes SQL in which neither a question mark nor a JDBC escape has a meaning.
	 */
	public static void execute(JdbcTemplate jdbc, String sql) {
		jdbc.execute((ConnectionCallback<Boolean>) (connection) -> {
			try (Statement statement = connection.createStatement()) {
				statement.setEscapeProcessing(false);
				return statement.execute(sql);
			}
		});
	}

}
