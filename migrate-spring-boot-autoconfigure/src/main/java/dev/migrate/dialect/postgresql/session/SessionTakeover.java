package dev.migrate.dialect.postgresql.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * What begins a run in the session of the one before: the search path, its lock for that
 * of the other run, and what is to be known under that lock, in one round trip. Each
 * statement of it sees what was committed before it, so that nothing is older than the
 * lock.
 *
 * @param schema the default schema
 * @param searchPath the search path with that schema
 * @param session the session that is expected to answer
 * @param before the key of the lock that it holds
 * @param key the key of the lock that it is to take
 */
record SessionTakeover(String schema, String searchPath, int session, AdvisoryLockKey before, AdvisoryLockKey key) {

	private static final String ISOLATE = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED;\n";

	private static final String BEGIN = """
			SELECT set_config('search_path', ?, false), CASE WHEN current_schema() = ? AND pg_backend_pid() = ?
				THEN pg_advisory_unlock(?) IS NOT NULL AND pg_try_advisory_lock(?) END AS locked;
			""";

	private static final String DIGEST = """
			SELECT encode(sha256(convert_to(coalesce(string_agg(entry::text, E'\n'), ''), 'UTF8')), 'hex')
			FROM (%s) AS entry""";

	/**
	 * Takes over.
	 * @param isolated whether transactions see what was committed before each statement
	 * unless told otherwise
	 * @return a text that is equal for the same rows of the query, or {@code null} if the
	 * schema cannot be used, the lock is not free, or another session has answered
	 */
	@Nullable String execute(JdbcOperations jdbc, String query, boolean isolated) {
		String sql = (isolated ? BEGIN : ISOLATE + BEGIN) + DIGEST.formatted(query);
		return Objects
			.requireNonNull(
					jdbc.execute((ConnectionCallback<Optional<String>>) (connection) -> execute(connection, sql)))
			.orElse(null);
	}

	private Optional<String> execute(Connection connection, String sql) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, this.searchPath);
			statement.setString(2, this.schema);
			statement.setInt(3, this.session);
			statement.setLong(4, this.before.value());
			statement.setLong(5, this.key.value());
			boolean rows = statement.execute();
			boolean locked;
			try (ResultSet begun = rows ? statement.getResultSet() : next(statement)) {
				locked = begun.next() && begun.getBoolean("locked");
			}
			try (ResultSet digest = next(statement)) {
				return (locked && digest.next()) ? Optional.of(digest.getString(1)) : Optional.empty();
			}
		}
	}

	private static ResultSet next(PreparedStatement statement) throws SQLException {
		while (!statement.getMoreResults()) {
			if (statement.getUpdateCount() < 0) {
				throw new SQLException("An answer is missing.");
			}
		}
		return statement.getResultSet();
	}

}
