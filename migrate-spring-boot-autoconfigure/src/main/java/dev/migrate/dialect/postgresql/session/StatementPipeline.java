package dev.migrate.dialect.postgresql.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.postgresql.sql.DriverSettings;
import dev.migrate.text.sql.Keywords;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;
import org.postgresql.jdbc.PreferQueryMode;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Sends statements one behind the other without waiting for the answer to each. In the
 * extended protocol every one is parsed, planned and executed by itself, with its own
 * positions, timestamps and timeout, and the server executes none behind one that fails.
 *
 * <p>
 * JDBC has two ways to that, and neither will do. A batch of a {@code Statement} fetches
 * no more than one row of a query, which may be one that calls a function for many. What
 * is executed as one text with semicolons does not tell which of its statements has
 * failed. So the text is given to the query executor of the driver, below its
 * {@code Statement}, and the answers are counted. A driver, or a mode of it, that divides
 * the text in another way is sent one statement after the other.
 */
public final class StatementPipeline {

	// The server does not read on while nobody takes the rows and notices of a statement.
	// What is sent behind it must fit into the buffers on the way.
	private static final int MOST_BEHIND = 8000;

	// Of other protocols, and what begins and ends transactions.
	private static final String[] ALONE = { "COPY", "BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "PREPARE" };

	private final Dialect dialect;

	private final JdbcOperations jdbc;

	private final Runnable completed;

	private final List<String> waiting = new ArrayList<>();

	private int behind;

	/**
	 * Creates a pipeline.
	 * @param jdbc the connection, with an open transaction
	 * @param completed called after each statement that has succeeded
	 */
	public StatementPipeline(Dialect dialect, JdbcOperations jdbc, Runnable completed) {
		this.dialect = dialect;
		this.jdbc = jdbc;
		this.completed = completed;
	}

	/**
	 * Executes statements in their order, none behind one that fails.
	 */
	public void execute(List<String> statements) {
		for (String statement : statements) {
			boolean alone = new Keywords(statement).acceptOneOf(ALONE);
			if (!this.waiting.isEmpty() && (alone || this.behind + statement.length() > MOST_BEHIND)) {
				send();
			}
			this.behind += this.waiting.isEmpty() ? 0 : statement.length();
			this.waiting.add(statement);
			if (alone || DriverSettings.isMentioned(statement)) {
				// What the driver makes of such a setting, it says after the last answer.
				send();
			}
		}
		if (!this.waiting.isEmpty()) {
			send();
		}
	}

	private void send() {
		List<String> sent = List.copyOf(this.waiting);
		this.waiting.clear();
		this.behind = 0;
		boolean together = sent.size() > 1 && Boolean.TRUE
			.equals(this.jdbc.execute((ConnectionCallback<Boolean>) (connection) -> execute(connection, sent)));
		if (!together) {
			for (String statement : sent) {
				this.dialect.execute(this.jdbc, statement);
				this.completed.run();
			}
		}
	}

	private boolean execute(Connection connection, List<String> statements) throws SQLException {
		if (!connection.isWrapperFor(BaseConnection.class)) {
			return false;
		}
		BaseConnection driver = connection.unwrap(BaseConnection.class);
		if (driver.getPreferQueryMode().compareTo(PreferQueryMode.EXTENDED) < 0) {
			return false;
		}
		Query query = driver.createQuery(String.join(";", statements), false, false).query;
		Query[] parts = query.getSubqueries();
		if (parts == null || !isSame(parts, statements)) {
			return false;
		}
		int begin = driver.getAutoCommit() ? QueryExecutor.QUERY_SUPPRESS_BEGIN : 0;
		driver.getQueryExecutor()
			.execute(query, null, new Answers(this.completed), 0, 0, QueryExecutor.QUERY_ONESHOT | begin);
		return true;
	}

	private static boolean isSame(Query[] parts, List<String> statements) {
		if (parts.length != statements.size()) {
			return false;
		}
		for (int i = 0; i < parts.length; i++) {
			if (!parts[i].getNativeSql().equals(statements.get(i))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * The answers of the server, of which each statement that has succeeded has one.
	 */
	private static final class Answers extends ResultHandlerBase {

		private final Runnable completed;

		Answers(Runnable completed) {
			this.completed = completed;
		}

		@Override
		public void handleResultRows(Query query, Field[] fields, List<Tuple> rows, @Nullable ResultCursor cursor) {
			this.completed.run();
		}

		@Override
		public void handleCommandStatus(String status, long count, long identifier) {
			this.completed.run();
		}

		@Override
		public void handleWarning(SQLWarning warning) {
			// Nor does anybody read those of a Statement.
		}

	}

}
