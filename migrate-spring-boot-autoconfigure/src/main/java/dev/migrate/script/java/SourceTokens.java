package dev.migrate.script.java;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides source of Java or Kotlin into its tokens. Comments and white space are none.
 * Source that no compiler would accept is divided somehow.
 */
final class SourceTokens {

	private static final String BLOCK = "\"\"\"";

	private final String source;

	private final boolean kotlin;

	private final List<Token> tokens = new ArrayList<>();

	private SourceTokens(String source, boolean kotlin) {
		this.source = source;
		this.kotlin = kotlin;
	}

	static List<Token> of(String source, boolean kotlin) {
		SourceTokens tokens = new SourceTokens(source.replace("\r\n", "\n").replace('\r', '\n'), kotlin);
		tokens.divide();
		return tokens.tokens;
	}

	private void divide() {
		boolean firstOnLine = true;
		for (int start = 0; start < this.source.length();) {
			int end = end(start);
			if (isToken(start)) {
				this.tokens.add(new Token(this.source.substring(start, end), firstOnLine));
				firstOnLine = false;
			}
			firstOnLine |= this.source.charAt(start) == '\n';
			start = end;
		}
	}

	private boolean isToken(int start) {
		char c = this.source.charAt(start);
		return !Character.isWhitespace(c) && c != '\uFEFF' && !this.source.startsWith("//", start)
				&& !this.source.startsWith("/*", start);
	}

	/**
	 * Returns where that ends which begins at an index.
	 */
	private int end(int start) {
		char c = this.source.charAt(start);
		if (this.source.startsWith("//", start)) {
			int end = this.source.indexOf('\n', start);
			return (end >= 0) ? end : this.source.length();
		}
		if (this.source.startsWith("/*", start)) {
			return endOfComment(start);
		}
		if (this.source.startsWith(BLOCK, start)) {
			return endOfBlock(start);
		}
		if (c == '"' || c == '\'') {
			return endOfLiteral(start, c);
		}
		if (c == '`' && this.kotlin) {
			int end = this.source.indexOf('`', start + 1);
			return (end >= 0) ? end + 1 : this.source.length();
		}
		int end = start;
		while (end < this.source.length() && Character.isJavaIdentifierPart(this.source.charAt(end))) {
			end++;
		}
		return Math.max(end, start + 1);
	}

	/**
	 * Comments of Kotlin contain others.
	 */
	private int endOfComment(int start) {
		int depth = 1;
		for (int i = start + 2; i < this.source.length(); i++) {
			if (this.source.startsWith("*/", i)) {
				i++;
				depth--;
				if (depth == 0) {
					return i + 1;
				}
			}
			else if (this.kotlin && this.source.startsWith("/*", i)) {
				i++;
				depth++;
			}
		}
		return this.source.length();
	}

	private int endOfBlock(int start) {
		int i = start + BLOCK.length();
		while (i < this.source.length()) {
			if (this.source.startsWith(BLOCK, i)) {
				int end = i + BLOCK.length();
				// The last three quotes end a raw string.
				while (this.kotlin && end < this.source.length() && this.source.charAt(end) == '"') {
					end++;
				}
				return end;
			}
			i = afterCharacter(i, !this.kotlin);
		}
		return this.source.length();
	}

	private int endOfLiteral(int start, char quote) {
		int i = start + 1;
		while (i < this.source.length() && this.source.charAt(i) != '\n') {
			if (this.source.charAt(i) == quote) {
				return i + 1;
			}
			i = afterCharacter(i, true);
		}
		return Math.min(i, this.source.length());
	}

	/**
	 * Returns what follows a character of a string, or an expression in it.
	 */
	private int afterCharacter(int i, boolean escapes) {
		if (escapes && this.source.charAt(i) == '\\') {
			return i + 2;
		}
		return (this.kotlin && this.source.startsWith("${", i)) ? endOfTemplate(i + 2) : i + 1;
	}

	private int endOfTemplate(int start) {
		int depth = 1;
		int i = start;
		while (i < this.source.length()) {
			char c = this.source.charAt(i);
			i = end(i);
			depth += (c == '{') ? 1 : 0;
			depth -= (c == '}') ? 1 : 0;
			if (depth == 0) {
				return i;
			}
		}
		return this.source.length();
	}

	/**
	 * A word, a literal or a single character.
	 *
	 * @param text the text of the token
	 * @param firstOnLine whether nothing but comments stands before it on its line
	 */
	record Token(String text, boolean firstOnLine) {

		boolean is(String other) {
			return this.text.equals(other);
		}

		boolean isString() {
			return this.text.length() > 1 && this.text.startsWith("\"") && this.text.endsWith("\"");
		}

	}

}
