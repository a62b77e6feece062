package dev.migrate.text.sql;

import org.jspecify.annotations.Nullable;

/**
 * Reads a statement keyword by keyword.
 */
public final class Keywords {

	private final SqlTokens tokens;

	public Keywords(String statement) {
		this.tokens = new SqlTokens(statement);
		this.tokens.next();
	}

	/**
	 * Moves past the next tokens if they are the given keywords.
	 * @param keywords the keywords; the first one decides
	 * @return {@code true} if all of them were there
	 */
	public boolean accept(String... keywords) {
		for (String keyword : keywords) {
			if (!this.tokens.is(keyword)) {
				return false;
			}
			this.tokens.next();
		}
		return true;
	}

	/**
	 * Moves past the next token if it is one of the given keywords.
	 * @param keywords the keywords
	 * @return {@code true} if it was one of them
	 */
	public boolean acceptOneOf(String... keywords) {
		for (String keyword : keywords) {
			if (accept(keyword)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Moves past the next place where the given keywords follow each other.
	 * @param keywords the keywords
	 * @return {@code true} if there was one
	 */
	public boolean find(String... keywords) {
		while (!atEnd()) {
			if (accept(keywords)) {
				return true;
			}
			// A keyword that was passed may be the first of the next try.
			if (!this.tokens.is(keywords[0])) {
				this.tokens.next();
			}
		}
		return false;
	}

	/**
	 * Moves past the next place of a keyword that is before the next comma outside of
	 * parentheses.
	 * @param keyword the keyword
	 * @return {@code true} if there was one
	 */
	public boolean findInClause(String keyword) {
		int depth = 0;
		while (!atEnd() && (depth > 0 || !this.tokens.is(','))) {
			if (depth == 0 && accept(keyword)) {
				return true;
			}
			depth += this.tokens.is('(') ? 1 : this.tokens.is(')') ? -1 : 0;
			this.tokens.next();
		}
		return false;
	}

	/**
	 * Moves past a list of options in parentheses and tells whether one of them is on.
	 * @param option the option
	 * @return {@code true} if the option is there and not off
	 */
	public boolean acceptOptions(String option) {
		boolean on = false;
		if (!this.tokens.is('(')) {
			return false;
		}
		while (this.tokens.next() && !this.tokens.is(')')) {
			if (this.tokens.is(option)) {
				this.tokens.next();
				on = !isOff();
				if (this.tokens.is(')')) {
					break;
				}
			}
		}
		this.tokens.next();
		return on;
	}

	/**
	 * Tells whether {@code option = value} is further on, with a value that is off.
	 * @param option the option
	 * @return {@code true} if the option is there and off
	 */
	public boolean findOff(String option) {
		while (!atEnd()) {
			boolean found = this.tokens.is(option);
			this.tokens.next();
			if (found && this.tokens.is('=')) {
				this.tokens.next();
				return isOff();
			}
		}
		return false;
	}

	/**
	 * Moves past a name, with its qualifiers.
	 * @return the name as it is written, or {@code null} if there is none
	 */
	public @Nullable String name() {
		StringBuilder name = new StringBuilder();
		while (this.tokens.kind() == SqlTokens.Kind.WORD || this.tokens.kind() == SqlTokens.Kind.QUOTED_IDENTIFIER) {
			name.append(this.tokens.text());
			this.tokens.next();
			if (!this.tokens.is('.')) {
				return name.toString();
			}
			name.append('.');
			this.tokens.next();
		}
		return null;
	}

	/**
	 * Moves past a string without escapes.
	 * @return what it means, or {@code null} if there is none
	 */
	public @Nullable String literal() {
		String text = this.tokens.text();
		if (this.tokens.kind() != SqlTokens.Kind.STRING || !text.startsWith("'")) {
			return null;
		}
		this.tokens.next();
		return text.substring(1, text.length() - 1).replace("''", "'");
	}

	/**
	 * Moves past a word, a number or a string without escapes.
	 * @return what it means, or {@code null} if there is none
	 */
	public @Nullable String value() {
		if (this.tokens.kind() == SqlTokens.Kind.WORD || this.tokens.kind() == SqlTokens.Kind.NUMBER) {
			String text = this.tokens.text();
			this.tokens.next();
			return text;
		}
		return literal();
	}

	/**
	 * Moves past parentheses and what is in them, if they are next.
	 * @return {@code true} if they were there
	 */
	public boolean acceptParentheses() {
		if (!this.tokens.is('(')) {
			return false;
		}
		int depth = 0;
		do {
			depth += this.tokens.is('(') ? 1 : this.tokens.is(')') ? -1 : 0;
			this.tokens.next();
		}
		while (depth > 0 && !atEnd());
		return true;
	}

	/**
	 * Moves past a symbol if it is next.
	 * @param symbol the symbol
	 * @return {@code true} if it was there
	 */
	public boolean acceptSymbol(char symbol) {
		boolean found = this.tokens.is(symbol);
		if (found) {
			this.tokens.next();
		}
		return found;
	}

	/**
	 * Passes over everything up to the next comma outside of parentheses, and over that.
	 * @return {@code false} if there is none
	 */
	public boolean skipToComma() {
		int depth = 0;
		while (!atEnd()) {
			if (depth == 0 && acceptSymbol(',')) {
				return true;
			}
			depth += this.tokens.is('(') ? 1 : this.tokens.is(')') ? -1 : 0;
			this.tokens.next();
		}
		return false;
	}

	/**
	 * Returns where the next token starts.
	 */
	public int position() {
		return this.tokens.start();
	}

	public boolean atEnd() {
		return this.tokens.kind() == SqlTokens.Kind.END;
	}

	private boolean isOff() {
		if (this.tokens.is("FALSE") || this.tokens.is("OFF")) {
			return true;
		}
		return switch (this.tokens.kind()) {
			case STRING, NUMBER -> this.tokens.text().matches("(?i)0|'(0|off|false)'");
			default -> false;
		};
	}

}
