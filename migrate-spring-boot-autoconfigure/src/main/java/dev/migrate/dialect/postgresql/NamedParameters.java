package dev.migrate.dialect.postgresql;

import java.util.Map;

import dev.migrate.dialect.SqlCommand;
import dev.migrate.operations.InvalidOperationException;

/**
 * Writes the values of named parameters into a statement. A parameter is {@code :name} or
 * <code>:{name}</code> outside of quotes and comments, as for Spring's
 * {@code NamedParameterJdbcTemplate}; {@code ::type} and {@code :=} are none.
 */
final class NamedParameters {

	private static final String SEPARATORS = "\"'&,;:()|=+-*%/\\<>^[]{}";

	private NamedParameters() {
	}

	static String inline(SqlCommand command) {
		if (command.parameters().isEmpty()) {
			return command.sql();
		}
		String sql = command.sql();
		StringBuilder inlined = new StringBuilder(sql.length() + 64);
		SqlTokens tokens = new SqlTokens(sql);
		int copied = 0;
		while (tokens.next()) {
			int colon = tokens.start();
			if (colon < copied || !tokens.is(':') || at(sql, colon - 1) == ':' || at(sql, colon + 1) == ':') {
				continue;
			}
			boolean braces = at(sql, colon + 1) == '{';
			int start = braces ? colon + 2 : colon + 1;
			int end = nameEnd(sql, start);
			if (end > start) {
				inlined.append(sql, copied, colon).append(literal(command, sql.substring(start, end)));
				copied = (braces && at(sql, end) == '}') ? end + 1 : end;
			}
		}
		return inlined.append(sql, copied, sql.length()).toString();
	}

	private static char at(String sql, int position) {
		return (position >= 0 && position < sql.length()) ? sql.charAt(position) : ' ';
	}

	private static int nameEnd(String sql, int start) {
		// The bound of an array slice.
		if (Character.isDigit(at(sql, start))) {
			return start;
		}
		int end = start;
		while (end < sql.length() && SEPARATORS.indexOf(sql.charAt(end)) < 0
				&& !Character.isWhitespace(sql.charAt(end))) {
			end++;
		}
		return end;
	}

	private static String literal(SqlCommand command, String name) {
		Map<String, ?> parameters = command.parameters();
		if (!parameters.containsKey(name)) {
			throw new InvalidOperationException(
					"The parameter ':%s' of '%s' has no value.".formatted(name, command.sql()),
					"Give it one; known are " + String.join(", ", parameters.keySet()) + ".");
		}
		return Literals.of(name, parameters.get(name));
	}

}
