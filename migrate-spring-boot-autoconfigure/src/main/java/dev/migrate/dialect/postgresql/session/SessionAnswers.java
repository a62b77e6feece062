package dev.migrate.dialect.postgresql.session;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.migrate.dialect.PreparedSql;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * What the server answers to the questions about a session, several of which are asked in
 * one round trip. The name of the first column says which question an answer belongs to.
 */
final class SessionAnswers {

	private final JdbcOperations jdbc;

	private final List<String> commands = new ArrayList<>();

	private final SessionDefaults defaults = new SessionDefaults();

	private final List<Integer> counts = new ArrayList<>();

	private final Set<String> raw = new LinkedHashSet<>();

	private final List<Found> state = new ArrayList<>();

	private boolean locked;

	private boolean leftovers;

	private @Nullable Boolean functions;

	SessionAnswers(JdbcOperations jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Executes statements, and others behind them, in one round trip and adds what they
	 * find.
	 * @return how many rows each of those behind them has changed
	 */
	int[] execute(StringBuilder sql, List<@Nullable Object> arguments, List<PreparedSql> behind) {
		for (PreparedSql statement : behind) {
			sql.append(";\n").append(statement.sql());
			arguments.addAll(statement.values());
		}
		execute(sql.toString(), arguments);
		return this.counts.subList(this.counts.size() - behind.size(), this.counts.size())
			.stream()
			.mapToInt(Integer::intValue)
			.toArray();
	}

	/**
	 * Executes statements in one round trip and adds what they find.
	 */
	void execute(String sql, List<@Nullable Object> arguments) {
		this.jdbc.execute((ConnectionCallback<Boolean>) (connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(sql)) {
				for (int i = 0; i < arguments.size(); i++) {
					statement.setObject(i + 1, arguments.get(i));
				}
				boolean rows = statement.execute();
				int count = statement.getUpdateCount();
				while (rows || count >= 0) {
					if (rows) {
						read(statement);
					}
					else {
						this.counts.add(count);
					}
					rows = statement.getMoreResults();
					count = statement.getUpdateCount();
				}
			}
			return true;
		});
	}

	private void read(PreparedStatement statement) throws SQLException {
		try (ResultSet result = statement.getResultSet()) {
			String column = result.getMetaData().getColumnLabel(1);
			while (result.next()) {
				switch (column) {
					case "command" -> this.commands.add(result.getString(1));
					case "default_rank" ->
						this.defaults.add(result.getString("setting"), result.getString("default_rank"));
					case "functions" -> this.functions = result.getBoolean(1);
					case "kind" ->
						this.state.add(new Found(result.getString(1), result.getString(2), result.getString(3)));
					case "locked" -> this.locked = result.getBoolean(1);
					case "raw" -> this.raw.add(result.getString(1));
					case "leftover" -> this.leftovers = true;
					case "temporary" -> this.leftovers |= result.getBoolean(1);
					default -> {
						// What a function returns that was called for what it does.
					}
				}
			}
		}
	}

	/**
	 * Returns what puts away what a revision has left.
	 */
	List<String> commands() {
		return this.commands;
	}

	SessionDefaults defaults() {
		return this.defaults;
	}

	/**
	 * Returns what the defaults are read from.
	 */
	Set<String> raw() {
		return this.raw;
	}

	List<Found> state() {
		return this.state;
	}

	/**
	 * Returns whether the lock was free.
	 */
	boolean locked() {
		return this.locked;
	}

	/**
	 * Returns whether there can be something that a revision has left.
	 */
	boolean leftovers() {
		return this.leftovers;
	}

	/**
	 * Returns whether the database has functions that may change a session, if that was
	 * asked.
	 */
	Optional<Boolean> functions() {
		return Optional.ofNullable(this.functions);
	}

	/**
	 * Something that a session has.
	 */
	record Found(String kind, String name, @Nullable String value) {
	}

}
