package dev.migrate.dialect.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import dev.migrate.dialect.PreparedSql;
import dev.migrate.dialect.SqlCommand;
import dev.migrate.dialect.SqlExpression;
import dev.migrate.operations.operation.InvalidOperationException;
import dev.migrate.text.WhiteSpace;
import dev.migrate.text.sql.SqlTokens;
import org.jspecify.annotations.Nullable;

/**
 * Puts the values of named parameters into a statement, or parameters of JDBC in their
 * places. A parameter is {@code :name} or <code>:{name}</code> outside of quotes, dollar
 * quotes and comments; {@code ::type} and {@code :=} are none.
 */
public final class NamedParameters {

	private static final String SEPARATORS = "\"'&,;:()|=+-*%/\\<>^[]{}";

	private final SqlCommand command;

	private final BiFunction<String, @Nullable Object, String> write;

	private final String questionMark;

	private NamedParameters(SqlCommand command, BiFunction<String, @Nullable Object, String> write,
			String questionMark) {
		this.command = command;
		this.write = write;
		this.questionMark = questionMark;
	}

	/**
	 * Writes the values of a statement into it.
	 * @param command the statement; it is taken as it is if it has no parameters
	 * @param literal writes a value, which it is given with the name of the parameter
	 * @return the statement
	 * @throws InvalidOperationException if a parameter has no value
	 */
	public static String inline(SqlCommand command, BiFunction<String, @Nullable Object, String> literal) {
		return command.parameters().isEmpty() ? command.sql() : new NamedParameters(command, literal, "?").rewrite();
	}

	/**
	 * Writes parameters of JDBC in the place of the values.
	 * @param command the statement
	 * @param questionMark what the driver takes for a question mark that is none of them
	 * @return the statement and its values
	 * @throws InvalidOperationException if a parameter has no value
	 */
	public static PreparedSql prepare(SqlCommand command, String questionMark) {
		List<@Nullable Object> values = new ArrayList<>();
		String sql = new NamedParameters(command, (name, value) -> {
			if (value instanceof SqlExpression expression) {
				return expression.sql();
			}
			values.add(value);
			return "?";
		}, questionMark).rewrite();
		return new PreparedSql(sql, values);
	}

	private String rewrite() {
		String sql = sent(this.command.sql());
		StringBuilder rewritten = new StringBuilder(sql.length() + 64);
		SqlTokens tokens = new SqlTokens(sql);
		int copied = 0;
		while (tokens.next()) {
			int position = tokens.start();
			if (position < copied) {
				continue;
			}
			if (tokens.is('?')) {
				rewritten.append(sql, copied, position).append(this.questionMark);
				copied = position + 1;
				continue;
			}
			if (!tokens.is(':') || at(sql, position - 1) == ':' || at(sql, position + 1) == ':') {
				continue;
			}
			boolean braces = at(sql, position + 1) == '{';
			int start = braces ? position + 2 : position + 1;
			int end = nameEnd(sql, start);
			if (end > start) {
				rewritten.append(sql, copied, position).append(value(sql.substring(start, end)));
				copied = (braces && at(sql, end) == '}') ? end + 1 : end;
			}
		}
		return rewritten.append(sql, copied, sql.length()).toString();
	}

	/**
	 * Returns a statement with blanks in place of the white space that a server would
	 * take for letters.
	 */
	private static String sent(String sql) {
		if (WhiteSpace.toBlanks(sql).equals(sql)) {
			return sql;
		}
		SqlTokens tokens = new SqlTokens(sql);
		boolean more = tokens.next();
		while (more) {
			more = tokens.next();
		}
		return tokens.text(0, sql.length());
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

	private String value(String name) {
		Map<String, ?> parameters = this.command.parameters();
		if (!parameters.containsKey(name)) {
			throw new InvalidOperationException(
					"The parameter ':%s' of '%s' has no value.".formatted(name, this.command.sql()),
					"Give it one; known are " + String.join(", ", parameters.keySet()) + ".");
		}
		return (parameters.get(name) instanceof Iterable<?> values) ? list(name, values)
				: this.write.apply(name, parameters.get(name));
	}

	/**
	 * Writes the elements of a collection, separated by commas, for a list after IN. An
	 * array in it is a row.
	 */
	private String list(String name, Iterable<?> values) {
		List<String> elements = new ArrayList<>();
		for (Object element : values) {
			elements.add((element instanceof Object[] row) ? row(name, row) : this.write.apply(name, element));
		}
		if (elements.isEmpty()) {
			throw new InvalidOperationException("The parameter ':%s' is an empty collection.".formatted(name),
					"Leave the statement out when there is nothing to list.");
		}
		return String.join(", ", elements);
	}

	private String row(String name, Object[] row) {
		List<String> elements = new ArrayList<>();
		for (Object value : row) {
			elements.add(this.write.apply(name, value));
		}
		return "(" + String.join(", ", elements) + ")";
	}

}
