package dev.migrate.dialect.postgresql.session;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.migrate.dialect.CopyData;
import dev.migrate.dialect.SqlStatement;
import dev.migrate.dialect.postgresql.data.CopiedRows;
import dev.migrate.dialect.postgresql.sql.PostgresqlScriptRules;
import dev.migrate.dialect.sql.Refusal;
import dev.migrate.dialect.sql.ScriptRules;
import dev.migrate.dialect.sql.SqlSplitter;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Does what psql does with a script that {@link PostgresqlScriptSession} and
 * {@link PsqlScript} have written, and knows only the commands of the client that are in
 * such a script.
 */
public final class ClientScript {

	private static final SqlSplitter splitter = new SqlSplitter(new Rules());

	private final Statement statement;

	private final JdbcOperations jdbc;

	private final StringBuilder pending = new StringBuilder();

	private final Map<String, String> variables = new HashMap<>();

	private final Deque<Boolean> conditions = new ArrayDeque<>();

	private ClientScript(Connection connection, Statement statement) {
		this.statement = statement;
		this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
	}

	/**
	 * Runs a script, stopping at the first statement that fails.
	 */
	public static void run(JdbcOperations jdbc, String script) {
		ConnectionCallback<Boolean> run = (connection) -> {
			try (Statement statement = connection.createStatement()) {
				statement.setEscapeProcessing(false);
				new ClientScript(connection, statement).run(script);
			}
			return true;
		};
		jdbc.execute(run);
	}

	private void run(String script) throws SQLException {
		for (String line : script.lines().toList()) {
			if (line.equals("\\set ON_ERROR_STOP on")) {
				continue;
			}
			if (line.startsWith("\\if :")) {
				flush();
				this.conditions.push("t".equals(this.variables.get(line.substring("\\if :".length()))));
			}
			else if (line.equals("\\endif")) {
				flush();
				this.conditions.pop();
			}
			else if (line.endsWith(" \\gset")) {
				append(line.substring(0, line.length() - " \\gset".length()));
				query().forEach(this.variables::putAll);
			}
			else if (line.endsWith(" \\gexec")) {
				append(line.substring(0, line.length() - " \\gexec".length()));
				for (Map<String, String> row : query()) {
					this.statement.execute(row.values().iterator().next());
				}
			}
			else {
				append(line);
			}
		}
		flush();
	}

	private void append(String line) {
		if (!this.conditions.contains(false)) {
			this.pending.append(line).append('\n');
		}
	}

	/**
	 * Runs what there is, and returns the rows of the last statement.
	 */
	private List<Map<String, String>> query() throws SQLException {
		List<Map<String, String>> rows = new ArrayList<>();
		if (this.conditions.contains(false)) {
			return rows;
		}
		flush();
		try (ResultSet found = Objects.requireNonNull(this.statement.getResultSet())) {
			while (found.next()) {
				rows.add(Map.of(found.getMetaData().getColumnLabel(1),
						Objects.requireNonNullElse(found.getString(1), "")));
			}
		}
		return rows;
	}

	private void flush() throws SQLException {
		String script = this.pending.toString();
		this.pending.setLength(0);
		for (SqlStatement part : splitter.split(script, "the script")) {
			CopyData rows = part.data();
			if (rows != null) {
				CopiedRows.copy(this.jdbc, part.text(), rows.text());
			}
			else {
				this.statement.execute(part.text());
			}
		}
	}

	/**
	 * Those of revisions, but for what a script may say that is not one.
	 */
	private static final class Rules implements ScriptRules {

		private final ScriptRules revisions = new PostgresqlScriptRules();

		@Override
		public @Nullable Refusal refusal(String statement) {
			return null;
		}

		@Override
		public boolean readsRows(String statement) {
			return this.revisions.readsRows(statement);
		}

		@Override
		public @Nullable Backslashes backslashesAfter(String statement) {
			return this.revisions.backslashesAfter(statement);
		}

	}

}
