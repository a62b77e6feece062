package dev.migrate.dialect.postgresql.data;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import dev.migrate.dialect.InsertedRows;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Inserts rows by
 * <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY</a> in its text
 * format, or by INSERT over a connection that does not give away the one of the driver.
 */
public final class BulkInserts {

	private static final int BUFFER = 1 << 16;

	private BulkInserts() {
	}

	public static String copy(InsertedRows rows) {
		return "COPY " + InsertStatements.target(rows) + " FROM STDIN";
	}

	public static void insert(JdbcOperations jdbc, InsertedRows rows) {
		jdbc.execute((ConnectionCallback<Boolean>) (connection) -> {
			boolean copies = connection.isWrapperFor(PGConnection.class);
			if (copies) {
				copy(connection.unwrap(PGConnection.class), rows);
			}
			else {
				insert(connection, rows);
			}
			return copies;
		});
	}

	private static void copy(PGConnection connection, InsertedRows rows) throws SQLException {
		CopyIn copy = connection.getCopyAPI().copyIn(copy(rows));
		try {
			RowFormatter text = new RowFormatter(rows);
			StringBuilder buffer = new StringBuilder(BUFFER);
			for (List<?> row : rows.rows()) {
				write(text.of(row), buffer);
				if (buffer.length() >= BUFFER) {
					flush(buffer, copy);
				}
			}
			flush(buffer, copy);
			copy.endCopy();
		}
		finally {
			if (copy.isActive()) {
				copy.cancelCopy();
			}
		}
	}

	private static void write(List<@Nullable String> row, StringBuilder buffer) {
		String separator = "";
		for (String value : row) {
			buffer.append(separator);
			if (value != null) {
				escape(value, buffer);
			}
			else {
				buffer.append("\\N");
			}
			separator = "\t";
		}
		buffer.append('\n');
	}

	private static void escape(String value, StringBuilder buffer) {
		for (int i = 0; i < value.length(); i++) {
			char character = value.charAt(i);
			switch (character) {
				case '\\' -> buffer.append("\\\\");
				case '\n' -> buffer.append("\\n");
				case '\r' -> buffer.append("\\r");
				case '\t' -> buffer.append("\\t");
				default -> buffer.append(character);
			}
		}
	}

	private static void flush(StringBuilder buffer, CopyIn copy) throws SQLException {
		byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
		copy.writeToCopy(bytes, 0, bytes.length);
		buffer.setLength(0);
	}

	private static void insert(Connection connection, InsertedRows rows) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			InsertStatements statements = new InsertStatements(rows);
			while (statements.hasNext()) {
				statement.execute(statements.next());
			}
		}
	}

}
