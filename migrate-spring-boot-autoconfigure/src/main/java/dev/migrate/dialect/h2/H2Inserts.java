package dev.migrate.dialect.h2;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.dialect.InsertedRows;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Inserts rows in batches. As with {@code COPY}, an identity column takes the value that
 * it is given, and a text for a JSON column is JSON.
 */
final class H2Inserts {

	private static final int ROWS = 1000;

	private H2Inserts() {
	}

	static String target(InsertedRows rows) {
		return "INSERT INTO " + H2Identifiers.quote(rows.table())
				+ columns(rows).collect(Collectors.joining(", ", " (", ")")) + " OVERRIDING SYSTEM VALUE VALUES";
	}

	private static Stream<String> columns(InsertedRows rows) {
		return rows.columns().stream().map(H2Identifiers::quote);
	}

	static void insert(JdbcOperations jdbc, InsertedRows rows) {
		jdbc.execute((ConnectionCallback<Boolean>) (connection) -> {
			insert(connection, rows);
			return true;
		});
	}

	private static void insert(Connection connection, InsertedRows rows) throws SQLException {
		String sql = target(rows) + parameters(connection, rows).stream().collect(Collectors.joining(", ", " (", ")"));
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			int pending = 0;
			for (List<?> row : rows.rows()) {
				for (int i = 0; i < row.size(); i++) {
					statement.setObject(i + 1, H2Literals.forDriver(row.get(i)));
				}
				statement.addBatch();
				if (++pending == ROWS) {
					statement.executeBatch();
					pending = 0;
				}
			}
			if (pending > 0) {
				statement.executeBatch();
			}
		}
	}

	private static List<String> parameters(Connection connection, InsertedRows rows) throws SQLException {
		List<String> parameters = new ArrayList<>();
		String query = columns(rows).collect(Collectors.joining(", ", "SELECT ", " FROM "))
				+ H2Identifiers.quote(rows.table()) + " WHERE FALSE";
		try (Statement statement = connection.createStatement(); ResultSet none = statement.executeQuery(query)) {
			ResultSetMetaData columns = none.getMetaData();
			for (int i = 1; i <= columns.getColumnCount(); i++) {
				parameters.add(columns.getColumnTypeName(i).equals("JSON") ? "? FORMAT JSON" : "?");
			}
		}
		return parameters;
	}

	/**
	 * Writes rows as statements.
	 */
	static Iterable<String> statements(InsertedRows rows) {
		return () -> {
			Iterator<? extends List<?>> iterator = rows.rows().iterator();
			return new Iterator<>() {

				@Override
				public boolean hasNext() {
					return iterator.hasNext();
				}

				@Override
				public String next() {
					List<String> written = new ArrayList<>();
					do {
						written.add(literals(rows, iterator.next()));
					}
					while (written.size() < ROWS && iterator.hasNext());
					return target(rows) + "\n" + String.join(",\n", written);
				}

			};
		};
	}

	private static String literals(InsertedRows rows, List<?> row) {
		List<String> literals = new ArrayList<>();
		for (int i = 0; i < row.size(); i++) {
			literals.add(H2Literals.of(rows.columns().get(i), row.get(i)));
		}
		return "(" + String.join(", ", literals) + ")";
	}

}
