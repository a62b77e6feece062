package dev.migrate.dialect.postgresql.catalog;

import dev.migrate.text.sql.SqlTokens;

/**
 * Takes the outer parentheses from what the server prints of expressions.
 */
final class OuterParentheses {

	private OuterParentheses() {
	}

	/**
	 * Returns an expression without the parentheses around the whole of it.
	 * @param expression the expression as the server prints it
	 * @return the expression
	 */
	static String strip(String expression) {
		String stripped = expression.strip();
		while (surround(stripped)) {
			stripped = stripped.substring(1, stripped.length() - 1).strip();
		}
		return stripped;
	}

	private static boolean surround(String expression) {
		SqlTokens tokens = new SqlTokens(expression);
		int depth = 0;
		while (tokens.next()) {
			if (tokens.is('(')) {
				depth++;
			}
			else if (tokens.is(')')) {
				depth--;
			}
			if (depth == 0) {
				return tokens.is(')') && tokens.end() == expression.length();
			}
		}
		return false;
	}

}
