package dev.migrate.adopt.liquibase;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

import dev.migrate.text.sql.SqlTokens;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement with the values that it was given, to be written as a script has
 * it.
 */
final class BoundStatement {

	private final String sql;

	private final Map<Integer, String> values = new HashMap<>();

	BoundStatement(String sql) {
		this.sql = sql;
	}

	/**
	 * Takes the value of a call such as {@code setString(1, "a")}. What can be read only
	 * once is put back as something that can be read again.
	 */
	void accept(String method, Object[] arguments) throws IOException, SQLException {
		if (!method.startsWith("set") || !(arguments[0] instanceof Integer number)) {
			return;
		}
		if (method.equals("setNull") || arguments[1] == null) {
			this.values.put(number, "NULL");
		}
		else if (arguments[1] instanceof InputStream stream) {
			byte[] bytes = stream.readAllBytes();
			arguments[1] = new ByteArrayInputStream(bytes);
			boolean text = method.equals("setAsciiStream") || method.equals("setUnicodeStream");
			this.values.put(number, text ? literal(new String(bytes, StandardCharsets.UTF_8))
					: method.equals("setBlob") ? largeObject(bytes) : literal(bytes));
		}
		else if (arguments[1] instanceof Reader reader) {
			StringWriter text = new StringWriter();
			reader.transferTo(text);
			arguments[1] = new StringReader(text.toString());
			this.values.put(number, literal(text.toString()));
		}
		else if (arguments[1] instanceof Blob blob) {
			this.values.put(number, largeObject(blob.getBytes(1, (int) blob.length())));
		}
		else if (arguments[1] instanceof Clob clob) {
			this.values.put(number, literal(clob.getSubString(1, (int) clob.length())));
		}
		else {
			this.values.put(number, literal(arguments[1]));
		}
	}

	/**
	 * Returns the statement with its values in it.
	 */
	String text() {
		StringBuilder text = new StringBuilder();
		SqlTokens tokens = new SqlTokens(this.sql);
		int copied = 0;
		int number = 0;
		while (tokens.next()) {
			if (tokens.text().equals("?")) {
				int end = tokens.end();
				text.append(this.sql, copied, tokens.start());
				if (this.sql.startsWith("?", end)) {
					text.append('?');
					tokens.next();
					copied = tokens.end();
				}
				else {
					number++;
					text.append(this.values.getOrDefault(number, "NULL"));
					copied = end;
				}
			}
		}
		return text.append(this.sql, copied, this.sql.length()).toString();
	}

	/**
	 * A blob is what the driver makes an object of its own for, whose number is the
	 * value.
	 */
	private static String largeObject(byte[] bytes) {
		return "lo_from_bytea(0, " + literal(bytes) + ")";
	}

	private static String literal(@Nullable Object value) {
		if (value == null) {
			return "NULL";
		}
		if (value instanceof Number || value instanceof Boolean) {
			return value.toString();
		}
		String text = (value instanceof byte[] bytes) ? "\\x" + HexFormat.of().formatHex(bytes) : value.toString();
		return "'" + text.replace("'", "''") + "'";
	}

}
