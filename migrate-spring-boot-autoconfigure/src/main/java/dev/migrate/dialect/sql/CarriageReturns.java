package dev.migrate.dialect.sql;

import dev.migrate.text.sql.SqlTokens;
import org.jspecify.annotations.Nullable;

/**
 * Carriage returns in the strings of a statement. Whoever reads a script takes them for a
 * part of the line end, and so would lose them.
 */
public final class CarriageReturns {

	private CarriageReturns() {
	}

	/**
	 * Writes the strings with carriage returns with escapes.
	 * @param statement the statement
	 * @return the statement, in which each string means what it has meant
	 */
	static String escaped(String statement) {
		return escaped(statement, true);
	}

	/**
	 * Does the same with strings in quotes only: the line ends of dollar-quoted text,
	 * such as the body of a function, are those of the script.
	 */
	public static String escapedInQuotes(String statement) {
		return escaped(statement, false);
	}

	private static String escaped(String statement, boolean dollarQuotes) {
		if (statement.indexOf('\r') < 0) {
			return statement;
		}
		StringBuilder escaped = new StringBuilder();
		SqlTokens tokens = new SqlTokens(statement);
		int done = 0;
		while (tokens.next()) {
			String content = (tokens.kind() == SqlTokens.Kind.STRING && (dollarQuotes || tokens.text().startsWith("'")))
					? content(tokens.text()) : null;
			if (content != null && content.indexOf('\r') >= 0) {
				escaped.append(statement, done, tokens.start())
					.append("E'")
					.append(content.replace("\\", "\\\\").replace("'", "''").replace("\r", "\\r"))
					.append('\'');
				done = tokens.end();
			}
		}
		return (tokens.unterminated() == null) ? escaped.append(statement.substring(done)).toString() : statement;
	}

	/**
	 * Returns what a string without escapes means.
	 * @return the text, or {@code null} for another string
	 */
	private static @Nullable String content(String string) {
		if (string.startsWith("$")) {
			int length = string.indexOf('$', 1) + 1;
			return (string.length() >= 2 * length) ? string.substring(length, string.length() - length) : null;
		}
		return (string.startsWith("'") && string.length() > 1)
				? string.substring(1, string.length() - 1).replace("''", "'") : null;
	}

}
